"""From the fields of the domain's models to GraphQL types: the one place that knows how they correspond."""

import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import strawberry

from api.graphql.types import scalars
from domain.events.references import ListedPlaceRef, PlaceRef
from domain.geo.geometry import Geometry
from domain.values.edtf import Day, Edtf
from domain.values.knowledge import Published, PublishedDay
from domain.values.model import Model
from domain.values.text import EventId, Slug

SCALARS: list[tuple[Any, Any]] = [
    (Slug, strawberry.ID),
    (EventId, strawberry.ID),
    (Edtf, scalars.Edtf),
    (Geometry, scalars.GeoJSON),
    (PlaceRef, scalars.PlaceRef),
    (ListedPlaceRef, scalars.PlaceRef),
    (Day, date),
    (Published, scalars.Published),
    (PublishedDay, date),
]
NOT_SHOWN = frozenset({"type", "version", "reported"})
"""The type is in the GraphQL type's name; the version is the newest; `reported` is filled when an event is accepted."""

ModelType = Callable[[type[Model]], Any]


def hints(model: type[Model]) -> dict[str, Any]:
    """The fields that GraphQL shows, in the order of the model, with their annotations."""
    found = get_type_hints(model, include_extras=True)
    return {name: found[name] for name in model.model_fields if name not in NOT_SHOWN}


def graphql_type(hint: Any, of_model: ModelType) -> Any:
    """The GraphQL type for an annotation; `of_model` gives that of a model within."""
    for known, scalar in SCALARS:
        if hint == known:
            return scalar
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return graphql_type(inner[0], of_model)
    if origin in (Union, types.UnionType):
        members = [member for member in inner if member is not types.NoneType]
        kinds = {graphql_type(member, of_model) for member in members}
        assert len(kinds) == 1, f"no one GraphQL type for {hint}"
        return kinds.pop() | None if len(members) < len(inner) else kinds.pop()
    if origin is tuple:
        return types.GenericAlias(list, (graphql_type(inner[0], of_model),))
    if isinstance(hint, type) and issubclass(hint, Model):
        return of_model(hint)
    assert origin is not Literal, hint
    return hint


def is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def described(model: type) -> str | None:
    """The first paragraph of a model's own docstring."""
    text = model.__dict__.get("__doc__")
    return text and text.strip().replace("\n    ", "\n")
