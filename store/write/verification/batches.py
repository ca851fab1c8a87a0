"""The batches, which follow each other without a gap up to the end of the log."""

from sqlalchemy import select

from store.db import limits, tables
from store.db.connections import Connection
from store.write.verification.finding import Code, Verification

_BATCH = tables.batch.c


async def check_batches(conn: Connection, verification: Verification) -> None:
    """Also notices an end of the log that was cut off, where the end of the batches was not."""
    reached = 0
    async with conn.stream(select(_BATCH.first, _BATCH.last).order_by(_BATCH.first)) as batches:
        async for chunk in batches.partitions(limits.CHUNK_EVENTS):
            for first, last in chunk:
                reached = _follow(reached, first, last, verification)
                verification.batches += 1
    if reached < verification.head:
        message = f"the events from here to position {verification.head:,} are in no batch"
        verification.add(reached + 1, Code.BATCH_MISSING, message)
    if reached > verification.head:
        message = f"the last batch ends at position {reached:,}, and the log before: its end was cut off"
        verification.add(verification.head + 1, Code.TAIL_MISSING, message)


def _follow(reached: int, first: int, last: int, verification: Verification) -> int:
    """The position at which the batches end with this one."""
    if first > reached + 1:
        message = f"the events from here to position {first - 1:,} are in no batch"
        verification.add(reached + 1, Code.BATCH_MISSING, message)
    if first <= reached or last < first:
        message = f"the batch from {first:,} to {last:,} overlaps with the one before it, or has no events"
        verification.add(first, Code.BATCHES_OVERLAP, message)
    return max(reached, last)
