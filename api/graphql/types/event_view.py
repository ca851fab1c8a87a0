"""An event as seen from one state of knowledge: whether it stood there, and what its speaker had to gain by it."""

import inspect
from datetime import date
from functools import wraps
from typing import Any, get_origin

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from api.graphql.context import Info
from api.graphql.types.attached import attach
from api.graphql.types.event import Event, event_by_id, events_at, shown
from api.graphql.types.known_ids import warn_of_event
from api.graphql.types.node import Node
from api.graphql.types.scalars import DateTime, Position, moment_shown
from domain.values.coordinates import Coordinates
from domain.values.terms import Interest
from service.asking import tokens
from service.asking.known import known_by
from store.read.annulments import Standing
from store.read.entry import Entry


@strawberry.type
class EventView(Node):
    """An event as it was known at a time and at a position of the log. It never changes.

    The event itself is the same from everywhere. What hangs on the state of knowledge is here, under an id of its own,
    so that no client cache mixes what was known in June with what is known today.
    """

    id: strawberry.ID = strawberry.field(description="Unique to the event and the state of knowledge.")
    event: Event = strawberry.field(description="The event that is seen.")
    at: strawberry.Private[Coordinates]
    """Knowledge and position alone: dates and policies have no part in what is seen."""

    @strawberry.field
    def known_on(self) -> date | None:
        """Only what was known by the end of this day (UTC) counts. Null: everything, or see `knownAt`."""
        return self.at.known_on

    @strawberry.field
    def known_at(self) -> DateTime | None:
        """Only what was known by this moment counts. Null: everything, or see `knownOn`."""
        return moment_shown(self.at.known_moment)

    @strawberry.field
    def position(self) -> Position:
        """Only the log up to here counts."""
        return Position(self.at.position)

    @strawberry.field
    async def standing(self, info: Info) -> bool:
        """Whether it is neither corrected nor retracted."""
        return (await self._standing(info)).stands

    @strawberry.field
    async def interest(self, info: Info) -> Interest:
        """What the speaker of the claim stands to gain by it, by the actors and sources registered at `position`."""
        key = self.at.position, self.event.entry.position
        return await info.context.reading.interests.load(key) or Interest.UNKNOWN

    @strawberry.field
    async def corrected_by(self, info: Info) -> Event | None:
        """The correction because of which it does not stand. Null: none."""
        return await self._act(info, (await self._standing(info)).corrected_by)

    @strawberry.field
    async def retracted_by(self, info: Info) -> Event | None:
        """The retraction because of which it does not stand. Null: none."""
        return await self._act(info, (await self._standing(info)).retracted_by)

    async def _standing(self, info: Info) -> Standing:
        return await info.context.reading.standing_of(self.at, self.event.entry.position)

    async def _act(self, info: Info, position: int | None) -> Event | None:
        return None if position is None else (await events_at(info, self.at, (position,)))[0]


def view_of(event: Event) -> EventView:
    """The event as seen from where it was reached."""
    return view_at(event.entry, event.at)


def view_at(entry: Entry, at: Coordinates) -> EventView:
    """Shown as the whole event that it is, at no date, so that an id has one answer wherever the view was reached."""
    at = Coordinates(None, at.known_at, at.position)
    return EventView(id=strawberry.ID(tokens.encode_view(entry.id, at)), event=shown(entry, at), at=at)


async def view_by_id(info: Info, at: Coordinates, id: str) -> EventView | None:
    """None where the log has no such event, or it was not known at these coordinates."""
    event = await event_by_id(info, at, id)
    if event is None:
        await warn_of_event(info, id)
    return view_at(event.entry, at) if event and _known(event.entry, at) else None


def views_beside(field: StrawberryField) -> Any:
    """A field beside one that gives events, with the same arguments: the same events as views."""
    assert field.base_resolver, "events are looked up"
    look_up: Any = field.base_resolver.wrapped_func
    is_list = get_origin(look_up.__annotations__["return"]) is list
    kind = list[EventView] if is_list else EventView

    @wraps(look_up)
    async def resolve(*given: Any, **named: Any) -> Any:
        found = await look_up(*given, **named)
        return [view_of(event) for event in found] if is_list else view_of(found)

    resolve.__annotations__ = {**look_up.__annotations__, "return": kind}
    resolver: Any = resolve
    resolver.__signature__ = inspect.signature(look_up).replace(return_annotation=kind)
    what = "events" if is_list else "event"
    name = to_camel_case(look_up.__name__)
    return strawberry.field(resolver=resolve, description=f"The same {what} as `{name}`, as seen from here.")


async def view(
    root: strawberry.Parent[Event],
    info: Info,
    known_on: date | None = None,
    known_at: DateTime | None = None,
    position: Position | None = None,
) -> EventView | None:
    """The event as it was known at a time and at a position, by default with all that is known now.

    Null where it was not known then. In the answer for a snapshot, the lists of views see it from the snapshot.
    """
    at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position))
    return view_at(root.entry, at) if _known(root.entry, at) else None


def _known(entry: Entry, at: Coordinates) -> bool:
    return entry.position <= at.position and (at.known_at is None or entry.known <= at.known_at)


attach(Event, view)
