"""What a line of a list adds to a place on record."""

from collections.abc import Mapping

from domain.events import PlaceCode
from domain.gazetteer.codes import in_turn
from domain.gazetteer.descriptions import Description, is_called
from importers.gazetteer.place_listing import ListedPlace


def changes_of(said: Description, one: ListedPlace) -> Mapping[str, object]:
    """What the line adds to the place: a code, names, a point where there is none, an outline."""
    changes: dict[str, object] = {}
    if one.code and not has_code(said, one.code):
        changes["codes"] = tuple(in_turn([*said.codes, one.code]))
    new = [name.model_copy(update={"preferred": False}) for name in one.names if not is_called(said, name.text)]
    if new:
        changes["names"] = (*said.names, *new)
    if said.longitude is None and one.longitude is not None:
        changes |= {"longitude": one.longitude, "latitude": one.latitude}
    if one.geometry and said.geometry != one.geometry:
        changes["geometry"] = one.geometry
    return changes


def has_code(said: Description, code: PlaceCode) -> bool:
    return any((one.scheme, one.edition, one.code) == (code.scheme, code.edition, code.code) for one in said.codes)
