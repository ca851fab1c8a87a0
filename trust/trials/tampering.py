"""Tampering: whatever is changed in the log by somebody with all rights, `timeline verify` finds where it is.

As the control, changes that were made consistently, with everything that is derived from them: these only show outside.
"""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from service.verifying import verified
from store.db.guards import GUARDS
from store.read import log
from store.read.entry import Entry
from store.write.verification.finding import Verification
from trust.databases import opened
from trust.sample_log import sample_log
from trust.tampering import DAMAGES, execute, tamper
from trust.trial import Trial

TRIES, QUICK_TRIES = 2_000, 10


def run(quick: bool) -> Iterator[Trial]:
    tries, random = QUICK_TRIES if quick else TRIES, Random("tampering")
    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        file = sample_log(folder)
        entries = asyncio.run(_entries(file))
        yield _changes(file, entries, tries, random)
        yield _dropped_guards(file)
        yield _consistent(file)


def _changes(file: Path, entries: list[Entry], tries: int, random: Random) -> Trial:
    missed: Counter[str] = Counter()
    for number in range(tries):
        damage, entry = DAMAGES[number % len(DAMAGES)], random.choice(entries)
        copy = _copy(file)
        tamper(copy, damage(entry, random.randrange(10_000)))
        missed[damage.__name__] += _verified(copy).first_position != entry.position
    note = ", ".join(f"{count} x {name}" for name, count in missed.items() if count)
    return Trial("one change of a log of 982 events", "0 not found where they are", tries, missed.total(), note=note)


def _dropped_guards(file: Path) -> Trial:
    missed = 0
    for name in GUARDS["sqlite"]:
        copy = _copy(file)
        execute(copy, f"DROP TRIGGER {name}")
        missed += not _verified(copy).count
    return Trial("a dropped trigger", "0 not found", len(GUARDS["sqlite"]), missed)


def _consistent(file: Path) -> Trial:
    """The end of the log, cut off with the batch and all that was derived from it."""
    copy = _copy(file)
    cut = "WITH cut AS (SELECT max(first) AS first FROM batch)"
    tamper(
        copy,
        f"{cut} DELETE FROM event WHERE position >= (SELECT first FROM cut)",
        f"{cut} DELETE FROM batch WHERE first = (SELECT first FROM cut)",
        "DELETE FROM tree_hash WHERE level = 0 AND number >= (SELECT max(position) FROM event)",
        "DELETE FROM tree_hash WHERE level = 1 AND (number + 1) * 256 > (SELECT max(position) FROM event)",
        "UPDATE projected SET position = (SELECT max(position) FROM event)",
        "DELETE FROM import_report WHERE first > (SELECT max(position) FROM event)",
    )
    missed = not _verified(copy).count
    note = "what only a backup or a checkpoint shows"
    return Trial("the end cut off with all that followed from it", "not found", 1, int(missed), True, note)


def _copy(file: Path) -> Path:
    return Path(shutil.copy(file, file.with_name("copy.db")))


def _verified(file: Path) -> Verification:
    async def verify() -> Verification:
        async with opened(f"sqlite:///{file}") as db:
            return await verified(db)

    return asyncio.run(verify())


async def _entries(file: Path) -> list[Entry]:
    async with opened(f"sqlite:///{file}") as db:
        return [entry async for entry in log.stream(db)]
