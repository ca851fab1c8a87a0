"""What differs, what was believed, and what a replay shows, as JSON with the names of the GraphQL schema."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.telling import Json, Told, coordinates, told_of
from domain.control.state import State
from domain.history import diff
from domain.history.beliefs import Belief
from domain.history.diff import Difference
from domain.history.replay import Frame
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db.connections import Connection
from store.read import log, places, snapshot
from store.read.places import PlaceRow


async def diff_of(
    conn: Connection, first: Coordinates, second: Coordinates, within: str | None, kind: PlaceKind | None
) -> Json:
    """Two snapshots, the places that differ and why."""
    corner = replace(first, date=second.date)
    maps = [await _map(conn, at, within, kind) for at in (first, corner, second)]
    found = diff.differences(*maps)
    events = await _made_by(conn, second, found)
    position = max(first.position, second.position)
    rows = await places.places_by_ids(conn, found, position=position)
    entries = await log.by_positions(conn, {one for made_by in events.values() for one in made_by})
    before = await told_of(conn, first.known_on, first.position, states=[one.before for one in found.values()])
    after = await told_of(
        conn,
        second.known_on,
        second.position,
        states=[one.after for one in found.values()],
        entries=list(entries.values()),
        described=list(rows.values()),
    )
    return {
        "from": coordinates(first),
        "to": coordinates(second),
        "places": [
            {
                "place": after.described(rows[id]),
                "cause": one.cause,
                "before": before.held(one.before),
                "after": after.held(one.after),
                "events": after.events(events[id]),
            }
            for id, one in found.items()
        ],
    }


async def _map(conn: Connection, at: Coordinates, within: str | None, kind: PlaceKind | None) -> dict[str, State]:
    return {one.place_id: one.state for one in await snapshot.states(conn, at, within=within, kind=kind)}


async def _made_by(conn: Connection, at: Coordinates, found: Mapping[str, Difference]) -> dict[str, list[int]]:
    silent = {id: diff.silenced(one.before, one.after) for id, one in found.items()}
    standing = await log.standing_of(
        conn, {claim for claims in silent.values() for claim in claims}, known_on=at.known_on, position=at.position
    )
    acts = {claim: [act for act in (one.corrected_by, one.retracted_by) if act] for claim, one in standing.items()}
    return {
        id: diff.events(one.before, one.after, (act for claim in silent[id] for act in acts[claim]))
        for id, one in found.items()
    }


async def beliefs_of(conn: Connection, place: PlaceRow, day: date, position: int, policy: Policy) -> Json:
    """How the answer for one day changed as reports came in."""
    found = await snapshot.beliefs(conn, place.id, day, position=position, policy=policy)
    entries = await log.by_positions(conn, {one for belief in found for one in belief.events})
    told = await told_of(
        conn,
        None,
        position,
        states=[one.state for one in found],
        entries=list(entries.values()),
        described=[place],
    )
    days = [one.known_from for one in found]
    standing = await log.standing_over_time(conn, told.entries, days=days, position=position)
    return {
        "date": day.isoformat(),
        "position": position,
        "policy": policy,
        "place": told.described(place),
        "beliefs": [_belief(replace(told, standing=standing[one.known_from]), one) for one in found],
    }


def _belief(told: Told, found: Belief) -> Json:
    """`told` knows which events stood on the day from which it was believed."""
    return {
        "knownFrom": found.known_from and found.known_from.isoformat(),
        "knownTo": found.known_to and found.known_to.isoformat(),
        "state": told.held(found.state),
        "events": told.events(found.events),
    }


def frame(told: Told, found: Frame, position: int) -> Json:
    """One frame. A claim is told whole in `events` of the frame in which it begins to speak, elsewhere by its id."""
    return {
        "date": found.day.isoformat(),
        "position": position,
        "full": found.full,
        "places": [{"place": told.place(id), **_held_briefly(told, state)} for id, state in found.states.items()],
        "gone": [told.place(id) for id in found.gone],
        "events": told.events(sorted(found.claims)),
    }


def _held_briefly(told: Told, state: State) -> Json:
    return told.held(state, lambda positions: [{"id": told.entries[one].event.id} for one in positions])
