"""Heavy questions take turns: the event loop is held by one of them at a time, and between its parts others go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self


class Turn:
    """Held while an answer is computed, and given up while it waits. Without a lock there is nobody to wait for."""

    def __init__(self, lock: asyncio.Lock | None = None):
        self._lock = lock

    async def __aenter__(self) -> Self:
        if self._lock:
            await self._lock.acquire()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._lock:
            self._lock.release()

    @asynccontextmanager
    async def given_up(self) -> AsyncIterator[None]:
        """Let another have it meanwhile."""
        await self.__aexit__()
        try:
            yield
        finally:
            await self.__aenter__()
