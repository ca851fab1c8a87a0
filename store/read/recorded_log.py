"""The log with how it was recorded, as text: for exports, which read no event."""

from collections.abc import AsyncIterator

from sqlalchemy import func, select

from domain.events.log_line import Recorded
from domain.values.knowledge import written_moment
from store.db import limits, tables
from store.db.connections import Connection, Database
from store.db.errors import DatabaseDamaged
from store.read.stored_event import check_text

RecordedText = tuple[str, Recorded]
"""The stored text of an event, and how it was recorded."""


async def recorded_log(db: Database, after: int, head: int) -> AsyncIterator[RecordedText]:
    """Every event after one position up to another, which was the head of the log; that one says so.

    Chunk by chunk, each in a transaction of its own: what is written never changes. Raises StoreError.
    """
    while after < head:
        async with db.read() as conn:
            chunk = await _chunk(conn, after, last := min(after + limits.CHUNK_EVENTS, head))
        if len(chunk) != last - after:
            raise DatabaseDamaged
        for payload, recorded in chunk:
            is_last = recorded.position == head
            yield payload, recorded.model_copy(update={"head": head}) if is_last else recorded
        after = last


async def _chunk(conn: Connection, after: int, last: int) -> list[RecordedText]:
    event, batch = tables.event.c, tables.batch.c
    # Positions are dense, and each belongs to one batch: the first of these began at or before the chunk.
    first = select(func.coalesce(func.max(batch.first), 0)).where(batch.first <= after + 1).scalar_subquery()
    between = select(tables.batch).where(batch.first >= first, batch.first <= last)
    batch_at = {
        at: row
        for row in await conn.execute(between)
        for at in range(max(row.first, after + 1), min(row.last, last) + 1)
    }
    query = select(event.position, event.recorded_at, event.recorded_by, event.payload, event.sha256)
    query = query.where(event.position > after, event.position <= last).order_by(event.position)
    rows = (await conn.execute(query)).all()
    for row in rows:
        check_text(row.position, row.payload, row.sha256)
    try:
        return [
            (
                row.payload,
                Recorded.model_construct(
                    position=row.position,
                    recorded_at=written_moment(row.recorded_at),
                    recorded_by=row.recorded_by,
                    batch=batch_at[row.position].first,
                    key=batch_at[row.position].key,
                    batch_sha256=batch_at[row.position].sha256,
                    event_sha256=row.sha256,
                ),
            )
            for row in rows
        ]
    except KeyError as missing:
        raise DatabaseDamaged from missing
