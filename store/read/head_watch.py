"""The end of the log, known at any moment without a transaction and without a connection that readers could use up.

SQLite counts the commits of other connections (`PRAGMA data_version`, a few microseconds); the head is read again only
when that number has changed. PostgreSQL is asked once for all who wait.
"""

import asyncio
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

import migrations
from store.db import engines, limits, migrate
from store.db.connections import Database
from store.db.driver_errors import connecting, translated
from store.db.errors import DatabaseBusy, DatabaseUnreachable
from store.read.log import LAST, Head, head_of

Seen = TypeVar("Seen")


class HeadWatch(ABC):
    """One connection of its own to one database, opened with the first question.

    `latest` is the head that was seen last, for whoever need not ask.
    """

    latest: Head | None = None

    @abstractmethod
    async def current(self) -> Head:
        """The head of the log at the time of the call, or a later one. Raises StoreError."""

    @abstractmethod
    async def tables_are_current(self) -> bool:
        """Whether the schema is the newest that this code knows. Raises StoreError."""

    @abstractmethod
    async def close(self) -> None: ...


@asynccontextmanager
async def head_watch(db: Database) -> AsyncIterator[HeadWatch]:
    """A HeadWatch of this database, while the context lasts."""
    watch: HeadWatch = _FileWatch(db.url) if engines.is_sqlite(db.url) else _ServerWatch(db)
    try:
        yield watch
    finally:
        await watch.close()


class _FileWatch(HeadWatch):
    def __init__(self, url: URL):
        self._engine = engines.file_watcher(url)
        self._connection: sa.Connection | None = None
        self._cursor: Any = None
        self._version: int | None = None

    async def current(self) -> Head:
        return await _patiently(self._look)

    async def tables_are_current(self) -> bool:
        return await _patiently(self._look_at_revision)

    def _look(self) -> Head:
        with translated():
            connection = self._opened()
            version = self._data_version(connection)
            # Asked for before the head is read: a commit between the two is seen the next time.
            if version != self._version:
                self.latest = head_of(connection.execute(LAST).first())
                self._version = version
        assert self.latest, "read with the first version"
        return self.latest

    def _data_version(self, connection: sa.Connection) -> int:
        # Asked with every request, and so of the driver itself, which takes a seventh of the time.
        try:
            return self._cursor.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return connection.exec_driver_sql("PRAGMA data_version").scalar_one()  # fails with an error of SQLAlchemy

    def _look_at_revision(self) -> bool:
        with translated():
            return self._opened().execute(migrate.REVISION).scalar() == migrations.NEWEST

    def _opened(self) -> sa.Connection:
        if self._connection is None:
            with connecting():
                self._connection = self._engine.connect()
            self._cursor = self._connection.connection.cursor()
        return self._connection

    async def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._engine.dispose()


async def _patiently(look: Callable[[], Seen]) -> Seen:
    deadline = time.monotonic() + limits.CONNECT_TIMEOUT_S
    while True:
        try:
            return look()
        except DatabaseBusy:  # for moments only: a file that is recovered, or whose last reader has just left
            if time.monotonic() >= deadline:
                raise
            await asyncio.sleep(limits.BUSY_PAUSE_S)


_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
_LAST_ON_SERVER = str(LAST.compile(dialect=_POSTGRESQL, compile_kwargs={"literal_binds": True}))


class _ServerWatch(HeadWatch):
    """Who comes while a question is under way waits for the next, which all who came meanwhile share: the answer to
    the one under way may be older than the call.
    """

    def __init__(self, db: Database):
        self._engine = db.server_watcher()
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        """The connection of the driver below it."""
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[Head] | None = None

    async def current(self) -> Head:
        if self._next is None:
            self._next = asyncio.create_task(self._ask_in_turn())
        # One that goes away does not take the answer from the others.
        return await asyncio.shield(self._next)

    async def tables_are_current(self) -> bool:
        async with self._turn:
            row = await asyncio.shield(asyncio.ensure_future(self._ask(migrate.REVISION)))
        return row is not None and row[0] == migrations.NEWEST

    async def _ask_in_turn(self) -> Head:
        async with self._turn:
            self._next = None
            self.latest = await self._last() or head_of(await self._ask(LAST))
            return self.latest

    async def _last(self) -> Head | None:
        """Asked of the driver itself, which takes a third of the time; None where that fails."""
        try:
            row = await self._driver.fetchrow(_LAST_ON_SERVER) if self._driver else None
        except Exception:  # the same question, asked once more through SQLAlchemy, fails with an error of its own
            return None
        return row and Head(row[0], row[1].astimezone(UTC), row[2] or 0, row[3] or 0)

    async def _ask(self, statement: Any) -> Any:
        try:
            return await self._first(statement)
        except DatabaseUnreachable:
            await self._drop()
            return await self._first(statement)  # the connection may have been cut, and the server be there

    async def _first(self, statement: Any) -> Any:
        with translated():
            if self._connection is None:
                with connecting():
                    self._connection = await self._engine.connect()
                    self._driver = (await self._connection.get_raw_connection()).driver_connection
            return (await self._connection.execute(statement)).first()

    async def _drop(self) -> None:
        connection, self._connection, self._driver = self._connection, None, None
        if connection:
            await connection.invalidate()
            await connection.close()

    async def close(self) -> None:
        async with self._turn:
            if self._connection:
                await self._connection.close()
        await self._engine.dispose()
