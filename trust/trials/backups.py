"""Backups: made while others write, they have everything that was acknowledged, and nothing torn.

As the control, a copy of the file: what was committed last lies in another file beside it.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from domain.events import interchange
from service.backup import back_up
from service.restoring import restore_backup
from store.db.connections import Database
from store.read import log
from store.write.append import append
from trust.databases import opened
from trust.sample_log import sample_log
from trust.trial import Trial

TRIES, QUICK_TRIES = 200, 3
_TRIES_OF_A_LOG = 10
"""It grows all the while, and with it what each backup has to carry and verify."""
Taking = Callable[[Database, Path, Path], Awaitable[int]]
"""Makes a copy of a database, whose file is given too, under a name; returns how many events come back from it."""


def run(quick: bool) -> Iterator[Trial]:
    tries = QUICK_TRIES if quick else TRIES
    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        file = sample_log(folder)
        yield _trial("a backup under writes, restored", "0 lose what was acknowledged", file, _backed_up, tries)
        yield _trial("a copy of the file under writes", "some lose", file, _copied, tries, control=True)


def _trial(name: str, goal: str, file: Path, taking: Taking, tries: int, control: bool = False) -> Trial:
    lost: list[int] = []
    while len(lost) < tries:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            begun = Path(shutil.copy(file, folder))
            lost += asyncio.run(_under_writes(begun, taking, min(_TRIES_OF_A_LOG, tries - len(lost))))
    failures = [count for count in lost if count]
    note = f"up to {max(failures)} events lost" if failures else ""
    return Trial(name, goal, tries, len(failures), control, note)


async def _under_writes(file: Path, taking: Taking, tries: int) -> list[int]:
    """How many acknowledged events each try has lost."""
    db = Database.open(f"sqlite:///{file}")
    is_over = False

    async def write() -> None:
        while not is_over:
            await _append(db)

    writing = asyncio.create_task(write())
    try:
        lost = []
        for _ in range(tries):
            await _append(db)
            acknowledged = await _head(db)
            with tempfile.TemporaryDirectory(dir=file.parent) as folder:
                there = await taking(db, file, Path(folder) / "copy")
            lost.append(max(0, acknowledged - there))
        return lost
    finally:
        is_over = True
        await writing
        await db.close()


async def _backed_up(db: Database, file: Path, target: Path) -> int:
    made = await back_up(db, target, _unheard)
    async with opened(f"sqlite:///{target}.db") as restored:
        verification = await restore_backup(restored, target, _unheard)
    is_same = made.verification and verification.events == made.verification.events
    return verification.events if is_same and not verification.count else 0


async def _copied(db: Database, file: Path, target: Path) -> int:
    await asyncio.to_thread(shutil.copy, file, target)
    try:
        with closing(sqlite3.connect(target)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return 0
            return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _unheard(*_: object) -> None:
    """Nobody watches how far it is."""


async def _append(db: Database) -> None:
    now = datetime.now(UTC)
    event = interchange.parse(
        {
            "type": "ActorRegistered",
            "actor": f"a-{now.timestamp():.6f}".replace(".", "-"),
            "name": "Somebody",
            "kind": "REBEL_GROUP",
        }
    )
    await append(db, [event], key=now.isoformat(), by="trust", now=now)


async def _head(db: Database) -> int:
    async with db.read() as conn:
        return (await log.head(conn)).position
