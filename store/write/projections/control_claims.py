"""The claims about the state of places: one row for each place that an event makes a claim about."""

from collections.abc import Sequence

from sqlalchemy import func, select

from domain.control.aspects import Aspect, held_status
from domain.control.claims import stakes
from domain.events import ControlChanged, StateClaim, StatusReported, content
from domain.events.event_places import place_ids
from domain.values.terms import Direction
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.rows import Row, insert_rows

Claims = list[tuple[Entry, StateClaim]]


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    events = ((entry, content(entry.event)) for entry in entries)
    claims = [(entry, event) for entry, event in events if isinstance(event, StateClaim)]
    copied = await _copied(conn, claims)
    await insert_rows(conn, tables.claim, [row for entry, event in claims for row in _rows(entry, event, copied)])


async def _copied(conn: Connection, claims: Claims) -> dict[str, int]:
    """The position of the first event with the text, by the id of each event that repeats it or is repeated."""
    event, claim = tables.event.c, tables.claim.c
    ids = {copied for _, one in claims if (copied := one.copy_of)}
    first = func.coalesce(func.min(claim.copy_of), event.position)
    joined = tables.event.outerjoin(tables.claim, claim.position == event.position)
    earlier = select(event.id, first).select_from(joined).where(event.id.in_(listed(ids))).group_by(event.position)
    found = dict((await conn.execute(earlier)).all()) if ids else {}
    for entry, one in claims:
        if one.copy_of:
            found[entry.id] = found[one.copy_of]
    return found


def _rows(entry: Entry, event: StateClaim, copied: dict[str, int]) -> list[Row]:
    """One for each place; a list may name one place twice, by its name and by its code."""
    row = {
        "position": entry.position,
        **_state(event),
        "occurred": event.occurred,
        "known": entry.known,
        "source": event.source,
        "first_utterer": event.attribution[0] if event.attribution else None,
        "credibility": event.credibility,
        "copy_of": copied[event.copy_of] if event.copy_of else None,
    }
    return [{**row, "place": place} for place in sorted(place_ids(event))]


def _state(event: StateClaim) -> Row:
    """What the event says of the place."""
    row: Row = {"changed": False, "loser": None, "manner": None, "regained": False}
    if isinstance(event, StatusReported):
        direction = event.direction or Direction.BOTH
        return row | {"aspect": Aspect.STATUS, "holder": held_status(event.status), "level": direction}
    actors = stakes(event)
    row |= {"aspect": Aspect.CONTROL, "holder": actors.gainer, "loser": actors.loser, "level": event.level}
    if isinstance(event, ControlChanged):
        row |= {"changed": True, "manner": event.manner, "regained": event.regained}
    return row
