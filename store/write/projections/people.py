"""The events that count people, with the days and the incident by which they are found."""

from collections.abc import Sequence

from domain.counting.people_claims import numbers_people
from domain.events import content
from store.db import tables
from store.db.connections import Connection
from store.read.entry import Entry, days_occurred
from store.write.rows import Row, insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    await insert_rows(conn, tables.people, [_row(entry) for entry in entries if numbers_people(entry.event)])


def _row(entry: Entry) -> Row:
    claim, (earliest, latest) = content(entry.event), days_occurred(entry.event)
    return {
        "position": entry.position,
        "type": claim.TYPE,
        "incident": claim.incident,
        "earliest": earliest,
        "latest": latest,
    }
