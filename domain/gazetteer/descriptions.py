"""Places described anew: what stays is taken over, for a description is always whole."""

from typing import Any

from domain.events import PlaceChanged, PlaceName, PlaceRegistered
from domain.gazetteer import names

Description = PlaceRegistered | PlaceChanged
_OF_THE_PLACE = (
    "place", "kind", "names", "codes", "parent", "longitude", "latitude", "geometry", "exists_from", "exists_to",
    "successor_of",
)  # fmt: skip


def described_anew(said: Description, **changes: Any) -> PlaceChanged:
    """The place from the same day on, with what is changed; `changes` may have fields of any event too.

    Who said the old description, and when, is not taken over.
    """
    kept = {name: getattr(said, name) for name in _OF_THE_PLACE} | changes
    if isinstance(said, PlaceChanged):
        kept = {"occurred": said.occurred} | kept
    return PlaceChanged.model_validate({"type": PlaceChanged.TYPE, "version": 1, **kept})


def is_called(said: Description, name: str) -> bool:
    return any(names.normal(one.text) == names.normal(name) for one in said.names)


def with_name(said: Description, name: PlaceName, **fields: Any) -> PlaceChanged:
    """The place under one more name."""
    return described_anew(said, names=(*said.names, name), **fields)
