"""Events as they are kept: in batches, and under the tree of the log."""

from collections.abc import Sequence
from itertools import chain, repeat

from store.db import tables
from store.db.connections import Connection
from store.write import tree
from store.write.rows import Row, insert_rows


async def store_batches(conn: Connection, events: Sequence[Row], batches: Sequence[Row]) -> None:
    """Add the rows of the events that come next in the log, and of the batches that they make up."""
    await insert_rows(conn, tables.event, events)
    await insert_rows(conn, tables.batch, batches)
    batch_of = chain.from_iterable(repeat(batch, batch["last"] - batch["first"] + 1) for batch in batches)
    await tree.grow(conn, [*map(tree.leaf, events, batch_of)])
