"""The object type of every event, made from its model in the domain: none is written twice.

References become what they refer to: a place a Place, an actor an Actor, an event an Event. Everything else is as in
the interchange format.
"""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import strawberry

from api.graphql.context import Info
from api.graphql.types import place, shape
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count
from api.graphql.types.event import OBJECT_TYPES, Event, event_by_id, shown
from api.graphql.types.place import Place
from domain import events
from domain.events.references import id_of
from domain.values import counts
from domain.values.coordinates import Coordinates
from domain.values.model import Model
from store.write.registry import first_day, shown_name

ONE = {counts.Count: Count, events.PlaceName: place.PlaceName, events.PlaceCode: place.PlaceCode}
"""Models that the schema has a type of already."""
EVENT_MODELS = frozenset(events.TYPES.values())

Load = Callable[[Info, Event, Any], Any]


@cache
def value_type(model: type[Model]) -> Any:
    """The type of a model inside an event."""
    if model in EVENT_MODELS:
        return Event
    if model in ONE:
        return ONE[model]
    fields = {name: shape.graphql_type(hint, value_type) for name, hint in shape.hints(model).items()}
    described = {name: strawberry.field(description=model.model_fields[name].description) for name in fields}
    made = type(model.__name__, (), {**described, "__annotations__": fields})
    return strawberry.type(made, description=shape.described(model))


def object_type(model: type[events.BaseEvent]) -> type[Event]:
    namespace = {name: own_field(model, name, hint) for name, hint in own_fields(model).items()}
    made = type(model.TYPE, (Event,), {**namespace, "__annotations__": {}})
    return strawberry.type(made, description=shape.described(model))


def own_fields(model: type[events.BaseEvent]) -> dict[str, Any]:
    return {name: hint for name, hint in shape.hints(model).items() if name not in events.Claim.model_fields}


def own_field(model: type[events.BaseEvent], name: str, hint: Any) -> Any:
    kind = shape.graphql_type(hint, value_type)
    refers, load = reference(model, name)
    kind = _instead(kind, refers) if refers else kind

    async def resolve(root: strawberry.Parent[Event], info: Info) -> Any:
        value = getattr(root.statement, name)
        if load is None or value is None:
            return value
        if isinstance(value, tuple):
            return await asyncio.gather(*(load(info, root, one) for one in value))
        return await load(info, root, value)

    resolve.__annotations__["return"] = kind
    return strawberry.field(resolver=resolve, description=model.model_fields[name].description)


def reference(model: type[events.BaseEvent], name: str) -> tuple[Any, Load | None]:
    """The type that a field refers to and how it is looked up; (None, None) where it is a plain value."""
    if name in model.PLACES:
        return Place, _place
    if name in model.ACTORS:
        return Actor, _actor
    if name == "place":
        return Place, _described_place
    if name == "actor":
        return Actor, _described_actor
    if name in model.EVENTS:
        return Event, _event
    return (Event, _replacement) if name == "replacement" else (None, None)


async def _place(info: Info, root: Event, id: str) -> Place | None:
    return await place.place(info, root.at.described, id)


async def _actor(info: Info, root: Event, id: str) -> Actor | None:
    return await actor(info, root.at.position, id)


async def _described_place(info: Info, root: Event, id: str) -> Place:
    """What this event registers, as it describes it: that may not be in force, and need not be looked up."""
    said = root.statement
    assert isinstance(said, events.PlaceRegistered | events.PlaceChanged), said.TYPE
    return Place(
        id=strawberry.ID(id),
        kind=said.kind,
        name=shown_name(said),
        names=said.names,
        codes=said.codes,
        longitude=said.longitude,
        latitude=said.latitude,
        exists_from=said.exists_from,
        exists_to=said.exists_to,
        described_from=None if (first := first_day(said)) == date.min else first,
        parent_id=id_of(said.parent),
        successor_of_id=id_of(said.successor_of),
        at=Coordinates(None, None, root.at.position),
    )


async def _described_actor(info: Info, root: Event, id: str) -> Actor:
    said = root.statement
    assert isinstance(said, events.ActorRegistered), said.TYPE
    return Actor(id=strawberry.ID(id), name=said.name, kind=said.kind, side=said.side)


async def _event(info: Info, root: Event, id: str) -> Event | None:
    return await event_by_id(info, root.at, id)


async def _replacement(info: Info, root: Event, replacement: events.Event) -> Event:
    return shown(root.entry, root.at, replacement)


def _instead(kind: Any, target: Any) -> Any:
    """`target` in the place of whatever scalar is inside `kind`, as a list and optional as that was."""
    if getattr(kind, "__origin__", None) is list:
        return list[target]
    return target | None if type(None) in getattr(kind, "__args__", ()) else target


OBJECTS: dict[str, type[Event]] = {name: object_type(model) for name, model in events.TYPES.items()}
OBJECT_TYPES.update(OBJECTS)
