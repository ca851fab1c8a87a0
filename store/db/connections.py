"""One database: write transactions one after the other, and read transactions that each see one state of it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.db import engines, limits, long_work
from store.db.driver_errors import committing, connecting, translated
from store.db.errors import DatabaseBusy, DatabaseUnreachable, StatementTimeout
from store.db.standby import Standby
from store.db.writer_thread import Result, Work, WriterThread

Connection = AsyncConnection
"""What one transaction is read or written through. Other floors name it without importing SQLAlchemy."""

APPEND_LOCK = 0x71AE11E
"""Key of the PostgreSQL advisory lock that orders the log; the number means nothing."""

CHANNEL = "timeline"
"""The PostgreSQL channel that tells every server of this log that it has grown: store.read.change_feed."""

_WRITING = "another transaction goes on writing"
_WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))


class Database:
    """Handed to every reader and writer, and closed by what opened it."""

    def __init__(
        self,
        url: URL,
        reader: AsyncEngine,
        writer: AsyncEngine,
        statement_timeout_s: float,
        standby: Standby | None = None,
    ):
        self.url = url
        """Where it is written to."""
        self.standby = standby
        """What is read instead, where the database has one."""
        self._statement_timeout_s = statement_timeout_s
        self._primary: Self | None = None
        self.notices = notices(url)
        """Warnings for the operator, for the command line to print."""
        self._reader = reader
        self._writer = writer
        self._thread: WriterThread | None = None
        self._long_work: long_work.RunElsewhere | None = None
        self._turn = asyncio.Lock()
        """On SQLite, for the two connections that write: one that waits for the other by itself waits unfairly."""

    @classmethod
    def open(cls, url: str, *, read_url: str = "", statement_timeout_s: float = limits.STATEMENT_TIMEOUT_S) -> Self:
        """Connects to nothing yet. `read_url`: of a standby, to be read from; empty: there is none.

        Raises BadDatabaseUrl, NotAStandby; DatabaseUnreachable where a file has no folder.
        """
        target = engines.database_url(url)
        if engines.is_sqlite(target) and not (folder := Path(str(target.database)).parent).is_dir():
            raise DatabaseUnreachable(f"there is no folder {folder}")
        standby = Standby(target, read_url) if read_url else None
        return cls._made(target, standby, statement_timeout_s, limits.READ_CONNECTIONS)

    @classmethod
    def _made(cls, url: URL, standby: Standby | None, timeout_s: float, connections: int) -> Self:
        make = standby.reader if standby else partial(engines.reader, url)
        reader, writer = make(timeout_s, connections), engines.writer(url, limits.WRITE_TIMEOUT_S)
        return cls(url, reader, writer, timeout_s, standby)

    @property
    def primary(self) -> Self:
        """The same database, read where it is written to: itself, unless it has a standby. Connects to nothing yet."""
        if self.standby is None:
            return self
        if self._primary is None:
            self._primary = self._made(self.url, None, self._statement_timeout_s, limits.PRIMARY_CONNECTIONS)
            if self._long_work is not None:
                self._primary.run_long_work_in(self._long_work)
        return self._primary

    def run_long_work_in(self, run: long_work.RunElsewhere) -> None:
        """What takes long within a transaction is handed to `run`: that of a pool of processes."""
        self._long_work = run
        for engine in (
            self._reader.sync_engine,
            self._writer.sync_engine,
            *([self._thread.engine] if self._thread else []),
        ):
            engine.update_execution_options(**{long_work.OPTION: run})
        if self._primary is not None:
            self._primary.run_long_work_in(run)

    @property
    def file(self) -> Path | None:
        """The file that the database is; None on PostgreSQL."""
        return Path(str(self.url.database)) if engines.is_sqlite(self.url) else None

    async def server_version(self) -> int:
        """The major version of PostgreSQL. Raises StoreError."""
        async with self.read() as connection:
            number = (await connection.execute(text("SHOW server_version_num"))).scalar_one()
        return int(number) // 10_000

    def twin(self) -> Self:
        """The same database for another event loop, with connections of its own. Connects to nothing yet."""
        return self._made(self.url, self.standby, self._statement_timeout_s, limits.TWIN_CONNECTIONS)

    def helped(self, url: str) -> Self:
        """Another database, whose long work is done where that of this one is. Connects to nothing yet."""
        other = type(self).open(url, statement_timeout_s=self._statement_timeout_s)
        if self._long_work is not None:
            other.run_long_work_in(self._long_work)
        return other

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A transaction that sees one state of the database, whatever is appended meanwhile. Raises StoreError."""
        async with _transaction(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """The only write transaction until it commits: a reader that has seen position n has seen all below it.

        Raises StoreError: OutcomeUnknown where it may have been committed.
        """
        if engines.is_sqlite(self.url):
            async with self._turn_taken(), _transaction(self._writer, committing) as connection:
                yield connection
            return
        async with _transaction(self._writer, committing) as connection:
            # READ COMMITTED: what is read after the wait includes what was committed during it.
            await _take_turn(connection)
            yield connection
            # Delivered when this is committed, and only then.
            await connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})

    @asynccontextmanager
    async def write_beside_the_log(self) -> AsyncIterator[Connection]:
        """A write transaction on tables that the log knows nothing of: on PostgreSQL it waits for no append.

        Raises StoreError.
        """
        in_turn = self._turn_taken() if engines.is_sqlite(self.url) else nullcontext()
        async with in_turn, _transaction(self._writer) as connection:
            yield connection

    async def transact(self, work: Work[Result]) -> Result:
        """The same for `work`, which awaits nothing but the connection that it is given: on SQLite it runs in a thread.

        Not to be cancelled: what is broken off in mid-statement takes the connection with it. Raises as `write`.
        """
        if not engines.is_sqlite(self.url):
            async with self.write() as connection:
                return await work(connection)
        async with self._turn_taken():
            if self._thread is None:
                engine = engines.thread_writer(self.url, limits.WRITE_TIMEOUT_S)
                engine.update_execution_options(**{long_work.OPTION: self._long_work})
                self._thread = WriterThread(engine)
            return await self._thread.run(work)

    @asynccontextmanager
    async def _turn_taken(self) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(self._turn.acquire(), limits.WRITE_TIMEOUT_S)
        except TimeoutError as error:
            raise DatabaseBusy(_WRITING) from error
        try:
            yield
        finally:
            self._turn.release()

    def server_watcher(self) -> AsyncEngine:
        """As in engines, of the server that is read."""
        return self.standby.watcher() if self.standby else engines.server_watcher(self.url)

    async def close(self) -> None:
        if self._primary is not None:
            await self._primary.close()
        if self._thread is not None:
            self._thread.close()
        await self._reader.dispose()
        await self._writer.dispose()


