"""A backup into a database that is new, so that nothing that is there can be lost by it."""

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path

from domain.values.problems import Problem, Refused
from service.backup import Progress
from service.dumped_log import verified_dump
from service.exporting.whole_file import whole_path
from service.verifying import verified
from store.db import filling, migrate, postgresql_dump, sqlite_copy
from store.db.connections import Database
from store.read.kernel import sidecar
from store.write.verification.finding import Verification

_KINDS: Mapping[bytes, str] = {sqlite_copy.HEADER: "sqlite", postgresql_dump.HEADER: "postgresql"}
_OTHER_ENGINE = (
    "is a backup of {kind}, and the database to fill is none: restore it into {form}, then carry the log over with "
    "timeline export -o log.jsonl and timeline import --restore log.jsonl --database-url NEW"
)
_FORMS = {"sqlite": "sqlite:///NEW.db", "postgresql": "an empty database of PostgreSQL"}


class _NotSound(Exception):
    pass


async def restore_backup(db: Database, file: Path, progress: Progress) -> Verification:
    """Fill a database that has nothing in it yet with a backup, bring its tables up to date, and verify it.

    A backup with findings is not restored; on PostgreSQL, what only shows in the restored database stays to be looked
    at. Raises Refused where the file is no backup of this engine, or where there is something already; StoreError,
    OSError.
    """
    engine = "postgresql" if db.file is None else "sqlite"
    kind = await asyncio.to_thread(_kind, file)
    if kind != engine:
        name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]
        raise Refused(Problem((str(file),), "OTHER_ENGINE", _OTHER_ENGINE.format(kind=name, form=_FORMS[kind])))
    if db.file is not None:
        return await _restore_sqlite(db, file, db.file, progress)
    return await _restore_postgresql(db, file, progress)


def _kind(file: Path) -> str:
    with file.open("rb") as opened:
        begin = opened.read(16)
    for header, kind in _KINDS.items():
        if begin.startswith(header):
            return kind
    if begin.lstrip().startswith(b"{"):
        message = "is an exported log: restore it with timeline import --restore"
        raise Refused(Problem((str(file),), "IS_AN_EXPORT", message))
    raise Refused(_no_backup(file, "is no backup"))


def _no_backup(file: Path, what: str) -> Problem:
    return Problem((str(file),), "NO_BACKUP", f"{what}: take a file that timeline backup wrote")


async def _restore_sqlite(db: Database, file: Path, target: Path, progress: Progress) -> Verification:
    _check_free(target)
    if await asyncio.to_thread(sqlite_copy.is_cut_off, file):
        raise Refused(_no_backup(file, "has lost its end"))
    found: list[Verification] = []
    try:
        with whole_path(target) as temporary:
            await asyncio.to_thread(sqlite_copy.copy, file, temporary, lambda done, all: progress("copying", done, all))
            shutil.copymode(file, temporary)
            found.append(await _upgraded_and_verified(db.helped(f"sqlite:///{temporary}"), file, progress))
            if found[0].count:
                raise _NotSound
            await asyncio.to_thread(sqlite_copy.seal, temporary)
            _check_free(target)
            sidecar.forget(target)
    except _NotSound:
        pass
    return found[0]


def _check_free(target: Path) -> None:
    """Not even an empty database may be there: a server may have it open. What a deleted one has left would be mixed
    into the new one by SQLite.
    """
    for ending in ("", *sqlite_copy.COMPANIONS):
        beside = target.with_name(target.name + ending)
        if beside.exists():
            message = (
                "is there already, and a backup is restored into a new database only: name another with "
                f"--database-url, or end the servers on this one and move {target.name} away, and {target.name}-wal "
                f"and {target.name}-shm with it"
            )
            raise Refused(Problem((str(beside),), "NOT_EMPTY", message))


async def _restore_postgresql(db: Database, file: Path, progress: Progress) -> Verification:
    async with db.read() as conn:
        if tables := await filling.tables_there(conn):
            message = (
                f"the database has tables already, {', '.join(tables[:3])} among them, and a backup is restored into "
                "an empty one only: createdb NEW, and name that with --database-url"
            )
            raise Refused(Problem((), "NOT_EMPTY", message))
    server = await db.server_version()
    in_file = await asyncio.to_thread(verified_dump, file, server, lambda at, head: progress("verifying", at, head))
    if in_file.count:
        return in_file
    progress("restoring", 0, 0)
    await asyncio.to_thread(postgresql_dump.restore, db.url, file, server)
    async with db.write() as conn:
        await filling.analyse(conn)
    return await _upgraded_and_verified(db.twin(), file, progress)


async def _upgraded_and_verified(db: Database, file: Path, progress: Progress) -> Verification:
    """Closes the database, so that its file can be renamed. Raises Refused where it was no timeline."""
    try:
        if await migrate.revision(db) is None:
            raise Refused(_no_backup(file, "is a database, and no timeline"))
        await migrate.upgrade(db.url.render_as_string(hide_password=False))
        return await verified(db, lambda reached, head: progress("verifying", reached, head))
    finally:
        await db.close()
