"""A disk that is full, or fails to write or to sync: whoever records hears what is true of the log, and what failed.

Each try makes one kind of operation of SQLite fail, once or until the disk is mended, and sends a batch; then the disk
is mended and the same batch is sent again. A copy of the files, as a crash would leave them, shows what was stored.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from store.db import engines, migrate, writer_thread
from store.db.connections import Database
from store.db.driver_errors import translated
from store.db.errors import DatabaseFull, DatabaseIo, OutcomeUnknown, StoreError
from store.write.append import append
from trust.appending import batch, opening
from trust.databases import opened
from trust.disk.disk import Disk, Kind, Operation
from trust.log_files import damage
from trust.trial import Trial

NAME = "timeline.db"
TRIES, QUICK_TRIES = 600, 40
CHECKPOINTS = (*engines._DURABLY, "wal_autocheckpoint=60")
CODES = {
    Kind.WRITE: (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_FULL),
    Kind.SYNC: (sqlite3.SQLITE_IOERR_FSYNC,),
    Kind.TRUNCATE: (sqlite3.SQLITE_IOERR_TRUNCATE,),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The operation of this kind on this file that comes after `passed` others fails with `code`."""

    kind: Kind
    file: str
    passed: int
    code: int
    once: bool

    def refusing(self) -> Callable[[Operation], int]:
        seen = 0

        def refuses(operation: Operation) -> int:
            nonlocal seen
            if (operation.kind, operation.file) != (self.kind, self.file):
                return 0
            seen += 1
            return self.code if seen > self.passed and not (self.once and seen > self.passed + 1) else 0

        return refuses


def run(quick: bool) -> Iterator[Trial]:
    tries = QUICK_TRIES if quick else TRIES
    yield _trial("disk full, write and fsync errors", "every answer true", tries)
    with patch.object(writer_thread, "committing", translated):
        yield _trial("the same, a failed commit taken for none", "some answers untrue", tries, control=True)


def _trial(name: str, goal: str, tries: int, control: bool = False) -> Trial:
    random = Random("disk errors")
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder, patch.object(engines, "_DURABLY", CHECKPOINTS):
        file = Path(folder) / NAME
        asyncio.run(migrate.upgrade(f"sqlite:///{file}"))
        with Disk() as disk:
            attempts = Attempts(file, disk)
            with closing(sqlite3.connect(file)) as reader:  # a server has some: the last to go would tidy up
                reader.execute("SELECT count(*) FROM event").fetchone()
                asyncio.run(attempts.try_all([_fault(random) for _ in range(tries)]))
    heard = ", ".join(f"{count} x {code}" for code, count in attempts.heard.most_common())
    return Trial(name, goal, tries, len(attempts.lies), control, note="; ".join([heard, *attempts.lies[:1]]))


def _fault(random: Random) -> Fault:
    kind = random.choice([Kind.WRITE, Kind.WRITE, Kind.SYNC, Kind.SYNC, Kind.TRUNCATE])
    file = random.choice([f"{NAME}-wal", f"{NAME}-wal", NAME])
    return Fault(kind, file, random.choice([0, 0, 1, 2, 5, 10]), random.choice(CODES[kind]), random.random() < 0.3)


class Attempts:
    """`lies` are the answers that were not true, `heard` counts the answers by code."""

    def __init__(self, file: Path, disk: Disk):
        self._file, self._disk = file, disk
        self._recorded: dict[str, int] = {}
        self.heard: Counter[str] = Counter()
        self.lies: list[str] = []

    async def try_all(self, faults: list[Fault]) -> None:
        async with opened(f"sqlite:///{self._file}") as db:
            await append(db, opening(), key="opening", by="trust", now=datetime.now(UTC))
            for number, fault in enumerate(faults, start=1):
                if lie := await self._try(db, number, fault):
                    self.lies.append(f"{fault.kind} of {fault.file}: {lie}")
        if found := damage(self._file, self._recorded):
            self.lies.append(found)

    async def _try(self, db: Database, number: int, fault: Fault) -> str | None:
        self._disk.operations.clear()
        self._disk.refuses = fault.refusing()
        answer = await self._answer(db, number)
        self._disk.refuses = lambda operation: 0
        stored = self._stored_after_a_crash(number)
        again = await self._answer(db, number)
        self.heard[answer.code if isinstance(answer, StoreError) else "recorded"] += 1
        if isinstance(again, StoreError):
            return f"the disk is mended, and still {again.code}"
        self._recorded[str(number)] = again
        return _lie(answer, stored, again)

    async def _answer(self, db: Database, number: int) -> int | StoreError:
        try:
            return (await append(db, batch(number), key=str(number), by="trust", now=datetime.now(UTC))).last
        except StoreError as error:
            return error

    def _stored_after_a_crash(self, number: int) -> bool:
        """Whether a database that is opened on these files has the batch."""
        with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
            for file in self._file.parent.glob(f"{NAME}*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, folder)
            with closing(sqlite3.connect(Path(folder) / NAME)) as connection:
                found = connection.execute("SELECT 1 FROM batch WHERE key = ?", [str(number)]).fetchone()
        return found is not None


def _lie(answer: int | StoreError, stored: bool, again: int) -> str | None:
    """What is not true of the answer: `stored`, whether a crash would have left the batch; `again`, its position."""
    if isinstance(answer, int):
        return None if stored and answer == again else "said to be recorded, and it was not"
    if isinstance(answer, OutcomeUnknown):
        return None
    if not isinstance(answer, DatabaseFull | DatabaseIo):
        return f"does not say what failed: {answer.code}"
    return f"{answer.code}, as if nothing were stored, and it was" if stored else None
