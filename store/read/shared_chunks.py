"""Events that many follow, read once for all who are at the same place of the log."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from store.db import limits
from store.db.connections import Database
from store.read import log
from store.read.entry import Entry
from store.read.log import EventFilter, Head


@dataclass(frozen=True, slots=True)
class Chunk:
    """Events after a position, and the end of the log as it was when they were read."""

    entries: list[Entry]
    head: Head


_Key = tuple[int, int, EventFilter]


class SharedChunks:
    """A few chunks of one database, each kept for a moment: as long as those who are woken together take to come."""

    def __init__(self, db: Database):
        self._db = db
        self._chunks: OrderedDict[_Key, asyncio.Task[Chunk]] = OrderedDict()

    async def after(self, position: int, first: int, filter: EventFilter) -> Chunk:
        """The first events after a position that pass the filter. Raises StoreError."""
        key = position, first, filter
        task = self._chunks.get(key)
        if task is None:
            task = self._chunks[key] = asyncio.create_task(self._read(key))
            asyncio.get_running_loop().call_later(limits.CHUNK_SHARED_S, self._drop, key, task)
            while len(self._chunks) > limits.CHUNKS_SHARED_MAX:
                self._chunks.popitem(last=False)
        # One follower that goes away does not take the chunk from the others.
        return await asyncio.shield(task)

    async def _read(self, key: _Key) -> Chunk:
        position, first, filter = key
        task = asyncio.current_task()
        assert task, "it is one"
        try:
            async with self._db.read() as connection:
                head = await log.head(connection)
                chunk = Chunk(await log.entries(connection, after=position, first=first, filter=filter), head)
        except BaseException:
            self._drop(key, task)
            raise
        if head.position <= position:
            self._drop(key, task)  # who waits for more must not find that there was nothing
        return chunk

    def _drop(self, key: _Key, task: asyncio.Task[Chunk]) -> None:
        if self._chunks.get(key) is task:
            del self._chunks[key]
