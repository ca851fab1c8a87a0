"""What became of the rows of an import, beside the events that it brought."""

from sqlalchemy import insert

from store.db import tables
from store.db.connections import Connection


async def add_report(conn: Connection, first: int, *, read: int, refused: int) -> None:
    """Keep how many rows of a file were read and how many refused. `first` is the position of its first event."""
    await conn.execute(insert(tables.import_report).values(first=first, read=read, refused=refused))
