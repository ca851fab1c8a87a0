"""The log as rows of columns, for exports: each event by its exact text, and by what it is looked for."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import select

from store.db import limits, tables
from store.db.connections import Database
from store.db.errors import DatabaseDamaged
from store.read.stored_event import check_text

NAMES = (
    *("position", "id", "type", "version", "recorded_at", "published", "known", "occurred", "earliest", "latest"),
    *("source", "target", "sha256", "payload"),
)
"""Of the table of events (store/db/log_tables.py): all but who recorded it."""
_COLUMNS = tuple(tables.event.c[name] for name in NAMES)


async def log_columns(db: Database, after: int, head: int) -> AsyncIterator[Sequence[Any]]:
    """Rows of NAMES after one position up to another, in order, chunk by chunk. Raises DamagedRow; StoreError."""
    position = tables.event.c.position
    while after < head:
        last = min(after + limits.CHUNK_EVENTS, head)
        async with db.read() as conn:
            query = select(*_COLUMNS).where(position > after, position <= last).order_by(position)
            rows = (await conn.execute(query)).all()
        if len(rows) != last - after:
            raise DatabaseDamaged("positions of the log are missing")
        for row in rows:
            check_text(row.position, row.payload, row.sha256)
        yield rows
        after = last
