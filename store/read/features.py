"""Places with their outlines and their states, a page at a time in order of id: what maps and tables are made of.

The number of statements does not hang on how many places there are.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from domain.control.state import UNKNOWN, State
from domain.geo.boxes import Box, touches
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read import places, snapshot
from store.read.places import PlaceRow, selection

_VERSION = tables.place_version.c
_CLAIMS = ("ControlChanged", "ControlAsserted")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which places. `boxes`: those that touch one of them, and so none without a point or an outline."""

    within: str | None = None
    kind: PlaceKind | None = None
    boxes: Sequence[Box] = ()
    ids: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A place that exists on the day. `sources` are ids: whose claims its state rests on, who says otherwise, and who
    describes the place; in order of id.
    """

    place: PlaceRow
    geometry: dict[str, Any] | None
    state: State
    sources: tuple[str, ...]


async def features(
    conn: Connection,
    at: Coordinates,
    chosen: Chosen,
    *,
    after: str | None = None,
    before: str | None = None,
    first: int,
) -> list[Feature]:
    """The first so many after the id `after`, or the last so many before the id `before`."""
    found = await _found(conn, _wanted(at, chosen, after, before), chosen.boxes, first)
    if before is not None:
        found.reverse()
    ids = [one.place for one in found]
    described = await places.places_by_ids(conn, ids, position=at.position)
    placed = await snapshot.states(conn, at, place_ids=ids, exists_on_date=False)
    states = {one.place_id: one.state for one in placed}
    told_by = {one.place: (one.position, *_claims(states.get(one.place, UNKNOWN))) for one in found}
    sources = await _sources(conn, {position for told in told_by.values() for position in told})
    return [
        Feature(
            described[one.place],
            one.geometry and json.loads(one.geometry),
            states.get(one.place, UNKNOWN),
            tuple(sorted({sources[position] for position in told_by[one.place] if position in sources})),
        )
        for one in found
    ]


async def count_features(conn: Connection, at: Coordinates, chosen: Chosen) -> int:
    """How many there are, whatever the boxes."""
    wanted = _wanted(at, chosen, None, None).order_by(None).subquery()
    return (await conn.execute(select(func.count()).select_from(wanted))).scalar_one()


async def extents(conn: Connection, position: int) -> dict[PlaceKind, Box | None]:
    """The box around all places of each kind, whenever they existed; None where not one is on the map."""
    sides = (
        func.min(_VERSION.west),
        func.min(_VERSION.south),
        func.max(_VERSION.east),
        func.max(_VERSION.north),
    )
    wanted = selection(_VERSION.kind, *sides, position=position).order_by(None).group_by(_VERSION.kind)
    rows = (await conn.execute(wanted)).all()
    return {PlaceKind(kind): None if box[0] is None else Box(*box) for kind, *box in rows}


async def first_day(conn: Connection, position: int) -> Any:
    """The first civil day of which anything is told about who holds what; None in a log that tells nothing."""
    event = tables.event.c
    told = select(func.min(event.earliest)).where(event.type.in_(_CLAIMS), event.position <= position)
    return (await conn.execute(told)).scalar_one()


def _wanted(at: Coordinates, chosen: Chosen, after: str | None, before: str | None) -> Select[Any]:
    wanted = selection(
        _VERSION.place,
        _VERSION.position,
        _VERSION.geometry,
        position=at.position,
        ids=chosen.ids,
        within=chosen.within,
        kind=chosen.kind,
        on=at.date,
    )
    if after is not None:
        wanted = wanted.where(_VERSION.place > after)
    if before is not None:
        wanted = wanted.where(_VERSION.place < before).order_by(None).order_by(_VERSION.place.desc())
    if chosen.boxes:
        wanted = wanted.where(or_(*(_near(box) for box in chosen.boxes)))
    return wanted


def _near(box: Box) -> Any:
    return and_(
        _VERSION.west <= box.east,
        _VERSION.east >= box.west,
        _VERSION.south <= box.north,
        _VERSION.north >= box.south,
    )


async def _found(conn: Connection, wanted: Select[Any], boxes: Sequence[Box], first: int) -> list[Any]:
    if not boxes:
        return [*(await conn.execute(wanted.limit(first))).all()]
    # The database knows the boxes around the outlines. What is near may still pass by: it is read on, in the same
    # statement, until the page is full.
    found: list[Any] = []
    async with conn.stream(wanted) as rows:
        async for row in rows:
            if _is_in(row.geometry, boxes):
                found.append(row)
            if len(found) == first:
                break
    return found


def _is_in(geometry: str | None, boxes: Sequence[Box]) -> bool:
    if geometry is None:
        return True  # a point is its own box
    outline = json.loads(geometry)
    return any(touches(outline, box) for box in boxes)


async def _sources(conn: Connection, positions: Iterable[int]) -> dict[int, str]:
    event = tables.event.c
    wanted = select(event.position, event.source).where(
        event.position.in_(positions_listed(positions)), event.source.is_not(None)
    )
    return dict((await conn.execute(wanted)).all())


def _claims(state: State) -> Iterable[int]:
    return (*state.basis, *(claim for other in state.alternatives for claim in other.claims))
