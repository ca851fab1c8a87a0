"""Places with their outlines and their states, a page at a time in order of id: what maps and tables are made of.

A constant number of statements, however many places there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from domain.control.aspects import Aspect
from domain.control.state import UNKNOWN, State
from domain.geo.boxes import Box, touches
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read import places, snapshot
from store.read.derived import json_of
from store.read.fold_pool import FoldPool
from store.read.place_selection import selection
from store.read.places import PlaceRow

_VERSION = tables.place_version.c


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which places. `boxes`: those that touch one of them, and so none without a point or an outline."""

    within: str | None = None
    kind: PlaceKind | None = None
    boxes: Sequence[Box] = ()
    ids: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A place that exists on the day. `status` is UNKNOWN where nobody reports one.

    `sources` are ids, in order: those of the claims that its state and its status rest on, of the claims for others,
    and of the description of the place.
    """

    place: PlaceRow
    geometry: dict[str, Any] | None
    state: State
    status: State
    sources: tuple[str, ...]


async def features(
    conn: Connection,
    at: Coordinates,
    chosen: Chosen,
    *,
    after: str | None = None,
    before: str | None = None,
    first: int,
    folds: FoldPool | None = None,
) -> list[Feature]:
    """The first so many after the id `after`, or the last so many before the id `before`.

    `folds`: where the past of the log is folded; None: on the spot.
    """
    rows = await _rows(conn, _query(at, chosen, after, before), chosen.boxes, first)
    if before is not None:
        rows.reverse()
    ids = [row.place for row in rows]
    described = await places.places_by_ids(conn, ids, position=at.position)
    states, statuses = [await _states(conn, at, ids, aspect, folds) for aspect in (Aspect.CONTROL, Aspect.STATUS)]
    basis = {
        row.place: (row.position, *snapshot.cited(states[row.place]), *snapshot.cited(statuses[row.place]))
        for row in rows
    }
    sources = await _sources(conn, {position for positions in basis.values() for position in positions})
    return [
        Feature(
            described[row.place],
            row.geometry and json_of(row.geometry),
            states[row.place],
            statuses[row.place],
            tuple(sorted({sources[position] for position in basis[row.place] if position in sources})),
        )
        for row in rows
    ]


async def _states(
    conn: Connection, at: Coordinates, ids: Sequence[str], aspect: Aspect, folds: FoldPool | None
) -> dict[str, State]:
    left = await snapshot.state_fold(conn, at, aspect=aspect, place_ids=ids, exists_on_date=False)
    placed = await folds.fold(left) if folds else left.here()
    return {**dict.fromkeys(ids, UNKNOWN), **{one.place_id: one.state for one in placed}}


async def count_features(conn: Connection, at: Coordinates, chosen: Chosen) -> int:
    """How many there are, whatever the boxes."""
    wanted = _query(at, chosen, None, None).order_by(None).subquery()
    return (await conn.execute(select(func.count()).select_from(wanted))).scalar_one()


async def extents(conn: Connection, position: int) -> dict[PlaceKind, Box | None]:
    """The box around all places of each kind, whenever they existed; None where none has a point or an outline."""
    sides = (
        func.min(_VERSION.west),
        func.min(_VERSION.south),
        func.max(_VERSION.east),
        func.max(_VERSION.north),
    )
    wanted = selection(_VERSION.kind, *sides, position=position).order_by(None).group_by(_VERSION.kind)
    rows = (await conn.execute(wanted)).all()
    return {PlaceKind(kind): None if box[0] is None else Box(*box) for kind, *box in rows}


async def first_day(conn: Connection, position: int) -> date | None:
    """The first civil day that a claim of control or status is about, up to a position; None where there is none."""
    event, claim = tables.event.c, tables.claim.c
    days = select(func.min(event.earliest)).where(
        event.position.in_(select(claim.position)), event.position <= position
    )
    return (await conn.execute(days)).scalar_one()


def _query(at: Coordinates, chosen: Chosen, after: str | None, before: str | None) -> Select[Any]:
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


async def _rows(conn: Connection, wanted: Select[Any], boxes: Sequence[Box], first: int) -> list[Any]:
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
    outline = json_of(geometry)
    return any(touches(outline, box) for box in boxes)


async def _sources(conn: Connection, positions: Iterable[int]) -> dict[int, str]:
    event = tables.event.c
    wanted = select(event.position, event.source).where(
        event.position.in_(positions_listed(positions)), event.source.is_not(None)
    )
    return dict((await conn.execute(wanted)).all())
