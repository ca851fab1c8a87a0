"""The world at coordinates: who held what on a day, as known on another, at a position of the log, under a policy; and
what could be used (`aspect`).

Where nothing was said about a place since, the stored periods answer, which are those of the head; the claims of all
others are folded, by the same rules. A constant number of statements, however many places there are. Each question has
two forms: `..._fold` reads and leaves the folding to the caller, who need hold no connection for it; the other does
both.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from domain.control.aspects import Aspect
from domain.control.state import UNKNOWN, Period, State
from domain.history.beliefs import Belief
from domain.history.place_history import PlaceHistory
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read import folds, periods
from store.read.claims import all_rows, standing_rows
from store.read.folds import Fold, fold_of_places
from store.read.news import places_with_news
from store.read.place_selection import Edition, selection
from store.read.places_over_time import places_over_time
from store.read.stored_periods import stored_histories, stored_states, unanswered

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlacedState:
    place_id: str
    name: str
    state: State


async def states(conn: Connection, at: Coordinates, **chosen: Any) -> list[PlacedState]:
    """Every registered place that passes the filters of `state_fold`, in order of id; UNKNOWN without claims."""
    return (await state_fold(conn, at, **chosen)).here()


async def state_fold(
    conn: Connection,
    at: Coordinates,
    *,
    aspect: Aspect = Aspect.CONTROL,
    place_ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    edition: Edition | None = None,
    exists_on_date: bool = True,
) -> Fold[list[PlacedState]]:
    """The same, read and not yet folded."""
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
    return found.then(lambda states: [PlacedState(place, name, states.get(place, UNKNOWN)) for place, name in places])


async def places_learned_of(
    conn: Connection, first: Coordinates, second: Coordinates, *, within: str | None, kind: PlaceKind | None
) -> frozenset[str]:
    """The places of a map of which anything became known between two snapshots of one day: no other differs."""
    place = tables.place_version.c.place
    chosen = selection(place, position=first.position, within=within, kind=kind, on=first.date)
    places = {*(await conn.execute(chosen)).scalars()}
    return frozenset(await places_with_news(conn, first.known_at, second.known_at, places))


async def history(conn: Connection, place_id: str, at: Coordinates) -> list[Period]:
    """The periods of one place in order of time; days on which nobody made a claim are in none of them."""
    return (await histories(conn, [place_id], at)).get(place_id, [])


async def histories(
    conn: Connection, place_ids: Iterable[str], at: Coordinates, aspect: Aspect = Aspect.CONTROL
) -> dict[str, list[Period]]:
    """The history of each place about which there are claims, by id. The date of the coordinates plays no part."""
    return (await history_fold(conn, place_ids, at, aspect)).here()


async def history_fold(
    conn: Connection, place_ids: Iterable[str], at: Coordinates, aspect: Aspect = Aspect.CONTROL
) -> Fold[dict[str, list[Period]]]:
    """The same, read and not yet folded."""
    places = {*place_ids}
    later = await unanswered(conn, at, places)
    stored = await stored_histories(conn, at, places.difference(later), aspect)
    return await _beside(conn, at, stored, later, aspect, folds.histories_of, folds.HISTORY_COST, at.policy)


async def place_histories(conn: Connection, at: Coordinates, **chosen: Any) -> list[PlaceHistory]:
    """Every place that passes the filters of `place_history_fold`, whenever it existed, with its history; in order of
    id.
    """
    return (await place_history_fold(conn, at, **chosen)).here()


async def place_history_fold(
    conn: Connection,
    at: Coordinates,
    *,
    aspect: Aspect = Aspect.CONTROL,
    within: str | None,
    kind: PlaceKind,
    edition: Edition | None = None,
) -> Fold[list[PlaceHistory]]:
    """The same, read and not yet folded."""
    tops = None if within is None else [within]
    units = await places_over_time(conn, within=tops, kinds=[kind], position=at.position, edition=edition)
    existence = units.get((within, kind), {})
    found = await history_fold(conn, existence, at, aspect)
    return found.then(
        lambda periods: [PlaceHistory(place, days, periods.get(place, ())) for place, days in existence.items()]
    )


async def beliefs(conn: Connection, place_id: str, day: date, *, position: int, policy: Policy) -> list[Belief]:
    """How the answer for one civil day changed as reports came in, oldest first."""
    return (await belief_fold(conn, place_id, day, position=position, policy=policy)).here()


async def belief_fold(
    conn: Connection, place_id: str, day: date, *, position: int, policy: Policy
) -> Fold[list[Belief]]:
    """The same, read and not yet folded: there is a fold for every moment at which something became known."""
    rows, sides, acts = await all_rows(conn, [place_id], position=position)
    return folds.fold_of_beliefs(rows, sides, acts, day, policy)


async def state_hash(conn: Connection, at: Coordinates) -> str:
    """`hash_of` the states at these coordinates."""
    placed, statuses = await states(conn, at), await states(conn, at, aspect=Aspect.STATUS)
    return hash_of(placed, statuses, await event_ids(conn, claims_named(placed, statuses)))


def hash_of(placed: Sequence[PlacedState], statuses: Sequence[PlacedState], ids: Mapping[int, str]) -> str:
    """SHA-256 over one line of JSON for every place that exists on the date, in order of id; events by their
    ids, which are given by position.

    The same on every engine and after every rebuild, and in every database that was given the same batches. A place of
    whose status somebody reports has a second line. docs/proofs.md has the form; the verifier makes the same.
    """
    shown = [*placed, *(one for one in statuses if one.state != UNKNOWN)]
    digest = hashlib.sha256()
    for one in sorted(shown, key=lambda one: one.place_id):
        digest.update(json.dumps(_line(one, ids), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def claims_named(*shown: Iterable[PlacedState]) -> set[int]:
    """The positions of every claim in these states: those of which `hash_of` needs the ids."""
    return {claim for placed in shown for one in placed for claim in _named(one.state)}


def cited(state: State) -> tuple[int, ...]:
    """The positions of the claims that a state names: its own, then those for other states."""
    return (*state.basis, *(claim for other in state.alternatives for claim in other.claims))


def _named(state: State) -> Iterable[int]:
    """The positions of every claim in a state: those that it cites, and those by which the turns are in order."""
    return (*cited(state), *(claim for reason in state.reasons for claim in (reason.before, reason.after)))


def _line(placed: PlacedState, ids: Mapping[int, str]) -> list[Any]:
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
        sorted([ids[reason.before], ids[reason.after], reason.kind] for reason in state.reasons),
        periods.days_text(state.vouched),
    ]


async def event_ids(conn: Connection, positions: Iterable[int]) -> dict[int, str]:
    """The id of each of these events."""
    event = tables.event.c
    wanted = select(event.position, event.id).where(event.position.in_(positions_listed(positions)))
    return dict((await conn.execute(wanted)).all())


async def _states(conn: Connection, at: Coordinates, places: Collection[str], aspect: Aspect) -> Fold[dict[str, State]]:
    later = await unanswered(conn, at, places)
    stored = await stored_states(conn, at, set(places).difference(later), aspect)
    return await _beside(conn, at, stored, later, aspect, folds.states_of, folds.STATE_COST, at.day, at.policy)


async def _beside(
    conn: Connection, at: Coordinates, stored: dict[str, T], places: Collection[str], aspect: Aspect, *fold: Any
) -> Fold[dict[str, T]]:
    """What is stored of some places, and what the claims about these others come to: `fold` is the work, its cost, and
    what else it takes.
    """
    if not places:
        return Fold.none(stored)
    work, cost, *more = fold
    claims = await standing_rows(conn, places, aspect=aspect, known_at=at.known_at, position=at.position)
    folded: Fold[dict[str, T]] = fold_of_places(work, cost, *claims, *more)
    return folded.then(lambda found: stored | found)
