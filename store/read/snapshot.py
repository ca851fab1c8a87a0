"""The world at coordinates: who held what on a day, as known on another, at a position of the log, under a policy; and
what could be used (`aspect`).

With everything known, at the head, the stored periods answer; at any other coordinates the claims are folded on the
spot, by the same rules. A constant number of statements, however many places there are.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from domain.control import resolution
from domain.control.aspects import Aspect
from domain.control.policies import VERSION as RULES
from domain.control.state import UNKNOWN, Period, State
from domain.history import beliefs as believing
from domain.history.beliefs import Belief
from domain.history.place_history import PlaceHistory
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read import periods
from store.read.claims import all_claims, standing_claims
from store.read.place_selection import Edition, selection
from store.read.places_over_time import places_over_time


@dataclass(frozen=True, slots=True)
class PlacedState:
    place_id: str
    name: str
    state: State


async def states(
    conn: Connection,
    at: Coordinates,
    *,
    aspect: Aspect = Aspect.CONTROL,
    place_ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    edition: Edition | None = None,
    exists_on_date: bool = True,
) -> list[PlacedState]:
    """Every registered place that passes the filters, in order of id; UNKNOWN where there are no claims."""
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
    found = await _states(conn, at, [place for place, _ in places], aspect)
    return [PlacedState(place, name, found.get(place, UNKNOWN)) for place, name in places]


async def history(conn: Connection, place_id: str, at: Coordinates) -> list[Period]:
    """The periods of one place in order of time; days on which nobody made a claim are in none of them."""
    return (await histories(conn, [place_id], at)).get(place_id, [])


async def histories(
    conn: Connection, place_ids: Iterable[str], at: Coordinates, aspect: Aspect = Aspect.CONTROL
) -> dict[str, list[Period]]:
    """The history of each place about which there are claims, by id. The date of the coordinates plays no part."""
    place_ids = set(place_ids)
    if not await is_materialised(conn, at, place_ids):
        claims = await standing_claims(conn, place_ids, aspect=aspect, known_at=at.known_at, position=at.position)
        return {place: list(resolution.periods(standing, at.policy)) for place, standing in claims.items()}
    period = tables.period
    chosen = period.c.place.in_(listed(place_ids)), periods.under(at.policy), period.c.aspect == aspect
    query = select(period).where(*chosen)
    result: dict[str, list[Period]] = {}
    for row in await conn.execute(query.order_by(period.c.place, period.c.start)):
        result.setdefault(row.place, []).append(periods.to_period(row))
    return result


async def place_histories(
    conn: Connection,
    at: Coordinates,
    *,
    aspect: Aspect = Aspect.CONTROL,
    within: str | None,
    kind: PlaceKind,
    edition: Edition | None = None,
) -> list[PlaceHistory]:
    """Every place that passes the filters, whenever it existed, with its history; in order of id."""
    tops = None if within is None else [within]
    units = await places_over_time(conn, within=tops, kinds=[kind], position=at.position, edition=edition)
    existence = units.get((within, kind), {})
    by_place = await histories(conn, existence, at, aspect)
    return [PlaceHistory(place, days, by_place.get(place, ())) for place, days in existence.items()]


async def beliefs(conn: Connection, place_id: str, day: date, *, position: int, policy: Policy) -> list[Belief]:
    """How the answer for one civil day changed as reports came in, oldest first."""
    claims, annulments = await all_claims(conn, place_id, position=position)
    # A fold for every day on which something became known: with hundreds of reports others must be let through.
    return await asyncio.to_thread(believing.beliefs, claims, annulments, day, policy)


async def state_hash(conn: Connection, at: Coordinates) -> str:
    """SHA-256 over one line of JSON for every place that exists on the date, in order of id; events by their
    ids.

    The same on every engine and after every rebuild, and in every database that was given the same batches. A place of
    whose status somebody reports has a second line.
    """
    placed = await states(conn, at)
    placed += [one for one in await states(conn, at, aspect=Aspect.STATUS) if one.state != UNKNOWN]
    ids = await _event_ids(conn, {claim for one in placed for claim in _named(one.state)})
    digest = hashlib.sha256()
    for one in sorted(placed, key=lambda one: one.place_id):
        digest.update(json.dumps(_line(one, ids), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def cited(state: State) -> tuple[int, ...]:
    """The positions of the claims that a state names: its own, then those for other states."""
    return (*state.basis, *(claim for other in state.alternatives for claim in other.claims))


def _named(state: State) -> Iterable[int]:
    """The positions of every claim in a state: those that it cites, and those by which the turns are in order."""
    return (*cited(state), *(claim for reason in state.reasons for claim in (reason.before, reason.after)))


def _line(placed: PlacedState, ids: dict[int, str]) -> list[Any]:
    state = placed.state
    return [
        placed.place_id,
        state.holder,
        state.level,
        state.certainty,
        state.level_certainty,
        state.since,
        state.manner,
        [ids[claim] for claim in state.basis],
        state.voices,
        [[other.holder, other.level, [ids[at] for at in other.claims], other.voices] for other in state.alternatives],
        [[ids[reason.before], ids[reason.after], reason.kind] for reason in state.reasons],
        periods.days_text(state),
    ]


async def _event_ids(conn: Connection, positions: Iterable[int]) -> dict[int, str]:
    event = tables.event.c
    wanted = select(event.position, event.id).where(event.position.in_(positions_listed(positions)))
    return dict((await conn.execute(wanted)).all())


async def _states(conn: Connection, at: Coordinates, places: Sequence[str], aspect: Aspect) -> dict[str, State]:
    assert at.date is not None, "a state is that of a day"
    if await is_materialised(conn, at, places):
        return await _from_periods(conn, at, places, aspect)
    claims = await standing_claims(conn, places, aspect=aspect, known_at=at.known_at, position=at.position)
    return {place: resolution.state_on(standing, at.date, at.policy) for place, standing in claims.items()}


async def is_materialised(conn: Connection, at: Coordinates, places: Iterable[str] = ()) -> bool:
    """Whether the stored periods of these places answer for these coordinates: those of a long import do not until it
    ends. Asked in the transaction that reads them.
    """
    if at.known_at is not None:
        return False
    projected, folded = tables.projected.c, tables.folded.c
    unfolded = select(folded.place).where(folded.position == 0, folded.place.in_(listed(places))).exists()
    return (at.position, RULES, False) == (
        await conn.execute(select(projected.position, projected.rules, unfolded))
    ).one()


async def _from_periods(conn: Connection, at: Coordinates, places: Sequence[str], aspect: Aspect) -> dict[str, State]:
    period = tables.period
    wanted = select(period).where(
        period.c.place.in_(listed(places)),
        period.c.aspect == aspect,
        periods.under(at.policy),
        period.c.start <= at.date,
        or_(period.c.end_before.is_(None), period.c.end_before > at.date),
    )
    return {row.place: periods.to_state(row) for row in await conn.execute(wanted)}
