"""Empty logs to try promises on, one of each engine."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import select

from store.db import migrate, tables
from store.db.connections import Database
from store.read import log
from tests.support import postgres

ENGINES = ("SQLite", "PostgreSQL")


@contextmanager
def empty_log(engine: str) -> Iterator[str]:
    """The address of one that has been migrated."""
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        if engine == "SQLite":
            url = f"sqlite:///{Path(folder) / 'timeline.db'}"
            asyncio.run(migrate.upgrade(url))
            yield url
            return
        with postgres.server() as server, postgres.database(server) as database:
            url = database.render_as_string(hide_password=False)
            asyncio.run(migrate.upgrade(url))
            yield url


@asynccontextmanager
async def opened(url: str, read_url: str = "") -> AsyncIterator[Database]:
    """A database, closed at the end however that comes."""
    db = Database.open(url, read_url=read_url)
    try:
        yield db
    finally:
        await db.close()


def untrue_of_the_log(url: str, acknowledged: Mapping[str, int], size: int) -> list[str]:
    """What was acknowledged and is not so, and what is there twice.

    `acknowledged`: by idempotency key, the position of the last event of a batch of `size` whose note is the key, up to
    a slash.
    """
    return asyncio.run(_compared(url, acknowledged, size))


async def _compared(url: str, acknowledged: Mapping[str, int], size: int) -> list[str]:
    async with opened(url) as db:
        entries = [entry async for entry in log.stream(db)]
        async with db.read() as conn:
            batch = tables.batch.c
            recorded: dict[str, int] = dict((await conn.execute(select(batch.key, batch.last))).all())
    notes = Counter(getattr(entry.event, "note", None) for entry in entries)
    names = {key.partition("/")[0] for key in acknowledged}
    dense = [entry.position for entry in entries] == [*range(1, len(entries) + 1)]
    lost = [f"{key} is lost" for key, position in acknowledged.items() if recorded.get(key) != position]
    not_once = [f"{note} is there {notes[note]} times" for note in names if notes[note] != size]
    return lost + not_once + ([] if dense else ["positions have a gap"])
