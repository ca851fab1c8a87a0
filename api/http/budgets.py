"""How much of the processor each caller may use up: by token, and without one by address.

A budget fills up evenly, to that of one minute at most. What a query costs is known before it is worked out, and taken
from the budget then: whoever has nothing left waits. So a caller may come at most one query below nothing, and answers
that were kept cost nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from starlette.requests import HTTPConnection

from api import limits
from domain.values.access import Principal
from service.asking.refusals import ClientError

CODE = "BUDGET_SPENT"


@dataclass(slots=True)
class _Balance:
    left: float
    at: float


class Budgets:
    """Of one process. `per_minute`: in the units of query costs; 0: without a bound."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic):
        self._per_minute, self._clock = per_minute, clock
        self._balances: OrderedDict[str, _Balance] = OrderedDict()

    def of_caller(self, principal: Principal, connection: HTTPConnection) -> "Budget | None":
        """The budget of whoever sent a request; None where there is no bound."""
        return Budget(self, caller_key(principal, connection)) if self._per_minute else None

    def check(self, caller: str) -> None:
        """Raises ClientError where the caller has nothing left, with the seconds until he has."""
        if self._per_minute and (left := self._balance(caller).left) <= 0:
            seconds = int(-left * 60 / self._per_minute) + 1
            raise ClientError(
                CODE,
                f"this caller has used up the processor time of a minute: ask again in {seconds} s. Answers at a "
                "position or a token are kept by every cache, and cost nothing when they are asked for again",
            )

    def charge(self, caller: str, cost: int) -> None:
        if self._per_minute:
            self._balance(caller).left -= cost

    def _balance(self, caller: str) -> _Balance:
        now = self._clock()
        balance = self._balances.get(caller) or _Balance(self._per_minute, now)
        balance.left = min(self._per_minute, balance.left + (now - balance.at) * self._per_minute / 60)
        balance.at = now
        self._balances[caller] = balance
        self._balances.move_to_end(caller)
        while len(self._balances) > limits.BUDGETS_KEPT_MAX:
            self._balances.popitem(last=False)
        return balance


@dataclass(frozen=True, slots=True)
class Budget:
    """That of one caller."""

    budgets: Budgets
    caller: str

    def check(self) -> None:
        """Raises ClientError."""
        self.budgets.check(self.caller)

    def charge(self, cost: int) -> None:
        self.budgets.charge(self.caller, cost)


def caller_key(principal: Principal, connection: HTTPConnection) -> str:
    """Whose budget it is. Of IPv6 a whole network of 64 bits is one caller: it is what one household has."""
    if principal.scope is not None:
        return f"token {principal.name}"
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return f"address {host}"
    if isinstance(address, IPv6Address):
        return f"address {IPv6Address(int(address) >> 64 << 64)}/64"
    return f"address {address}"
