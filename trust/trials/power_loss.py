"""Power loss: what was acknowledged is still there, at whatever operation of the disk the power fails.

A run of appends is recorded, write by write and fsync by fsync, and the power is made to fail between any two. As the
control, the same with `synchronous=NORMAL`, which leaves out the fsync of a commit.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from sqlite3 import connect
from unittest.mock import patch

from store.db import engines, migrate
from store.write.append import append
from trust.appending import batch, opening
from trust.databases import opened
from trust.disk.disk import Disk, Kind, Operation
from trust.disk.power_loss import crashes
from trust.log_files import damage
from trust.trial import Trial

NAME = "timeline.db"
FULL = (*engines._DURABLY, "wal_autocheckpoint=60")
"""What the server sets, and checkpoints often enough that many points lie in one."""
NORMAL = (*FULL, "synchronous=NORMAL")
BATCHES, POINTS = 120, 1_000
QUICK_BATCHES, QUICK_POINTS = 24, 50


def run(quick: bool) -> Iterator[Trial]:
    batches, points = (QUICK_BATCHES, QUICK_POINTS) if quick else (BATCHES, POINTS)
    with patch.object(engines, "_DURABLY", FULL):
        yield _trial("power loss, synchronous=FULL", "0 of 1,000 lose anything", batches, points)
    with patch.object(engines, "_DURABLY", NORMAL):
        yield _trial("power loss, synchronous=NORMAL", "some lose", batches, points, control=True)


def _trial(name: str, goal: str, batches: int, points: int, control: bool = False) -> Trial:
    random = Random(name)
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        base, operations = _recorded(Path(folder) / NAME, batches)
        chosen = random.sample(range(1, len(operations) + 1), min(points, len(operations)))
        lost: list[str] = []
        for point, files in crashes({NAME: base}, operations, chosen, random):
            lost += filter(None, [_damage_at(Path(folder) / "after", files, operations[:point])])
    reasons = "; ".join(f"{count} x {reason}" for reason, count in Counter(lost).most_common(3))
    note = f"{len(operations):,} operations of the disk, {batches} batches" + (f": {reasons}" if reasons else "")
    return Trial(name, goal, len(chosen), len(lost), control, note)


def _recorded(file: Path, batches: int) -> tuple[bytes, Sequence[Operation]]:
    """The file before the run, and what the disk was asked to do."""
    url = f"sqlite:///{file}"
    asyncio.run(migrate.upgrade(url))
    with closing(connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base = file.read_bytes()
    with Disk() as disk:
        asyncio.run(_append(url, disk, batches))
    return base, disk.operations


async def _append(url: str, disk: Disk, batches: int) -> None:
    async with opened(url) as db:

        async def one_batch(number: int) -> None:
            events = batch(number) if number else opening()
            done = await append(db, events, key=str(number), by="trust", now=datetime.now(UTC))
            disk.note(f"{number} {done.last}")

        await one_batch(0)
        for first in range(1, batches, 3):
            await asyncio.gather(*(one_batch(number) for number in range(first, min(first + 3, batches))))


def _damage_at(folder: Path, files: dict[str, bytearray], before: Sequence[Operation]) -> str | None:
    """Whether the log survives that these are the files which the disk still has."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    heard = (operation.file.split() for operation in before if operation.kind is Kind.NOTE)
    return damage(folder / NAME, {key: int(position) for key, position in heard})
