"""The tables, brought up to date by Alembic. Configured here, in code: no alembic.ini can fall out of step.

Alembic is imported where tables are changed. To see that there is nothing to do, which is nearly always, it is not
needed, and every command would wait for it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

import migrations
from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseBusy, DatabaseUnreachable, SchemaTooNew

if TYPE_CHECKING:
    from alembic.config import Config

WAIT_STEP_S = 0.5


def config(connection: object = None) -> "Config":
    """Alembic's configuration, with the connection or the engine that migrations/env.py is to use."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


async def upgrade(url: str) -> None:
    """Bring the database to the newest schema, in one transaction. Raises StoreError.

    Where there is nothing to do it takes no lock, and so does not wait for a long import.
    """
    db = Database.open(url)
    try:
        found = await revision(db)
        if found == migrations.NEWEST:
            return
        if found is not None and found not in _known():
            raise SchemaTooNew
        # Under the lock of the log: two servers that start together migrate one after the other.
        await _patiently(lambda: _upgrade(db), limits.WRITE_TIMEOUT_S)
    finally:
        await db.close()


async def _upgrade(db: Database) -> None:
    from alembic import command

    async with db.write() as connection:
        await connection.run_sync(lambda sync: command.upgrade(config(sync), "head"))


async def _patiently(attempt: Callable[[], Awaitable[None]], seconds: float) -> None:
    """Try again while the database is busy: switching a new SQLite file to WAL fails at once and does not wait."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return await attempt()
        except DatabaseBusy:
            if time.monotonic() >= deadline:
                raise
            await asyncio.sleep(WAIT_STEP_S)


async def is_current(db: Database) -> bool:
    """Whether the schema is the newest. Raises StoreError where the database cannot be reached."""
    return await revision(db) == migrations.NEWEST


async def revision(db: Database) -> str | None:
    """The revision of the schema; None where the database has no tables of ours. Raises StoreError."""
    async with db.read() as connection:
        return await connection.run_sync(_revision)


_REVISIONS = "alembic_version"
"""Alembic's own table."""
REVISION = text(f"SELECT version_num FROM {_REVISIONS}")
"""The revision of the schema, for who need not reckon with a database that has never been migrated."""


@cache
def _known() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, _REVISIONS):
        return None
    found: str | None = connection.execute(REVISION).scalar()
    return found


async def wait_for(url: str, seconds: float) -> None:
    """Return as soon as the database takes connections. Raises StoreError where it does not within so many seconds."""
    deadline = time.monotonic() + seconds
    db = Database.open(url)
    try:
        while True:
            try:
                async with db.read() as connection:
                    await connection.execute(text("SELECT 1"))
                return
            except (DatabaseUnreachable, DatabaseBusy):
                if time.monotonic() >= deadline:
                    raise
                await asyncio.sleep(WAIT_STEP_S)
    finally:
        await db.close()
