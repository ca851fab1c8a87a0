"""What the resolvers are handed: the database, who asks, and the reading of this operation."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self, TypeVar

import strawberry
from starlette.types import Receive

from api import limits
from api.http.auth import Access, Caller
from api.http.budgets import Budget
from api.http.min_position import reached
from domain.events import Event
from service.asking.price_basis import PriceBasis
from service.asking.reading import Reading
from service.asking.worker_loop import WorkerLoop
from store.db.connections import Database
from store.read.change_feed import ChangeFeed
from store.read.fold_pool import FoldPool
from store.read.head_watch import HeadWatch
from store.read.log import Head
from store.read.log_sizes import LogSizes
from store.write.append import Appended, append
from store.write.append_socket import RemoteAppends

T = TypeVar("T")
Clock = Callable[[], datetime]


WARNINGS_MAX = 20


@dataclass
class Context:
    """One for each operation; a WebSocket, which carries many, has one to take theirs from."""

    db: Database
    folds: FoldPool
    news: ChangeFeed
    caller: Caller
    clock: Clock
    access: Access | None = None
    """By which it is found out again who the caller is, where that takes long; None: it does not change."""
    worker: WorkerLoop | None = None
    """Where questions that take long are answered; None: where the others are."""
    receive: Receive | None = None
    """By which the request shows that its client has gone."""
    answer_by: float | None = None
    """By when the request is to be answered, on the clock of the event loop; None: it has just begun."""
    prices: PriceBasis | None = None
    """By which questions are priced; None: as of an empty log."""
    budget: Budget | None = None
    """By which the caller pays for what it costs; None: it is nobody's."""
    cost: int = field(default=0, init=False)
    """Of this operation, once it has been measured: guard/cost.py."""
    heads: HeadWatch | None = None
    """By which it is seen how far the log that is read has come; None: it is the only one there is."""
    min_position: int = 0
    """A position that every question waits for: that of the header."""
    remote: RemoteAppends | None = None
    """Where another process appends for this one."""
    warnings: list[dict[str, str]] = field(default_factory=list, init=False)
    """What the answer says beside its data: `extensions.warnings`."""
    recorded: dict[str, Appended] = field(default_factory=dict, init=False)
    """What this operation has recorded, by the names of its fields in the answer."""
    _reading: Reading | None = field(default=None, init=False)

    async def for_operation(self) -> Self:
        """The same for one of many operations that a connection carries: its end is not that of the connection, and
        the token with which that began may have been revoked.
        """
        caller = await self.access.again(self.caller) if self.access else self.caller
        return replace(self, receive=None, answer_by=None, caller=caller)

    async def sizes(self) -> LogSizes:
        """Those of the log, by which this operation is priced."""
        return await self.prices.current() if self.prices else LogSizes()

    async def run_apart(self, work: Coroutine[Any, Any, T]) -> T:
        """What an operation comes to; if it is heavy, on the loop that is kept for such."""
        if self.worker is None or self.cost < limits.HEAVY_COST_MIN:
            return await work
        self.db = self.worker.db
        if self.cost < limits.WIDE_COST_MIN:
            return await self.worker.run(work)
        return await self.worker.run_in_turn(work)

    @property
    def reading(self) -> Reading:
        assert self._reading, "an operation opens its reading before its first resolver runs"
        return self._reading

    async def append(self, events: Sequence[Event], **how: Any) -> Appended:
        """As store.write.append, in the process that writes."""
        if self.remote:
            return await self.remote.append(events, **how)
        return await append(self.db, events, **how)

    def warn(self, code: str, message: str) -> None:
        warning = {"code": code, "message": message}
        if warning not in self.warnings and len(self.warnings) < WARNINGS_MAX:
            self.warnings.append(warning)

    @property
    def position(self) -> int | None:
        """Where this answer stands in the log; once something was recorded, not before that."""
        stands_at = self._reading.stands_at if self._reading else None
        reached = [appended.last for appended in self.recorded.values()]
        return max(reached if stands_at is None else [*reached, stands_at], default=None)

    async def reach(self, position: int) -> None:
        """Wait a little for the log that is read to come to a position. Raises PositionNotReached, StoreError."""
        if self.heads:
            await reached(self.heads, position, self.answer_by)

    async def read_anew(self) -> Reading:
        """Open the reading of a question."""
        return await self._open(self.db)

    async def read_at(self, head: Head) -> Reading:
        """Open a reading that stands where the log has been found to end; it asks nothing before a field does."""
        return await self._open(self.db, head)

    async def read_where_written(self, head: Head | None = None) -> Reading:
        """Open the reading of a mutation, which sees what was written: a standby may not have it yet."""
        return await self._open(self.db.primary, head)

    async def _open(self, db: Database, head: Head | None = None) -> Reading:
        await self.close()
        # Kept before it begins: who is cancelled meanwhile can still close it.
        self._reading = Reading(db, self.folds)
        if head is None:
            await self._reading.begin()
        else:
            self._reading.stand_at(head)
        return self._reading

    async def rest(self) -> None:
        if self._reading:
            await self._reading.rest()

    async def close(self) -> None:
        if self._reading:
            await self._reading.close()


Info = strawberry.Info[Context, None]
