"""Which places an event refers to, wherever in it they are named."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from domain.events.base import BaseEvent
from domain.events.references import EveryPlace, ListedPlaceRef, id_of
from domain.events.union import EventCorrected

_SPAN = re.compile(r"(?P<field>.+)\.(?P<first>\d+)-(?P<last>\d+)", re.ASCII)
"""The key in `reported` of an `every`: the indices of the first and the last place that it was written out to."""

E = TypeVar("E", bound=BaseEvent)
Path = tuple[str, ...]


def place_refs(event: BaseEvent) -> Iterator[tuple[Path, ListedPlaceRef]]:
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


def with_place_ids(event: E, ids_of: Callable[[ListedPlaceRef], Sequence[str]]) -> E:
    """The event with ids for every code, name and `every`, as `ids_of` gives them, and the report's words kept; itself
    where it has only ids.

    Of an item that is not an `every`, and of a field that is no list, `ids_of` gives one id.
    """
    reported = dict(event.reported)
    changed: dict[str, Any] = {}
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            changed[name] = _written_out(alias, value, ids_of, reported)
        elif value is not None:
            [changed[name]] = ids_of(value)
            if not isinstance(value, str):
                reported[alias] = value
    if isinstance(event, EventCorrected):
        changed["replacement"] = with_place_ids(event.replacement, ids_of)
    if all(getattr(event, name) == value for name, value in changed.items()):
        return event
    return event.model_copy(update=changed | {"reported": reported})


def as_reported(event: E) -> E:
    """The event before its places were resolved: with the codes, names and `every` that were given."""
    given: dict[str, Any] = {"reported": {}}
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            given[name] = tuple(_items_reported(alias, value, event.reported))
        else:
            given[name] = event.reported.get(alias, value)
    if isinstance(event, EventCorrected):
        given["replacement"] = as_reported(event.replacement)
    return event.model_copy(update=given)


def _written_out(
    alias: str,
    refs: Sequence[ListedPlaceRef],
    ids_of: Callable[[ListedPlaceRef], Sequence[str]],
    reported: dict[str, Any],
) -> tuple[str, ...]:
    """The ids of a list of places; adds to `reported` what stood there, by the index that its id has now."""
    ids: list[str] = []
    for ref in refs:
        first = len(ids)
        ids += ids_of(ref)
        if isinstance(ref, EveryPlace):
            reported[f"{alias}.{first}-{len(ids) - 1}"] = ref
        elif not isinstance(ref, str):
            reported[f"{alias}.{first}"] = ref
    return tuple(ids)


def _items_reported(alias: str, ids: Sequence[str], reported: Mapping[str, Any]) -> Iterator[Any]:
    spans = (_SPAN.fullmatch(key) for key in reported)
    last = {int(span["first"]): int(span["last"]) for span in spans if span and span["field"] == alias}
    index = 0
    while index < len(ids):
        if index <= last.get(index, -1):
            yield reported[f"{alias}.{index}-{last[index]}"]
        else:
            yield reported.get(f"{alias}.{index}", ids[index])
        index = max(index, last.get(index, index)) + 1
