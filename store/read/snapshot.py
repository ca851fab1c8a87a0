"""The world at coordinates: what held on a day, as known on another, at a position of the log, by a policy.

Two ways to read, one definition. With everything known, at the head, the stored periods answer; at any other
coordinates the claims are folded on the spot. The number of statements does not hang on the number of places.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.control import resolution
from domain.control.state import UNKNOWN, Period, State
from domain.history import beliefs as believing
from domain.history.beliefs import Belief
from domain.history.place_history import PlaceHistory
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db import tables
from store.db.columns import listed, positions_listed
from store.read import periods
from store.read.claims import all_claims, standing_claims
from store.read.places import Edition, places_over_time, selection


@dataclass(frozen=True, slots=True)
class PlacedState:
    place_id: str
    name: str
    state: State


async def states(
    conn: AsyncConnection,
    at: Coordinates,
    *,
    place_ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    edition: Edition | None = None,
    exists_on_date: bool = True,
) -> list[PlacedState]:
    """Every registered place that passes the filters, in order of id; UNKNOWN where nobody told anything."""
    version = tables.place_version.c
    wanted = selection(
        version.place,
        version.name,
        position=at.position,
        ids=place_ids,
        within=within,
        kind=kind,
        edition=edition,
        on=at.date if exists_on_date else None,
        day=at.date,
    )
    places = (await conn.execute(wanted)).all()
    found = await _states(conn, at, [place for place, _ in places])
    return [PlacedState(place, name, found.get(place, UNKNOWN)) for place, name in places]


async def history(
    conn: AsyncConnection, place_id: str, *, known_on: date | None, position: int, policy: Policy
) -> list[Period]:
    """The periods of one place in order, without the stretches of which nobody said anything."""
    found = await histories(conn, [place_id], known_on=known_on, position=position, policy=policy)
    return found.get(place_id, [])


async def histories(
    conn: AsyncConnection,
    place_ids: Iterable[str],
    *,
    known_on: date | None,
    position: int,
    policy: Policy,
) -> dict[str, list[Period]]:
    """`history` for many places; those of which nobody said anything are left out."""
    if not await _is_materialised(conn, known_on, position):
        claims = await standing_claims(conn, place_ids, known_on=known_on, position=position)
        return {place: list(resolution.periods(told, policy)) for place, told in claims.items()}
    period = tables.period
    wanted = select(period).where(period.c.place.in_(listed(place_ids)), period.c.policy == policy)
    found: dict[str, list[Period]] = {}
    for row in await conn.execute(wanted.order_by(period.c.place, period.c.start)):
        found.setdefault(row.place, []).append(periods.to_period(row))
    return found


async def lives(
    conn: AsyncConnection,
    *,
    within: str | None,
    kind: PlaceKind,
    known_on: date | None,
    position: int,
    policy: Policy,
    edition: Edition | None = None,
) -> list[PlaceHistory]:
    """Every place that passes the filters, whenever it existed, with its history; in order of id."""
    tops = None if within is None else [within]
    units = await places_over_time(conn, within=tops, kinds=[kind], position=position, edition=edition)
    stretches = units.get((within, kind), {})
    told = await histories(conn, stretches, known_on=known_on, position=position, policy=policy)
    return [PlaceHistory(place, there, told.get(place, ())) for place, there in stretches.items()]


async def beliefs(conn: AsyncConnection, place_id: str, day: date, *, position: int, policy: Policy) -> list[Belief]:
    """How the answer for one civil day changed as reports came in, oldest first."""
    claims, annulments = await all_claims(conn, place_id, position=position)
    # A fold for every day on which something became known: with hundreds of reports others must be let through.
    return await asyncio.to_thread(believing.beliefs, claims, annulments, day, policy)


async def state_hash(conn: AsyncConnection, at: Coordinates) -> str:
    """SHA-256 over one line of JSON for every place that exists on the date, in order of id; events by their
    ids.

    The same on every engine and after every rebuild, and in every database that was given the same batches.
    """
    placed = await states(conn, at)
    ids = await _event_ids(conn, {claim for one in placed for claim in _claims(one.state)})
    digest = hashlib.sha256()
    for one in placed:
        digest.update(json.dumps(_line(one, ids), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def _claims(state: State) -> Iterable[int]:
    return (*state.basis, *(claim for other in state.alternatives for claim in other.claims))


def _line(placed: PlacedState, ids: dict[int, str]) -> list[Any]:
    state = placed.state
    others = [[other.holder, other.level, [ids[claim] for claim in other.claims]] for other in state.alternatives]
    basis = [ids[claim] for claim in state.basis]
    return [
        placed.place_id,
        state.holder,
        state.level,
        state.certainty,
        state.since,
        state.manner,
        basis,
        others,
    ]


async def _event_ids(conn: AsyncConnection, positions: Iterable[int]) -> dict[int, str]:
    event = tables.event.c
    wanted = select(event.position, event.id).where(event.position.in_(positions_listed(positions)))
    return dict((await conn.execute(wanted)).all())


async def _states(conn: AsyncConnection, at: Coordinates, places: Sequence[str]) -> dict[str, State]:
    if await _is_materialised(conn, at.known_on, at.position):
        return await _from_periods(conn, at, places)
    claims = await standing_claims(conn, places, known_on=at.known_on, position=at.position)
    return {place: resolution.state_on(told, at.date, at.policy) for place, told in claims.items()}


async def _is_materialised(conn: AsyncConnection, known_on: date | None, position: int) -> bool:
    """Whether the stored periods are those of these coordinates. Read in the same transaction as they are."""
    if known_on is not None:
        return False
    return position == (await conn.execute(select(tables.projected.c.position))).scalar_one()


async def _from_periods(conn: AsyncConnection, at: Coordinates, places: Sequence[str]) -> dict[str, State]:
    period = tables.period
    wanted = select(period).where(
        period.c.place.in_(listed(places)),
        period.c.policy == at.policy,
        period.c.start <= at.date,
        or_(period.c.end_before.is_(None), period.c.end_before > at.date),
    )
    return {row.place: periods.to_state(row) for row in await conn.execute(wanted)}