async def _take_turn(connection: Connection) -> None:
    try:
        with translated():
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPEND_LOCK})
    except StatementTimeout as error:
        raise DatabaseBusy(_WRITING) from error


@asynccontextmanager
async def _transaction(
    engine: AsyncEngine, ending: Callable[[], AbstractContextManager[None]] = translated
) -> AsyncIterator[Connection]:
    """`ending` translates what goes wrong at its end."""
    with translated():
        async with AsyncExitStack() as stack:
            with connecting():
                connection = await stack.enter_async_context(engine.connect())
            transaction = await stack.enter_async_context(connection.begin())
            yield connection
            if connection.invalidated:  # and whoever used it has gone on after that
                raise DatabaseUnreachable("the connection was cut")
            with ending():
                try:
                    await transaction.commit()
                except BaseException:
                    # It may be in its transaction still, and would take no other.
                    await connection.invalidate()
                    raise


def notices(url: URL) -> tuple[str, ...]:
    first, last = _WAL_RESET_BUG
    if engines.is_sqlite(url) and first <= sqlite3.sqlite_version_info <= last:
        return (
            f"SQLite {sqlite3.sqlite_version} can damage a database that several processes write at once "
            "(WAL-reset bug, mended in 3.51.3): let one process write, or use PostgreSQL",
        )
    return ()
