"""What the resolvers are handed: the database, who asks, and the reading of this operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import strawberry

from api.http.auth import Writers
from domain.events import Event
from service.asking.reading import Reading
from store.db.connections import Database
from store.read.change_feed import ChangeFeed
from store.read.fold_pool import FoldPool
from store.write.append import Appended, append
from store.write.append_socket import RemoteAppends

Clock = Callable[[], datetime]


WARNINGS_MAX = 20


@dataclass
class Context:
    """One for each operation; a WebSocket, which carries many, has one to take theirs from."""

    db: Database
    folds: FoldPool
    news: ChangeFeed
    writers: Writers
    clock: Clock
    authorization: str | None = None
    remote: RemoteAppends | None = None
    """Where another process appends for this one."""
    warnings: list[dict[str, str]] = field(default_factory=list, init=False)
    """What the answer says beside its data: `extensions.warnings`."""
    _reading: Reading | None = field(default=None, init=False)

    def for_operation(self) -> Self:
        return type(self)(self.db, self.folds, self.news, self.writers, self.clock, self.authorization, self.remote)

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
        """Where this answer stands in the log."""
        return self._reading.stands_at if self._reading else None

    async def read_anew(self) -> Reading:
        """Open the reading; after a write, one that sees what was written."""
        await self.close()
        # Kept before it begins: who is cancelled meanwhile can still close it.
        self._reading = Reading(self.db, self.folds)
        await self._reading.begin()
        return self._reading

    async def rest(self) -> None:
        if self._reading:
            await self._reading.rest()

    async def close(self) -> None:
        if self._reading:
            await self._reading.close()


Info = strawberry.Info[Context, None]
