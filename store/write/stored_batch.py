"""A batch as it is kept: its events, itself, and what it adds to the tree of the log."""

from collections.abc import Sequence

from store.db import tables
from store.db.connections import Connection
from store.write import tree
from store.write.rows import Row, insert_rows


async def store_batch(conn: Connection, events: Sequence[Row], batch: Row) -> None:
    """Add the rows of the events and of their batch, which come next in the log."""
    await insert_rows(conn, tables.event, events)
    await insert_rows(conn, tables.batch, [batch])
    await tree.grow(conn, [tree.leaf(row, batch) for row in events])
