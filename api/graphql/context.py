"""What the resolvers are handed: the database, who asks, and the reading of this operation."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import strawberry
from strawberry.fastapi import BaseContext

from api.auth import Writers
from api.graphql.reading import Reading, reading
from store.database import Database

Clock = Callable[[], datetime]


@dataclass
class Context(BaseContext):
    """One for each request."""

    db: Database
    writers: Writers
    clock: Clock
    authorization: str | None = None
    _reading: Reading | None = field(default=None, init=False)
    _open: AsyncExitStack = field(default_factory=AsyncExitStack, init=False)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def reading(self) -> Reading:
        assert self._reading, "an operation opens its reading before its first resolver runs"
        return self._reading

    @property
    def position(self) -> int | None:
        """Where the log ended for this answer."""
        return self._reading and self._reading.head.position

    async def read_anew(self) -> Reading:
        """Open the reading; after a write, one that sees what was written."""
        await self.close()
        self._reading = await self._open.enter_async_context(reading(self.db))
        return self._reading

    async def close(self) -> None:
        await self._open.aclose()


Info = strawberry.Info[Context, None]
