"""A replay as data: a full first frame, then only what changed."""

import asyncio
import datetime
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.known_ids import known
from api.graphql.types.place import Place, several
from api.graphql.types.scalars import Position
from api.graphql.types.state import PlaceState, place_state
from domain.history import replay
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from service.asking import cursors


@strawberry.type
class Frame:
    """The end of one day of a replay, in the civil time of each place. The frames up to a day add up to its asOf."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the frame stands.")
    position: Position = strawberry.field(description="Only the log up to here counts.")
    full: bool = strawberry.field(
        description="The first frame of the whole replay, with every place. Any other has only what changed."
    )
    at: strawberry.Private[Coordinates]
    frame: strawberry.Private[replay.Frame]

    @strawberry.field
    async def places(self) -> list[PlaceState]:
        """Places of which anything differs from the frame before, and those that are new, by id."""
        at = Coordinates(self.date, self.at.known_at, self.at.position, self.at.policy)
        return [place_state(at, id, state, self.frame.statuses[id]) for id, state in self.frame.states.items()]

    @strawberry.field
    async def gone(self, info: Info) -> list[Place]:
        """Places in the frame before that exist no longer, by id."""
        return await several(info, Coordinates(self.frame.day, None, self.at.position), tuple(self.frame.gone))

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """The claims for or against a state that had no part in the frame before, in order of position."""
        at = Coordinates(self.frame.day, self.at.known_at, self.at.position)
        return await events_at(info, at, sorted(self.frame.claims))

    event_views = views_beside(events)


class Period(NamedTuple):
    """What is replayed. `position` None: that of the cursor, or the head where the replay begins."""

    days: Sequence[date]
    known_at: datetime.datetime | None
    position: int | None
    policy: Policy


async def replay_of(
    info: Info, period: Period, within: str | None, kind: PlaceKind, first: int, after: str | None
) -> Connection[Frame]:
    page_size(first)
    day, begun_at = _cursor(after)
    position = info.context.reading.position(begun_at if period.position is None else period.position)
    at = Coordinates(None, period.known_at, position, period.policy)
    inside = await known(info, position, within)
    return page_of_sequence(
        await frames_between(info, at, period.days, inside, kind),
        lambda frame: frame.day.isoformat(),
        first,
        day,
        lambda frame: cursors.encode("replay", frame.day.isoformat(), position),
        lambda frame: frame_of(frame, at),
    )


async def frames_between(
    info: Info, at: Coordinates, days: Sequence[date], within: str | None, kind: PlaceKind
) -> list[replay.Frame]:
    reading, chosen = info.context.reading, ((at, within, None), kind)
    histories = await reading.place_histories.load(chosen)
    statuses = await reading.place_status_histories.load(chosen)
    # A stream is put together where every request is taken.
    return await asyncio.to_thread(replay.frames, histories, days, statuses)


def _cursor(after: str | None) -> tuple[str | None, int | None]:
    """The day of the last frame at, and the position at which the replay was begun: its frames fit together only
    with those of the same position, and the log may have moved on between two pages.
    """
    day, position = cursors.decode("replay", after, (str, int)) or (None, None)
    return day, position and max(0, position)


def frame_of(frame: replay.Frame, at: Coordinates) -> Frame:
    return Frame(date=frame.day, position=Position(at.position), full=frame.full, at=at, frame=frame)
