"""Which places an event refers to, wherever in it they are named."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from domain.events.base import BaseEvent
from domain.events.references import PlaceRef, id_of
from domain.events.union import EventCorrected

E = TypeVar("E", bound=BaseEvent)
Path = tuple[str, ...]


def place_refs(event: BaseEvent) -> Iterator[tuple[Path, PlaceRef]]:
    """Every place reference in an event, with the path to it; those of a correction's replacement too."""
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            yield from (((alias, str(i)), ref) for i, ref in enumerate(value))
        elif value is not None:
            yield (alias,), value
    if isinstance(event, EventCorrected):
        yield from ((("replacement", *path), ref) for path, ref in place_refs(event.replacement))


def place_ids(event: BaseEvent) -> set[str]:
    """The places that an event of the log refers to."""
    return {id_of(ref) for _, ref in place_refs(event)}


def with_place_ids(event: E, place_id: Callable[[PlaceRef], str]) -> E:
    """The event with every code and name replaced by the id that `place_id` gives, and the report's words kept."""
    reported = dict(event.reported)
    changed: dict[str, Any] = {}
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            changed[name] = tuple(place_id(ref) for ref in value)
            reported |= {f"{alias}.{i}": ref for i, ref in enumerate(value) if not isinstance(ref, str)}
        elif value is not None:
            changed[name] = place_id(value)
            if not isinstance(value, str):
                reported[alias] = value
    if isinstance(event, EventCorrected):
        changed["replacement"] = with_place_ids(event.replacement, place_id)
    return event.model_copy(update=changed | {"reported": reported})
