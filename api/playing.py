"""A replay from the store, frame by frame: what is told of a page of frames is loaded when its turn comes.

The states of all days are found in one reading, at one position of the log. What was recorded up to there never
changes, so the claims are read later, a page at a time and each in a transaction of its own: no transaction stays open
while somebody watches.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from api import telling, telling_changes
from api.telling import Json
from domain.history.replay import Frame, frames
from domain.history.series import Point, series
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from store.db.connections import Connection, Database
from store.read import actors, places, snapshot
from store.read.actors import ActorRow
from store.read.places import PlaceRow

PAGE_FRAMES = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What to play. `known_on` None: everything known."""

    days: Sequence[date]
    within: str | None
    kind: PlaceKind
    known_on: date | None
    position: int
    policy: Policy


class Shown(NamedTuple):
    """One day: its frame, and the tally at its end."""

    frame: Json
    denominator: int
    rows: list[Json]


@dataclass(frozen=True, slots=True)
class Replay:
    """The states of all days, and the names of places and holders."""

    asked: Asked
    frames: list[Frame]
    counts: list[Point]
    places: dict[str, PlaceRow]
    holders: dict[str, ActorRow]

    async def shown(self, db: Database) -> AsyncIterator[Shown]:
        for start in range(0, len(self.frames), PAGE_FRAMES):
            page = slice(start, start + PAGE_FRAMES)
            told = await self._told(db, self.frames[page])
            for found, count in zip(self.frames[page], self.counts[page], strict=True):
                frame = telling_changes.frame(told, found, self.asked.position)
                yield Shown(frame, count.denominator, [_row(told, one) for one in count.rows])

    async def _told(self, db: Database, page: Sequence[Frame]) -> telling.Told:
        states = [state for frame in page for state in frame.states.values()]
        async with db.read() as conn:
            told = await telling.told_of(conn, self.asked.known_on, self.asked.position, states=states)
        return replace(told, places=told.places | self.places, actors=told.actors | self.holders)


async def begin(conn: Connection, asked: Asked) -> Replay:
    position = asked.position
    lives = await snapshot.place_histories(
        conn,
        Coordinates(None, asked.known_on, position, asked.policy),
        within=asked.within,
        kind=asked.kind,
    )
    counts = series(lives, asked.days)
    held_by = {row.held[0] for count in counts for row in count.rows if row.held[0]}
    return Replay(
        asked,
        frames(lives, asked.days),
        counts,
        await places.places_by_ids(conn, [life.place for life in lives], position=position),
        await actors.actors_by_ids(conn, held_by, position=position),
    )


def _row(told: telling.Told, row: Any) -> Json:
    holder, level = row.held
    return {"holder": told.actor(holder), "level": level, "count": {"low": row.low, "high": row.high}}
