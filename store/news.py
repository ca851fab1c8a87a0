"""How whoever follows the log learns that it has grown, in whichever process somebody wrote to it.

PostgreSQL tells: every write transaction ends with a NOTIFY. SQLite cannot, so its head is looked at a few times a
second.
What wakes a follower never says what is new: it reads the log by position, which loses nothing and repeats nothing.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from sqlalchemy.exc import SQLAlchemyError

from store import engines, limits, log
from store.database import CHANNEL, Database
from store.errors import StoreError


class News:
    """The head of the log, as far as this process has heard."""

    def __init__(self, db: Database):
        self._db = db
        self._head = 0
        self._waiting = 0
        self._grown = asyncio.Event()
        self._stop = asyncio.Event()

    async def beyond(self, position: int) -> None:
        """Return when the log has a position after this one."""
        self._waiting += 1
        try:
            while self._head <= position:
                await self._grown.wait()
        finally:
            self._waiting -= 1

    async def _look(self) -> None:
        # Whoever waits goes on waiting while the database is away.
        with suppress(StoreError):
            async with self._db.read() as connection:
                head = (await log.head(connection)).position
            if head > self._head:
                self._head = head
                grown, self._grown = self._grown, asyncio.Event()
                grown.set()

    async def _poll(self) -> None:
        while not self._stop.is_set():
            if self._waiting:
                await self._look()
            await _pause(self._stop, limits.POLL_S)

    async def _listen(self) -> None:
        engine = engines.listener(self._db.url)
        while not self._stop.is_set():
            # Not only a lost connection: a pooler between us and the server may not let us listen.
            with suppress(OSError, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError):
                async with engine.connect() as connection:
                    await self._hear((await connection.get_raw_connection()).driver_connection)
            await self._look()
            await _pause(self._stop, limits.RECONNECT_S)

    async def _hear(self, driver: Any) -> None:
        """Look whenever the server notifies, and now and then without: until the connection is lost or we stop."""
        heard = asyncio.Event()
        await driver.add_listener(CHANNEL, lambda *_: heard.set())
        driver.add_termination_listener(lambda *_: heard.set())
        stopping = asyncio.ensure_future(self._stop.wait())
        stopping.add_done_callback(lambda _: heard.set())
        try:
            while not self._stop.is_set() and not driver.is_closed():
                # Cleared before looking: what is told meanwhile is looked at again.
                heard.clear()
                await self._look()
                await _pause(heard, limits.UNHEARD_S)
        finally:
            stopping.cancel()


@asynccontextmanager
async def watching(db: Database) -> AsyncIterator[News]:
    """News of this database, while the context lasts."""
    news = News(db)
    watch = asyncio.create_task(news._poll() if engines.is_sqlite(db.url) else news._listen())
    try:
        yield news
    finally:
        # Told to stop and not cancelled: a statement that is broken off takes its connection with it.
        news._stop.set()
        await watch


async def _pause(until: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), seconds)
