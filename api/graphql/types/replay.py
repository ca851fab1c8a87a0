"""A replay as data: a full first frame, then only what changed."""

import datetime
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, events_at
from api.graphql.types.place import Place, known, several
from api.graphql.types.scalars import Position
from api.graphql.types.state import PlaceState, place_state
from domain.history import replay
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from service.asking import cursors


@strawberry.type
class Frame:
    """The end of one day of a replay, local time of each place. Folding the frames gives asOf of each day."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the frame stands.")
    position: Position = strawberry.field(description="Only the log up to here counts.")
    full: bool = strawberry.field(
        description="The first frame of the whole replay, with every place. Any other has only what changed."
    )
    told: strawberry.Private[Coordinates]
    frame: strawberry.Private[replay.Frame]

    @strawberry.field
    async def places(self) -> list[PlaceState]:
        """Places of which anything differs from the frame before, and those that are new, by id."""
        at = Coordinates(self.date, self.told.known_on, self.told.position, self.told.policy)
        return [place_state(at, place, state) for place, state in self.frame.states.items()]

    @strawberry.field
    async def gone(self, info: Info) -> list[Place]:
        """Places in the frame before that exist no longer, by id."""
        return await several(info, Coordinates(self.frame.day, None, self.told.position), tuple(self.frame.gone))

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """The claims that speak, for a state or against it, and did not in the frame before; in order of position."""
        seen = Coordinates(self.frame.day, self.told.known_on, self.told.position)
        return await events_at(info, seen, sorted(self.frame.claims))


class Period(NamedTuple):
    """What is replayed. `position` None: that of the cursor, or the head where the replay begins."""

    days: Sequence[date]
    known_on: date | None
    position: int | None
    policy: Policy


async def replay_of(
    info: Info, asked: Period, within: str | None, kind: PlaceKind, first: int, after: str | None
) -> Connection[Frame]:
    page_size(first)
    day, begun_at = _cursor(after)
    position = info.context.reading.position(begun_at if asked.position is None else asked.position)
    told = Coordinates(None, asked.known_on, position, asked.policy)
    await known(info, position, within)
    lives = await info.context.reading.place_histories.load(((told, within, None), kind))
    return page_of_sequence(
        replay.frames(lives, asked.days),
        lambda frame: frame.day.isoformat(),
        first,
        day,
        lambda frame: cursors.encode("replay", frame.day.isoformat(), position),
        lambda frame: frame_of(frame, told),
    )


def _cursor(after: str | None) -> tuple[str | None, int | None]:
    """The day of the last frame seen, and the position at which the replay was begun: its frames fit together only
    with those of the same position, and the log may have moved on between two pages.
    """
    day, position = cursors.decode("replay", after, (str, int)) or (None, None)
    return day, position and max(0, position)


def frame_of(frame: replay.Frame, told: Coordinates) -> Frame:
    return Frame(date=frame.day, position=Position(told.position), full=frame.full, told=told, frame=frame)
