"""What becomes of a request, gathered on its way through the application: for the log, the metrics and the client."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex

from starlette.types import Scope

REQUEST_ID_HEADER = "X-Request-ID"
_ACCOUNT = "timeline.account"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


@dataclass(slots=True)
class Account:
    """`id`: as the proxy in front has it, else a new one.

    `operation`: the name of what was asked of GraphQL, None elsewhere. `cost`: its price, where it was priced. `way`:
    how its answer was found, such as `kept` or `lane`. `codes`: of the errors in it.
    """

    id: str = field(default_factory=partial(token_hex, 16))
    operation: str | None = None
    cost: int | None = None
    way: str | None = None
    codes: Sequence[str] = ()


def opened(scope: Scope) -> Account:
    """The account of a request that has just come in."""
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    account = Account(given) if _ID.fullmatch(given) else Account()
    scope[_ACCOUNT] = account
    return account


def account_of(scope: Scope) -> Account:
    """The account of a request; one that nobody reads where it came past the log."""
    account: Account | None = scope.get(_ACCOUNT)
    return account or opened(scope)
