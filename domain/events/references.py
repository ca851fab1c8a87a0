"""How an event names a place: by id, by code, or by the name that the report used.

The log holds ids only. A code or a name is resolved once, when the event is accepted, and kept beside the id in
`reported`, so that nothing of what the source wrote is lost and a rebuild never has to guess again.
"""

from typing import Annotated, Any, TypeVar

from pydantic import Discriminator, Tag

from domain.values.model import Model
from domain.values.terms import PlaceKind
from domain.values.text import Name, Slug


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

T = TypeVar("T")


def id_of(reference: T | PlaceByCode | PlaceByName) -> T:
    """The place that an event of the log refers to, None where it names none: there every reference is an id."""
    assert not isinstance(reference, PlaceByCode | PlaceByName), "resolved when the event was accepted"
    return reference
