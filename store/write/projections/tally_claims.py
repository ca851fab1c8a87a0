"""The totals that others stated, with the place and the days by which they are found."""

from collections.abc import Sequence

from domain.events import TallyClaimed, content
from domain.history.claimed_totals import window
from store.db import tables
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.rows import Row, insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    claims = ((entry, content(entry.event)) for entry in entries)
    rows = [_row(entry, event) for entry, event in claims if isinstance(event, TallyClaimed)]
    await insert_rows(conn, tables.tally_claim, rows)


def _row(entry: Entry, event: TallyClaimed) -> Row:
    days = window(event, entry.known.date())
    return {
        "position": entry.position,
        "within": event.within,
        "known": entry.known,
        "first_day": days.first,
        "last_day": days.last,
    }
