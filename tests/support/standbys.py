"""Two clusters of PostgreSQL, of which one streams to the other as docs/operating.md says, and logs on both."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import asyncpg
from sqlalchemy.engine import URL, make_url

from tests.support import postgres
from tests.support.clusters import Cluster, folder_for_clusters, run, settings_in_the_docs
from tests.support.databases import migrate, url_text

MIGRATED = "migrated"
"""The database from which those of the tests are copied."""


@dataclass(frozen=True)
class Log:
    """One database: its address at the primary, and at the standby."""

    primary: str
    standby: str


@dataclass(frozen=True)
class Pair:
    primary: Cluster
    standby: Cluster

    @contextmanager
    def log(self) -> Iterator[Log]:
        """An empty one on both."""
        with postgres.database(self.primary.url, template=self.primary.url.set(database=MIGRATED)) as url:
            postgres.apart(self.arrived, str(url.database))
            yield self.at(str(url.database))

    async def arrived(self, database: str) -> None:
        """Wait until the standby has a database."""
        await until(self.standby.url, f"SELECT count(*) = 1 FROM pg_database WHERE datname = '{database}'")

    async def arrived_at(self, log: Log, position: int) -> None:
        """Wait until the standby has an event."""
        await until(make_url(log.standby), f"SELECT max(position) >= {position} FROM event")

    def at(self, database: str) -> Log:
        """The addresses of a database that both have."""
        return Log(*(url_text(cluster.url.set(database=database)) for cluster in (self.primary, self.standby)))

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """The standby stays where it is, until `resume` or the end."""
        await asked(self.standby.url, "SELECT pg_wal_replay_pause()")
        # It notices when something comes, or after some seconds.
        await asked(self.primary.url, "SELECT pg_logical_emit_message(true, 'pause', '')")
        await until(self.standby.url, "SELECT pg_get_wal_replay_pause_state() = 'paused'")
        try:
            yield
        finally:
            await self.resume()

    async def resume(self) -> None:
        await asked(self.standby.url, "SELECT pg_wal_replay_resume()")

    async def promote(self) -> None:
        """And wait until it is the primary."""
        assert await asked(self.standby.url, "SELECT pg_promote()")

    async def set(self, cluster: Cluster, setting: str) -> None:
        """Change a setting of a running server."""
        await asked(cluster.url, f"ALTER SYSTEM SET {setting}")
        await asked(cluster.url, "SELECT pg_reload_conf()")


@contextmanager
def streaming_pair() -> Iterator[Pair]:
    """Skips where no cluster can run."""
    with folder_for_clusters() as folder:
        primary, standby = Cluster(folder / "primary"), Cluster(folder / "standby")
        primary.create()
        # What is removed on the primary ends questions on the standby, where that is let: only a test decides when.
        primary.configure("autovacuum = off", *settings_in_the_docs("postgresql.conf of the primary", folder))
        impatient = {"hot_standby_feedback": "off", "max_standby_streaming_delay": "100ms"}
        with primary.running() as url:
            postgres.execute(url, f"CREATE DATABASE {MIGRATED}")
            migrate(url_text(url.set(database=MIGRATED)))
            words = ["--write-recovery-conf", "--host", primary.socket, "--username", "postgres"]
            words += ["--create-slot", "--slot=standby1", "--wal-method=stream", "--checkpoint=fast"]
            run("pg_basebackup", "--pgdata", standby.folder, *words)
            standby.configure(*settings_in_the_docs("postgresql.conf of the standby", folder, **impatient))
            with standby.running():
                yield Pair(primary, standby)


async def asked(url: URL, statement: str) -> object:
    """The one value of a statement, over a connection of its own."""
    connection = await asyncpg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def until(url: URL, condition: str) -> None:
    """Wait until a statement gives true."""
    for _ in range(500):
        if await asked(url, condition):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"not so after ten seconds: {condition}")
