"""How a follower of the log learns that it has grown, whichever process wrote to it.

On PostgreSQL every write transaction ends with a NOTIFY. SQLite has no such thing, and a standby does not pass it on:
there the head is polled a few times a second. A follower is only woken, never given events: it reads the log by
position, which loses and repeats nothing. Those who are woken together and are at the same place share
what is read (shared_chunks.py).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from store.db import engines, limits
from store.db.connections import CHANNEL, Database
from store.db.errors import StoreError
from store.read import log
from store.read.shared_chunks import SharedChunks


class ChangeFeed:
    """The head of the log as far as this process knows it, and the followers that wait for it to grow."""

    def __init__(self, db: Database):
        self._db = db
        self.chunks = SharedChunks(db)
        self._head = 0
        self._waiting = 0
        self._grown = asyncio.Event()
        self._wake = asyncio.Event()
        self._stopping = False

    async def beyond(self, position: int) -> bool:
        """True as soon as the log has a position after this one; False when the feed is stopped."""
        self._waiting += 1
        self._wake.set()
        try:
            while self._head <= position and not self._stopping:
                await self._grown.wait()
        finally:
            self._waiting -= 1
        return not self._stopping

    def stop(self) -> None:
        """Wake every follower for the last time: the process ends."""
        self._stopping = True
        self._wake.set()
        self._grown.set()

    async def watch(self) -> None:
        """Follow the log until `stop`."""
        # A standby lets nobody listen; and to hear that the primary has grown would be too early.
        if engines.is_sqlite(self._db.url) or self._db.standby:
            await self._poll()
        else:
            await self._listen()

    async def _poll(self) -> None:
        while not self._stopping:
            await self._look()
            await _pause(self._wake, limits.POLL_S)

    async def _listen(self) -> None:
        import asyncpg  # only who listens needs the driver, and every command would wait for it

        engine = engines.listener(self._db.url)
        while not self._stopping:
            # Not only a lost connection: a pooler between us and the server may not let us listen.
            with suppress(OSError, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError):
                async with engine.connect() as connection:
                    await self._hear((await connection.get_raw_connection()).driver_connection)
            await self._look()
            await _pause(self._wake, limits.RECONNECT_S)

    async def _hear(self, driver: Any) -> None:
        """Look at every notification, and now and then without one, until the connection is lost or the feed stops."""
        await driver.add_listener(CHANNEL, lambda *_: self._wake.set())
        driver.add_termination_listener(lambda *_: self._wake.set())
        while not self._stopping and not driver.is_closed():
            await self._look()
            await _pause(self._wake, limits.UNHEARD_S)

    async def _look(self) -> None:
        if self._stopping:
            return  # and stay awake: a pause after this would only hold up the end
        # Cleared before looking: a notification that comes meanwhile makes us look again.
        self._wake.clear()
        if not self._waiting:
            return
        # Followers go on waiting while the database is away.
        with suppress(StoreError):
            async with self._db.read() as connection:
                head = (await log.head(connection)).position
            if head > self._head:
                self._head = head
                grown, self._grown = self._grown, asyncio.Event()
                grown.set()


@asynccontextmanager
async def watching(db: Database) -> AsyncIterator[ChangeFeed]:
    """A ChangeFeed of this database, while the context lasts."""
    feed = ChangeFeed(db)
    watch = asyncio.create_task(feed.watch())
    try:
        yield feed
    finally:
        # Stopped and not cancelled: a statement that is broken off takes its connection with it.
        feed.stop()
        await watch


async def _pause(until: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), seconds)
