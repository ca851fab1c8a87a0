"""One file that holds a whole database, made while others write, and checked before it gets its name."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from domain.values.problems import Problem, Refused
from service.dumped_log import verified_dump
from service.exporting.whole_file import whole_path
from service.verifying import verified
from store.db import postgresql_dump, sqlite_copy
from store.db.connections import Database
from store.write.verification.finding import Verification

Progress = Callable[[str, int, int], None]
"""Receives what is being done, how much is done and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Backup:
    """`verification` is that of the file; None where it was not asked for."""

    bytes: int
    verification: Verification | None

    @property
    def is_written(self) -> bool:
        """Whether the file is there: what has findings gets no name."""
        return self.verification is None or not self.verification.count


class _NotSound(Exception):
    pass


async def back_up(
    db: Database, file: Path, progress: Progress, *, replacing: bool = False, checked: bool = True
) -> Backup:
    """Write the state in which the database is to a file; others read and write meanwhile.

    The file appears when it is whole, on the disk and, where `checked`, verified: with findings it does not appear.
    Raises Refused where there is something under its name, unless it may be replaced; StoreError, OSError.
    """
    _check_name(db, file, replacing)
    found: list[Backup] = []
    try:
        with whole_path(file) as temporary:
            await _write(db, temporary, progress)
            verification = await _verified(db, temporary, progress) if checked else None
            found.append(Backup(temporary.stat().st_size, verification))
            if not found[0].is_written:
                raise _NotSound
    except _NotSound:
        pass
    return found[0]


def _check_name(db: Database, file: Path, replacing: bool) -> None:
    if db.file and file.exists() and file.samefile(db.file):
        message = "is the database itself: name another file"
        raise Refused(Problem((str(file),), "IS_THE_DATABASE", message))
    if file.exists() and not replacing:
        message = "is there already: name another file, with the date in it say, or add --replace"
        raise Refused(Problem((str(file),), "FILE_EXISTS", message))


async def _write(db: Database, target: Path, progress: Progress) -> None:
    if db.file is None:
        progress("dumping", 0, 0)
        await asyncio.to_thread(postgresql_dump.dump, db.url, target, await db.server_version())
        return
    await asyncio.to_thread(sqlite_copy.copy, db.file, target, lambda done, all: progress("copying", done, all))
    # Not more readable than the database itself.
    shutil.copymode(db.file, target)


async def _verified(db: Database, file: Path, progress: Progress) -> Verification:
    def advance(reached: int, head: int) -> None:
        progress("verifying", reached, head)

    if db.file is None:
        # Of a dump only digests and positions can be seen: the rest is looked at where it comes from.
        verification = await verified(db, advance)
        if verification.count:
            return verification
        return await asyncio.to_thread(verified_dump, file, await db.server_version(), advance)
    copy = db.helped(f"sqlite:///{file}")
    try:
        return await verified(copy, advance)
    finally:
        await copy.close()
