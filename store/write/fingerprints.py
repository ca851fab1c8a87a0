"""Digests of the projections, by which two builds of them are compared."""

import hashlib
import json
from typing import Any

from sqlalchemy import Column, Table, select

from store.db import limits, tables
from store.db.connections import Connection

_LINE = json.JSONEncoder(default=str, ensure_ascii=False)


async def fingerprints(conn: Connection) -> dict[str, str]:
    """SHA-256 of each projection by the name of its table, over every row in the order of its key: the same on both
    engines.

    At which position each place was folded and how often was rebuilt are left out: no answer depends on them.
    """
    return {table.name: await _fingerprint(conn, table) for table in tables.projections}


async def _fingerprint(conn: Connection, table: Table) -> str:
    digest = hashlib.sha256()
    columns = compared_columns(table)
    async with conn.stream(select(*columns).order_by(*table.primary_key.columns)) as rows:
        async for chunk in rows.partitions(limits.CHUNK_EVENTS):
            digest.update("".join(f"{_LINE.encode([*row])}\n" for row in chunk).encode())
    return digest.hexdigest()


def compared_columns(table: Table) -> list[Column[Any]]:
    """Those by which two builds of a projection can be told apart."""
    if table is tables.folded:
        return list(table.primary_key.columns)
    return [column for column in table.columns if column is not tables.projected.c.rebuilt]
