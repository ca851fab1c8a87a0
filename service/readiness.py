"""Databases that a server can begin with: reached, brought up to date, and belonging together."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import MappingProxyType

from domain.values.terms import Visibility
from service.publishing import require_audiences, require_log_of
from store.db import migrate
from store.db.connections import Database
from store.db.errors import DatabaseBusy, DatabaseUnreachable, MigrationNeeded
from store.read.standby import check_cluster, check_is_standby, check_log

_AWAY = (
    "the database that is written to cannot be reached: nothing can be recorded until it can, and whether the standby "
    "has its log is not known"
)
_BEHIND = "the standby has not got the tables of this version yet"


async def ready(
    url: str,
    *,
    read_url: str = "",
    audiences: Mapping[Visibility, str] = MappingProxyType({}),
    wait_s: float,
    migrates: bool = True,
) -> list[str]:
    """Wait until the databases take connections, and bring their tables up to date, or only look where `migrates` is
    False. `read_url`: of a standby to read from; empty: there is none. `audiences`: the databases of their logs.

    Returns warnings for the operator: with a standby a server can begin while its primary is away. Raises StoreError.
    """
    warnings = await _record_ready(url, read_url, wait_s, migrates)
    for audience, its_url in audiences.items():
        try:
            await _primary_ready(its_url, wait_s, migrates)
            await _looked_at(Database.open(its_url), partial(require_log_of, audience))
        except (DatabaseUnreachable, DatabaseBusy):
            if not read_url:
                raise
            warnings.append(f"the log of {audience} cannot be reached: those who read it are not answered until it can")
    await _looked_at(Database.open(url, read_url=read_url), partial(require_audiences, kept_for=audiences))
    return warnings


async def _looked_at(db: Database, look: Callable[[Database], Awaitable[None]]) -> None:
    try:
        await look(db)
    finally:
        await db.close()


async def _record_ready(url: str, read_url: str, wait_s: float, migrates: bool) -> list[str]:
    if not read_url:
        await _primary_ready(url, wait_s, migrates)
        return []
    db = Database.open(url, read_url=read_url)
    try:
        await migrate.wait_for(read_url, wait_s)
        try:
            await migrate.wait_for(url, wait_s)
        except (DatabaseUnreachable, DatabaseBusy):
            await _alone(db)
            return [_AWAY]
        await check_cluster(db)
        await _primary_ready(url, wait_s, migrates)
        await _tables_arrived(db, wait_s)
        await check_log(db)
        return []
    finally:
        await db.close()


async def _primary_ready(url: str, wait_s: float, migrates: bool) -> None:
    await migrate.wait_for(url, wait_s)
    if migrates:
        await migrate.upgrade(url)
        return
    db = Database.open(url)
    try:
        if not await migrate.is_current(db):
            raise MigrationNeeded
    finally:
        await db.close()


async def _alone(db: Database) -> None:
    """Raises StoreError unless the standby can be read from by itself."""
    await check_is_standby(db)
    if not await migrate.is_current(db):
        raise MigrationNeeded(_BEHIND)


async def _tables_arrived(db: Database, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while not await migrate.is_current(db):
        if time.monotonic() >= deadline:
            raise MigrationNeeded(_BEHIND)
        await asyncio.sleep(migrate.WAIT_STEP_S)
