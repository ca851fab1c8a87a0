"""What was said last about who may open each event, by the ids of the events."""

from collections.abc import Iterator, Sequence

from sqlalchemy import delete

from domain.events import VisibilitySet
from domain.events.disclosure import disclosure_by
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.rows import Row, insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    """A later word takes the place of an earlier one."""
    newest = {row["event"]: row for entry in entries for row in _rows(entry)}
    if not newest:
        return
    await conn.execute(delete(tables.disclosure).where(tables.disclosure.c.event.in_(listed(newest))))
    await insert_rows(conn, tables.disclosure, [*newest.values()])


def _rows(entry: Entry) -> Iterator[Row]:
    if isinstance(entry.event, VisibilitySet):
        said = disclosure_by(entry.event)
        own = {"position": entry.position, "visibility": said.visibility.value, "release_at": said.release_at}
        yield from ({"event": id, **own} for id in entry.event.events)
