"""The log, read in its own order. Only store.write.append writes it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from domain.values.terms import Interest, Visibility
from store.db import limits, tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection, Database
from store.read import place_tree
from store.read.annulments import stands_at_head
from store.read.claims import interests
from store.read.entry import Entry, entries_where


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log; `recorded_at` is UTC, `projection` the position that the projections have reached, `rebuilt`
    how often they were found to be wrong and were built again.
    """

    position: int
    recorded_at: datetime | None
    projection: int
    rebuilt: int = 0


EMPTY = Head(0, None, 0)
"""Of an empty log."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to list. `occurred_from` and `occurred_to` are civil days, both included: events that may have
    happened between them.

    `within` follows the tree of places as it is now; `standing_only` leaves out what is annulled at the head.
    """

    types: tuple[str, ...] | None = None
    within: str | None = None
    place: str | None = None
    source: str | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    standing_only: bool = False
    withheld_from: Visibility | None = None
    """An audience with a log: only what it has not been given."""


_PROJECTED = [select(column).scalar_subquery() for column in (tables.projected.c.position, tables.projected.c.rebuilt)]
LAST = select(tables.event.c.position, tables.event.c.recorded_at, *_PROJECTED)
LAST = LAST.order_by(tables.event.c.position.desc()).limit(1)
"""The row that `head_of` reads."""


async def head(conn: Connection) -> Head:
    return head_of((await conn.execute(LAST)).first())


def head_of(row: Any) -> Head:
    """The head by the row of LAST; None in an empty log."""
    return Head(row[0], row[1], row[2] or 0, row[3] or 0) if row else EMPTY


async def entries(
    conn: Connection,
    *,
    after: int = 0,
    before: int | None = None,
    first: int,
    filter: EventFilter | None = None,
) -> list[Entry]:
    """Events after one position and before another, both excluded, in the order of the log."""
    position = tables.event.c.position
    conditions = [position > after, *_conditions(filter)]
    if before is not None:
        conditions.append(position < before)
    return await entries_where(conn, *conditions, limit=first)


async def count_entries(conn: Connection, filter: EventFilter | None = None) -> int:
    if not filter or filter == EventFilter():
        return (await head(conn)).position  # positions are dense
    counted = select(func.count()).select_from(tables.event).where(*_conditions(filter))
    return (await conn.execute(counted)).scalar_one()


async def by_positions(conn: Connection, positions: Iterable[int]) -> dict[int, Entry]:
    """Those of these positions that the log has."""
    wanted = tables.event.c.position.in_(positions_listed(positions))
    return {entry.position: entry for entry in await entries_where(conn, wanted)}


async def by_ids(conn: Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Those of these ids that the log has."""
    return {entry.id: entry for entry in await entries_where(conn, tables.event.c.id.in_(listed(ids)))}


async def stream(db: Database, after: int = 0, chunk: int = limits.CHUNK_EVENTS) -> AsyncIterator[Entry]:
    """Every event after a position, chunk by chunk, each in a transaction of its own: what is written never changes."""
    while True:
        async with db.read() as conn:
            found = await entries(conn, after=after, first=chunk)
        for entry in found:
            yield entry
        if len(found) < chunk:
            return
        after = found[-1].position


async def places_of(conn: Connection, positions: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The places that each event is about, in order of id; a correction or a retraction has its target's, too."""
    touch = tables.event_place
    wanted = select(touch.c.position, touch.c.place).where(touch.c.position.in_(positions_listed(positions)))
    found: dict[int, tuple[str, ...]] = {}
    for position, place in await conn.execute(wanted.order_by(touch.c.position, touch.c.place)):
        found[position] = (*found.get(position, ()), place)
    return found


async def interests_of(
    conn: Connection, positions: Iterable[int], *, position: int | None = None
) -> dict[int, Interest]:
    """What the voice of each event has to gain, by the actors and sources registered at `position`; None: the head."""
    return await interests(conn, (await by_positions(conn, positions)).values(), position)


def _conditions(filter: EventFilter | None) -> list[ColumnElement[bool]]:
    if filter is None:
        return []
    event, touch = tables.event.c, tables.event_place.c
    found: list[ColumnElement[bool]] = []
    if filter.types is not None:
        found.append(event.type.in_(listed(filter.types)))
    if filter.source is not None:
        found.append(event.source == filter.source)
    if filter.place is not None:
        found.append(event.position.in_(select(touch.position).where(touch.place == filter.place)))
    if filter.within is not None:
        inside = select(place_tree.below(filter.within, None).c.place)
        found.append(event.position.in_(select(touch.position).where(touch.place.in_(inside))))
    if filter.standing_only:
        found.append(stands_at_head(event.position))
    if filter.withheld_from is not None:
        row = tables.withheld.c
        found.append(event.position.in_(select(row.position).where(row.visibility == filter.withheld_from.value)))
    return found + _when(event, filter)


def _when(event: Any, filter: EventFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filter.occurred_from is not None:
        found += [
            event.occurred.is_not(None),
            or_(event.latest.is_(None), event.latest >= filter.occurred_from),
        ]
    if filter.occurred_to is not None:
        found += [
            event.occurred.is_not(None),
            or_(event.earliest.is_(None), event.earliest <= filter.occurred_to),
        ]
    return found
