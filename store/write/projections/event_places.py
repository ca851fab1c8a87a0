"""Which places each event is about; a correction and a retraction are also about the places of their target."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.events import content
from domain.events.event_places import place_ids
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write import registry
from store.write.rows import insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> dict[int, set[str]]:
    """Returns the places of each entry, by position."""
    by_entry = await places_of_entries(conn, entries)
    rows = [{"position": at, "place": place} for at, places in by_entry.items() for place in sorted(places)]
    await insert_rows(conn, tables.event_place, rows)
    return by_entry


async def places_of_entries(conn: Connection, entries: Sequence[Entry]) -> dict[int, set[str]]:
    """The places of each of these entries, which follow what is projected already, by position."""
    found = await _earlier(conn, [entry.target for entry in entries if entry.target])
    for entry in entries:
        found[entry.position] = _own_places(entry) | found.get(entry.target or 0, set())
    return {entry.position: found[entry.position] for entry in entries}


async def _earlier(conn: Connection, targets: Sequence[int]) -> dict[int, set[str]]:
    if not targets:
        return {}
    column = tables.event_place.c
    query = select(column.position, column.place).where(column.position.in_(positions_listed(targets)))
    found: dict[int, set[str]] = {}
    for position, place in await conn.execute(query):
        found.setdefault(position, set()).add(place)
    return found


def _own_places(entry: Entry) -> set[str]:
    event = content(entry.event)
    if described := registry.PLACES.registered(event):
        return {described}
    return place_ids(event)
