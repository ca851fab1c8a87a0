"""Every event of the log, chunk by chunk: its digest, its columns, its position, and the batch that it came in."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from store.db import limits, tables
from store.db.columns import listed
from store.db.connections import Connection
from store.db.driver_errors import translated
from store.db.errors import DatabaseDamaged
from store.db.long_work import done_aside
from store.db.proof_tables import FANOUT
from store.read import tree_rows
from store.write.verification.event_rows import Recorded, StoredBatch, StoredRow, Target, faults, targets
from store.write.verification.finding import Code, Verification

Progress = Callable[[int, int], None]
"""Receives the position that is reached and the head of the log."""
_EVENT, _BATCH = tables.event.c, tables.batch.c


def _raw(*columns: Any) -> list[Any]:
    """As the driver gives them: a value that was damaged may be of no type that the column has."""
    return [type_coerce(column, NullType()).label(column.name) for column in columns]


async def check_events(conn: Connection, verification: Verification, progress: Progress) -> None:
    await _check_first(conn, verification)
    last = 0
    while positions := await _positions(conn, last):
        verification.add_gaps(last, positions)
        await _check_rows(conn, positions, verification)
        last = positions[-1]
        verification.events += len(positions)
        progress(last, verification.head)


async def _check_first(conn: Connection, verification: Verification) -> None:
    below = select(_EVENT.position).where(_EVENT.position < 1).order_by(_EVENT.position).limit(1)
    if (position := (await conn.execute(below)).scalar()) is not None:
        verification.add(position, Code.POSITION_IMPOSSIBLE, "positions begin with 1")


async def _positions(conn: Connection, after: int) -> Sequence[int]:
    query = select(_EVENT.position).where(_EVENT.position > after).order_by(_EVENT.position)
    return (await conn.execute(query.limit(limits.VERIFIED_AT_ONCE))).scalars().all()


async def _check_rows(conn: Connection, positions: Sequence[int], verification: Verification) -> None:
    rows = await _rows(conn, positions)
    for position in {*positions} - {row.position for row in rows}:
        verification.add(position, Code.UNREADABLE, "the database cannot read the row")
    engine = f"{conn.dialect.name}+{conn.dialect.driver}"
    annulled, recorded = await _targets(conn, targets(rows)), await _recorded(conn, rows)
    starts = range(0, len(rows), limits.VERIFIED_IN_A_PROCESS)
    parts = [(recorded[start : start + limits.VERIFIED_IN_A_PROCESS], annulled, engine) for start in starts]
    for wrong in await done_aside(conn, faults, parts, cost=limits.VERIFY_COST * len(rows)):
        for fault in wrong:
            verification.add(*fault)


async def _rows(conn: Connection, positions: Sequence[int]) -> list[StoredRow]:
    """The rows that the database can read: where it fails, the half in which it does is looked for. Raises StoreError
    where it fails for another reason than what is stored.
    """
    between = _EVENT.position.between(positions[0], positions[-1])
    try:
        async with conn.begin_nested():
            with translated():
                stored = await conn.execute(select(*_raw(*_EVENT)).where(between).order_by(_EVENT.position))
            return [StoredRow._make(row) for row in stored]
    except (DBAPIError, DatabaseDamaged):
        half = len(positions) // 2
        if not half:
            return []
        return [*await _rows(conn, positions[:half]), *await _rows(conn, positions[half:])]


async def _targets(conn: Connection, ids: set[str]) -> dict[str, Target]:
    if not ids:
        return {}
    query = select(_EVENT.id, *_raw(_EVENT.position, _EVENT.known)).where(_EVENT.id.in_(listed(ids)))
    return {id: Target(position, known) for id, position, known in await conn.execute(query)}


async def _recorded(conn: Connection, rows: Sequence[StoredRow]) -> list[Recorded]:
    if not rows:
        return []
    # Only where there are events: positions that somebody has moved may be any number apart.
    leaves = await tree_rows.blocks(conn, 0, {(row.position - 1) // FANOUT for row in rows})
    # There are no more batches than events; to ask for their first positions too would go through all that come later.
    after = select(*_raw(*(_BATCH[name] for name in StoredBatch._fields))).where(_BATCH.last >= rows[0].position)
    stored = (await conn.execute(after.order_by(_BATCH.last).limit(len(rows)))).all()
    batches = sorted(StoredBatch._make(row) for row in stored if isinstance(row.first, int))
    return [Recorded(row, _batch(batches, row.position), leaves.get(row.position - 1)) for row in rows]


def _batch(batches: Sequence[StoredBatch], position: int) -> StoredBatch | None:
    number = bisect_right(batches, position, key=attrgetter("first"))
    batch = batches[number - 1] if number else None
    return batch if batch and isinstance(batch.last, int) and position <= batch.last else None
