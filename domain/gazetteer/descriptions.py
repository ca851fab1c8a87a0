"""Places described anew: what stays is taken over, for a description is always whole."""

from typing import Any

from domain.events import PlaceChanged, PlaceName, PlaceRegistered
from domain.gazetteer import names

Description = PlaceRegistered | PlaceChanged
_OF_THE_PLACE = (
    "place", "kind", "names", "codes", "parent", "longitude", "latitude", "geometry", "exists_from", "exists_to",
    "successor_of",
)  # fmt: skip


def described_anew(description: Description, **changes: Any) -> PlaceChanged:
    """The place from the same day on, with what is changed; `changes` may have fields of any event too.

    Who description the old description, and when, is not taken over.
    """
    kept = {name: getattr(description, name) for name in _OF_THE_PLACE} | changes
    if isinstance(description, PlaceChanged):
        kept = {"occurred": description.occurred} | kept
    return PlaceChanged.model_validate({"type": PlaceChanged.TYPE, "version": 1, **kept})


def is_called(description: Description, name: str) -> bool:
    return any(names.normal(other.text) == names.normal(name) for other in description.names)


def with_name(description: Description, name: PlaceName, **fields: Any) -> PlaceChanged:
    """The place under one more name."""
    return described_anew(description, names=(*description.names, name), **fields)
