"""The projections, held against those that the log gives when they are derived aside, in a database of its own."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, func, select

from domain.control.policies import VERSION as RULES
from store.db import limits, migrate, tables
from store.db.connections import Connection, Database
from store.read import log
from store.read.entry import to_row
from store.write.fingerprints import compared_columns, fingerprints
from store.write.projections.periods import refold_all
from store.write.projections.update import write_all
from store.write.rows import insert_rows
from store.write.verification.events import Progress
from store.write.verification.finding import Code, Verification


async def check_projections(
    db: Database, conn: Connection, folder: Path, verification: Verification, progress: Progress
) -> None:
    """For a log that is sound, read through `conn`, a transaction of `db`. Nobody waits for it.

    The other database is made in `folder`, and is about as large as this one. Raises StoreError.
    """
    if await _are_behind(conn, verification):
        return
    url = f"sqlite:///{folder / 'aside.db'}"
    await migrate.upgrade(url)
    aside = db.helped(url)
    try:
        async with aside.write() as derived:
            await _derive(conn, derived, lambda reached: progress(reached, verification.head))
            expected, stored = await fingerprints(derived), await fingerprints(conn)
            for table in tables.projections:
                if expected[table.name] != stored[table.name]:
                    await _compare(table, conn, derived, verification)
    finally:
        await aside.close()


async def _are_behind(conn: Connection, verification: Verification) -> bool:
    """Whether the projections are known not to be up to date, so that no answer relies on them."""
    projected = (await conn.execute(select(tables.projected))).one_or_none()
    waiting = (await conn.execute(select(func.count()).where(tables.folded.c.position == 0))).scalar_one()
    reason = ""
    if projected is None or projected.rules != RULES:
        reason = "the periods follow older rules"
    elif waiting:
        reason = f"{waiting:,} places of an import have not been folded yet"
    if reason:
        message = f"{reason}: answers are worked out from the claims until that is done"
        verification.add(None, Code.PROJECTIONS_BEHIND, message)
    return bool(reason) or projected is None or projected.position < verification.head


async def _derive(conn: Connection, derived: Connection, progress: Callable[[int], None]) -> None:
    reached = 0
    while chunk := await log.entries(conn, after=reached, first=limits.REBUILT_AT_ONCE):
        await insert_rows(derived, tables.event, [to_row(entry) for entry in chunk])
        await write_all(derived, chunk)
        reached = chunk[-1].position
        progress(reached)
    await refold_all(derived)


async def _compare(table: Table, conn: Connection, derived: Connection, verification: Verification) -> None:
    async for stored, expected in _pairs(table, conn, derived):
        if stored == expected:
            continue
        row = stored or expected
        assert row is not None
        what = "is too many" if expected is None else "is missing" if stored is None else _differing(stored, expected)
        key = ", ".join(str(getattr(row, column.name)) for column in table.primary_key.columns)
        position = row.position if "position" in table.columns and table is not tables.folded else None
        verification.add(position, Code.PROJECTION_DIFFERS, f"table {table.name}: the row {key} {what}")


def _differing(stored: Row[Any], expected: Row[Any]) -> str:
    return f"differs in {', '.join(_differing_names(stored, expected))}"


def _differing_names(stored: Row[Any], expected: Row[Any]) -> Iterator[str]:
    for name, value, wanted in zip(stored._fields, stored, expected, strict=True):
        if value != wanted:
            yield name


async def _pairs(
    table: Table, conn: Connection, derived: Connection
) -> AsyncIterator[tuple[Row[Any] | None, Row[Any] | None]]:
    """Stored and derived rows with the same key, in its order; None where the one or the other is missing."""
    count = len(table.primary_key.columns)
    stored_rows, expected_rows = _rows(table, conn), _rows(table, derived)
    stored, expected = await anext(stored_rows, None), await anext(expected_rows, None)
    while stored or expected:
        has_stored = expected is None or (stored is not None and stored[:count] <= expected[:count])
        has_expected = stored is None or (expected is not None and expected[:count] <= stored[:count])
        yield stored if has_stored else None, expected if has_expected else None
        stored = await anext(stored_rows, None) if has_stored else stored
        expected = await anext(expected_rows, None) if has_expected else expected


async def _rows(table: Table, conn: Connection) -> AsyncIterator[Row[Any]]:
    """In the order of the key, whose columns come first."""
    key = list(table.primary_key.columns)
    columns = [*key, *(column for column in compared_columns(table) if column not in key)]
    async with conn.stream(select(*columns).order_by(*key)) as rows:
        async for chunk in rows.partitions(limits.CHUNK_EVENTS):
            for row in chunk:
                yield row
