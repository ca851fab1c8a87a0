"""The claims of control: one row for each place that an event makes a claim about."""

from collections.abc import Sequence

from domain.control.claims import stakes
from domain.events import Control, ControlChanged, content
from domain.events.event_places import place_ids
from store.db import tables
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.rows import Row, insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    claims = ((entry, content(entry.event)) for entry in entries)
    rows = [row for entry, event in claims if isinstance(event, Control) for row in _rows(entry, event)]
    await insert_rows(conn, tables.claim, rows)


def _rows(entry: Entry, event: Control) -> list[Row]:
    """One for each place; a list may name one place twice, by its name and by its code."""
    row = _row(entry, event)
    return [{**row, "place": place} for place in sorted(place_ids(event))]


def _row(entry: Entry, event: Control) -> Row:
    actors = stakes(event)
    return {
        "position": entry.position,
        "changed": isinstance(event, ControlChanged),
        "holder": actors.gainer,
        "loser": actors.loser,
        "level": event.level.value,
        "occurred": event.occurred,
        "manner": event.manner.value if isinstance(event, ControlChanged) else None,
        "known": entry.known,
        "source": event.source,
        "first_utterer": event.attribution[0] if event.attribution else None,
        "credibility": event.credibility,
    }
