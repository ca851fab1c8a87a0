"""Rows on their way into a table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, insert

from store.db.connections import Connection

Row = dict[str, Any]
"""Values by the names of their columns."""


async def insert_rows(conn: Connection, table: Table, rows: Sequence[Row]) -> None:
    """One statement, or none where there are no rows."""
    if rows:
        await conn.execute(_insert(table), rows)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)
