"""The job for Spark without Spark: its steps one after the other, and what the database has for the same log."""

from typing import Any

import pyarrow as pa
from sqlalchemy import select

from spark import claims, periods
from spark.links import linked, links
from spark.reference import TYPES, Registration, reference
from store.db import tables
from store.db.connections import Database
from store.read.log_columns import NAMES, log_columns

Rows = set[tuple[Any, ...]]


async def folded_without_database(db: Database, first: int, head: int) -> Rows:
    """The rows of the table of periods by what the log has from one position to another, which refers to no earlier."""
    rows = [dict(zip(NAMES, row, strict=True)) async for chunk in log_columns(db, first - 1, head) for row in chunk]
    columns = ("position", "id", "known", "target", "payload", "sha256")
    every = links(linked(*(row[name] for name in columns)) for row in rows)
    registered = reference(
        Registration(*(row[name] for name in Registration._fields))
        for row in rows
        if any(f'"{name}"' in row["payload"] for name in TYPES)
    )
    batches = [pa.RecordBatch.from_pylist([{name: row[name] for name in claims.COLUMNS} for row in rows])]
    standing = pa.Table.from_batches(claims.claims_in(batches, every), schema=claims.SCHEMA)
    in_order = standing.sort_by([("place", "ascending"), ("position", "ascending")]).to_batches()
    return rows_of(pa.Table.from_batches(periods.periods_of(in_order, registered), schema=periods.SCHEMA))


def rows_of(table: pa.Table) -> Rows:
    return set(zip(*(table.column(name).to_pylist() for name in periods.COLUMNS), strict=True))


async def stored_periods(db: Database, prefix: str = "") -> Rows:
    """Of the places whose ids begin with the prefix."""
    async with db.read() as conn:
        query = select(*tables.period.columns).where(tables.period.c.place.startswith(prefix))
        return {tuple(row) for row in await conn.execute(query)}
