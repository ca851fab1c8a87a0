"""The claims about the state of places: one row for each place that an event makes a claim about."""

from collections.abc import Sequence

from sqlalchemy import func, select

from domain.control.claims import Telling
from domain.events import StateClaim, content
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read.claims_of_events import rows_of
from store.read.entry import Entry
from store.write.rows import Row, insert_rows

Claims = list[tuple[Entry, StateClaim]]


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    await insert_rows(conn, tables.claim, await claim_rows(conn, entries))


async def claim_rows(conn: Connection, entries: Sequence[Entry]) -> list[Row]:
    """The rows for these entries, which follow what is projected already."""
    events = ((entry, content(entry.event)) for entry in entries)
    claims = [(entry, event) for entry, event in events if isinstance(event, StateClaim)]
    tellings = await _tellings(conn, claims)
    copied = await _copied(conn, claims, tellings)
    return [row for entry, event in claims for row in _rows(entry, event, tellings[entry.position], copied)]


def _rows(entry: Entry, event: StateClaim, telling: Telling, copied: dict[str, int]) -> list[Row]:
    copy_of = copied[event.copy_of] if event.copy_of else None
    return rows_of(event, entry.position, entry.known, telling, copy_of)


async def _tellings(conn: Connection, claims: Claims) -> dict[int, Telling]:
    """When each was told first, by its position: a correction keeps the place of what it corrects."""
    tellings = await _earlier_tellings(conn, {entry.target for entry, _ in claims if entry.target})
    for entry, _ in claims:
        tellings[entry.position] = tellings.get(entry.target or 0, (entry.known, entry.position))
    return tellings


async def _earlier_tellings(conn: Connection, positions: set[int]) -> dict[int, Telling]:
    if not positions:
        return {}
    claim = tables.claim.c
    telling = func.coalesce(claim.told, claim.known), func.coalesce(claim.told_at, claim.position)
    query = select(claim.position, *telling).where(claim.position.in_(positions_listed(positions)))
    return {position: (told, told_at) for position, told, told_at in await conn.execute(query.distinct())}


async def _copied(conn: Connection, claims: Claims, tellings: dict[int, Telling]) -> dict[str, int]:
    """The position of the first event with the text, by the id of each event that repeats it or is repeated."""
    ids = {event.copy_of for _, event in claims if event.copy_of}
    copied = await _copied_earlier(conn, ids)
    for entry, event in claims:
        if event.copy_of:
            copied[entry.id] = copied[event.copy_of]
        elif entry.id in ids:
            copied[entry.id] = tellings[entry.position][1]
    return copied


async def _copied_earlier(conn: Connection, ids: set[str]) -> dict[str, int]:
    if not ids:
        return {}
    logged, claim = tables.event.c, tables.claim.c
    first = func.coalesce(func.min(claim.copy_of), func.min(claim.told_at), logged.position)
    joined = tables.event.outerjoin(tables.claim, claim.position == logged.position)
    earlier = select(logged.id, first).select_from(joined).where(logged.id.in_(listed(ids))).group_by(logged.position)
    return dict((await conn.execute(earlier)).all())
