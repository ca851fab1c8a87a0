"""A streaming standby of PostgreSQL, which is read from while its primary is written to."""

from typing import Any, NamedTuple

from sqlalchemy import event, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.db import engines
from store.db.errors import NotAStandby

_IDENTITY = "SELECT system_identifier::text, current_database()::text, pg_is_in_recovery() FROM pg_control_system()"


class Identity(NamedTuple):
    """`system` is what a cluster has in common with its standbys, and with no other cluster."""

    system: str
    database: str
    is_standby: bool

    @property
    def cluster(self) -> tuple[str, str]:
        """The same for a database and its standbys."""
        return self.system, self.database


async def identity(connection: AsyncConnection) -> Identity:
    """Which database this is a connection to."""
    return Identity(*(await connection.execute(text(_IDENTITY))).one())


class Standby:
    """Where it is, and which cluster it is of: all connections to it lead to that of the first of them, so that what
    was read before, and is held in memory, is not mixed with another log. It may be promoted meanwhile, or be replaced
    by another standby of the same primary.
    """

    def __init__(self, primary: URL, given: str):
        """Raises BadDatabaseUrl; NotAStandby where there can be none at this address."""
        self.url = engines.database_url(given)
        self._cluster: tuple[str, str] | None = None
        if engines.is_sqlite(self.url) or engines.is_sqlite(primary):
            raise NotAStandby("only PostgreSQL has standbys, and both addresses have to be of servers of it")
        hosts = self.url.query.get("host", "")
        if not isinstance(hosts, str) or "," in hosts:
            raise NotAStandby("several servers do not stand at one position: name one of them")

    def reader(self, timeout_s: float, connections: int) -> AsyncEngine:
        """As engines.reader; it raises NotAStandby as well."""
        return self._held(engines.reader(self.url, timeout_s, connections))

    def watcher(self) -> AsyncEngine:
        """As engines.server_watcher, likewise."""
        return self._held(engines.server_watcher(self.url))

    def _held(self, engine: AsyncEngine) -> AsyncEngine:
        event.listen(engine.sync_engine, "connect", self._look)
        return engine

    def _look(self, connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(_IDENTITY)
        here = Identity(*cursor.fetchone())
        cursor.close()
        connection.rollback()
        self._cluster = self._cluster or here.cluster
        if self._cluster != here.cluster:
            connection.terminate()
            raise NotAStandby("the server at its address is of another log than the one that was there before")
