"""How an event names a place: by id, by code, or by the name that the report used.

The log holds ids only. A code or a name is resolved once, when the event is accepted, and kept beside the id in
`reported`, so that nothing of what the source wrote is lost and a rebuild never has to guess again.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from domain.model import Model
from domain.text import Name, Slug
from domain.vocabulary import PlaceKind


class PlaceByCode(Model):
    """A place by its code in a scheme; the edition may be left out where the code means one place in all of them."""

    scheme: Name
    edition: Name | None = None
    code: Name


class PlaceByName(Model):
    """A place by a reported name; `within` and `kind` narrow it. It must mean exactly one place."""

    name: Name
    within: Slug | None = None
    kind: PlaceKind | None = None


def _form(given: Any) -> str:
    if isinstance(given, PlaceByCode) or (isinstance(given, dict) and "code" in given):
        return "#code"
    return "#name" if isinstance(given, PlaceByName | dict) else "#id"


PlaceRef = Annotated[
    Annotated[Slug, Tag("#id")] | Annotated[PlaceByCode, Tag("#code")] | Annotated[PlaceByName, Tag("#name")],
    Discriminator(_form),
]
Path = tuple[str, ...]


def place_refs(event: Model) -> Iterator[tuple[Path, Any]]:
    """Every place reference in an event, with the path to it; those of a correction's replacement too."""
    for name, alias in event.place_fields():
        value = getattr(event, name)
        if isinstance(value, tuple):
            yield from (((alias, str(i)), ref) for i, ref in enumerate(value))
        elif value is not None:
            yield (alias,), value
    if (replacement := getattr(event, "replacement", None)) is not None:
        yield from ((("replacement", *path), ref) for path, ref in place_refs(replacement))


def with_place_ids(event: Model, place_id: Callable[[Any], str]) -> Model:
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
    if (replacement := getattr(event, "replacement", None)) is not None:
        changed["replacement"] = with_place_ids(replacement, place_id)
    return event.model_copy(update=changed | {"reported": reported})
