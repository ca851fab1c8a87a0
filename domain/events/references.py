"""How an event names a place: by id, by code, by the name that the report used, or as one of all of a kind.

The log holds ids only. A code, a name or "every district of Kunduz" is resolved once, when the event is accepted, and
kept beside the ids in `reported`, so that nothing of what the source wrote is lost and a rebuild never has to guess
again.
"""

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Discriminator, Tag

from domain.values.model import Model
from domain.values.problems import FieldError
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


class EveryPlace(Model):
    """All places of a kind that exist within a place on the last day of `occurred`; only where a list is wanted."""

    every: PlaceKind
    within: Slug


def _form(given: Any) -> str:
    if _means_many(given):
        return "#every"
    if isinstance(given, PlaceByCode) or (isinstance(given, dict) and "code" in given):
        return "#code"
    return "#name" if isinstance(given, PlaceByName | dict) else "#id"


def _means_many(given: Any) -> bool:
    return isinstance(given, EveryPlace) or (isinstance(given, dict) and "every" in given)


def _one_place(given: Any) -> Any:
    if _means_many(given):
        raise FieldError(
            "MANY_PLACES",
            "`every` means many places: use it in a list (`places` of ControlConfirmed or ClashReported, `via`), "
            "or record one event for each place",
        )
    return given


_Id = Annotated[Slug, Tag("#id")]
_Code = Annotated[PlaceByCode, Tag("#code")]
_Name = Annotated[PlaceByName, Tag("#name")]
PlaceRef = Annotated[_Id | _Code | _Name, Discriminator(_form), BeforeValidator(_one_place)]
"""Exactly one place."""
ListedPlaceRef = Annotated[_Id | _Code | _Name | Annotated[EveryPlace, Tag("#every")], Discriminator(_form)]
"""An item of a list of places: one place, or all of a kind."""

T = TypeVar("T")


def id_of(reference: T | PlaceByCode | PlaceByName | EveryPlace) -> T:
    """The place that an event of the log refers to, None where it names none: there every reference is an id."""
    assert not isinstance(reference, PlaceByCode | PlaceByName | EveryPlace), "resolved when the event was accepted"
    return reference
