"""The engines of one database, one that writes and one that only reads, and how the dialects differ in them."""

import time
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

from store.db import limits
from store.db.errors import BadDatabaseUrl

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def database_url(text: str) -> URL:
    """The URL with our driver in it. Raises BadDatabaseUrl."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise BadDatabaseUrl("not a database URL") from None
    if url.drivername not in _DRIVERS:
        raise BadDatabaseUrl(f"no driver for {url.drivername}")
    url = url.set(drivername=_DRIVERS[url.drivername])
    if is_sqlite(url) and (not url.database or ":memory:" in url.database or url.query.get("mode") == "memory"):
        # Readers and the writer have connections of their own, so each would see a database of its own.
        raise BadDatabaseUrl("a database in memory cannot be shared by its readers and its writer")
    return url


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def writer(url: URL, timeout_s: float) -> AsyncEngine:
    if is_sqlite(url):
        return _sqlite(url, timeout_s, pool_size=1, begin=_WRITES, pragmas=_DURABLY)
    return _postgresql(url, timeout_s, limits.WRITE_CONNECTIONS, isolation_level="READ COMMITTED")


def thread_writer(url: URL, timeout_s: float) -> Engine:
    """Of an SQLite file, for store.db.writer_thread: the driver's own calls, in the thread that makes them."""
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), **_pooled(1))
    _prepare(engine, timeout_s, _WRITES, _DURABLY)
    return engine


def reader(url: URL, timeout_s: float, connections: int = limits.READ_CONNECTIONS) -> AsyncEngine:
    """Its transactions see one state of the database from their first statement to their last."""
    if is_sqlite(url):
        return _sqlite(url, timeout_s, connections, begin="BEGIN", pragmas=("query_only=ON",))
    engine = _postgresql(url, timeout_s, connections, isolation_level="REPEATABLE READ")
    return engine.execution_options(postgresql_readonly=True)


def listener(url: URL) -> AsyncEngine:
    """For one long-lived connection that waits for notifications; PostgreSQL only."""
    return create_async_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": limits.CONNECT_TIMEOUT_S}
    )


def file_watcher(url: URL) -> Engine:
    """For one long-lived connection that looks whether an SQLite file has changed, in the thread of the event loop:
    that takes microseconds, and a thread of its own would take a hundred. It waits for no lock.
    """
    return create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"timeout": 0, "check_same_thread": False},
    )


def server_watcher(url: URL) -> AsyncEngine:
    """For one long-lived connection that asks PostgreSQL for the end of the log, outside any transaction."""
    return _postgresql(url, limits.CONNECT_TIMEOUT_S, pool_size=1, isolation_level="AUTOCOMMIT")


_WRITES = "BEGIN IMMEDIATE"
_DURABLY = ("journal_mode=WAL", "synchronous=FULL")


def _sqlite(url: URL, timeout_s: float, pool_size: int, begin: str, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(url, **_pooled(pool_size))
    _prepare(engine.sync_engine, timeout_s, begin, pragmas)
    return engine


def _pooled(pool_size: int) -> dict[str, Any]:
    # isolation_level None: the driver begins nothing by itself, and what we begin includes DDL.
    # hide_parameters: what sources say must not reach the logs in the text of an error.
    return {
        "connect_args": {"isolation_level": None, "timeout": limits.WRITE_TIMEOUT_S, "cached_statements": 256},
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_timeout": limits.WRITE_TIMEOUT_S,
        "hide_parameters": True,
    }


def _prepare(engine: Engine, timeout_s: float, begin: str, pragmas: tuple[str, ...]) -> None:
    """Pragmas on connecting, how a transaction begins, and the timeout of each statement."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        watch = record.info["watch"] = _Watch(timeout_s)
        try:
            cursor = connection.cursor()
            for pragma in (*pragmas, "foreign_keys=ON", "recursive_triggers=ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
            handler = watch.is_over, limits.SQLITE_STEPS_PER_CHECK
            if record.driver_connection is connection:
                connection.set_progress_handler(*handler)
            else:
                connection.run_async(lambda raw: raw.set_progress_handler(*handler))
        except BaseException:
            connection.close()  # the pool does not know it yet
            raise

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "before_cursor_execute")
    def wind(connection: Any, *_: Any) -> None:
        connection.info["watch"].start()

    @event.listens_for(engine, "after_cursor_execute")
    def halt(connection: Any, *_: Any) -> None:
        connection.info["watch"].stop()


class _Watch:
    """SQLite's statement timeout: it calls back every few thousand steps, and a true answer interrupts it."""

    def __init__(self, timeout_s: float):
        self._timeout_s = timeout_s
        self.stop()

    def start(self) -> None:
        self._deadline_s = time.monotonic() + self._timeout_s

    def stop(self) -> None:
        self._deadline_s = float("inf")

    def is_over(self) -> bool:
        return time.monotonic() > self._deadline_s


def _postgresql(url: URL, timeout_s: float, pool_size: int, isolation_level: str) -> AsyncEngine:
    return create_async_engine(
        url,
        isolation_level=isolation_level,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=limits.WRITE_TIMEOUT_S,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "timeout": limits.CONNECT_TIMEOUT_S,
            "server_settings": {
                "application_name": "conflict-timeline",
                "statement_timeout": str(round(timeout_s * 1000)),
                # Planning a statement for the machine takes longer than most of ours run.
                "jit": "off",
            },
        },
    )
