"""Build every projection again from the log, while readers go on reading the old rows."""

import hashlib
import json
from collections.abc import Callable

from sqlalchemy import delete, select, text, update

from store.db import limits, tables
from store.db.connections import Connection, Database
from store.read.log import entries, head
from store.write.projections.periods import refold
from store.write.projections.update import write_all

Progress = Callable[[int, int], None]


async def rebuild(db: Database, progress: Progress | None = None) -> None:
    """In one transaction: readers see the old rows until it commits, writers wait. Raises StoreError.

    `progress` is called with the position reached and the head of the log, at least once.
    """
    async with db.write() as conn:
        if conn.dialect.name == "postgresql":
            # Emptying a large table takes it longer than a writer's statement may take. SQLite is quick there.
            await conn.execute(text("SET LOCAL statement_timeout = 0"))
        last = (await head(conn)).position
        for table in tables.projections:
            if table is not tables.projected:
                # Not TRUNCATE: it locks readers out, and an older state of the table would look empty.
                await conn.execute(delete(table))
        await conn.execute(update(tables.projected).values(position=0))
        await _record_all(conn, last, progress or (lambda reached, head: None))
        await refold(conn, (await conn.execute(select(tables.claim.c.place).distinct())).scalars())


async def _record_all(conn: Connection, last: int, progress: Progress) -> None:
    reached = 0
    while chunk := await entries(conn, after=reached, first=limits.REBUILT_AT_ONCE):
        await write_all(conn, chunk)
        reached = chunk[-1].position
        progress(reached, last)
    if not last:
        progress(0, 0)


async def fingerprint(conn: Connection) -> str:
    """SHA-256 over every row of every projection, in the order of their keys: the same on both engines.

    At which position each place was folded is left out: that depends on how the log grew, and no answer depends on it.
    """
    digest = hashlib.sha256()
    for table in tables.projections:
        digest.update(table.name.encode())
        columns = table.primary_key.columns if table is tables.folded else table.columns
        async with conn.stream(select(*columns).order_by(*table.primary_key.columns)) as rows:
            async for chunk in rows.partitions(limits.CHUNK_EVENTS):
                digest.update("".join(f"{_LINE.encode([*row])}\n" for row in chunk).encode())
    return digest.hexdigest()


_LINE = json.JSONEncoder(default=str, ensure_ascii=False)
