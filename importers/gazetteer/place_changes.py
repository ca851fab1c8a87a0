"""What a line of a list adds to a place on record."""

from collections.abc import Mapping

from domain.events import PlaceCode
from domain.gazetteer.codes import in_turn
from domain.gazetteer.descriptions import Description, is_called
from importers.gazetteer.place_listing import ListedPlace


def changes_from(listed: ListedPlace, described: Description, moved_to: str | None = None) -> Mapping[str, object]:
    """Fields of the description that change: a code, names, a point where there is none, an outline.

    `moved_to` is what it lies in by the list, where that lies in what it was registered in.
    """
    changes: dict[str, object] = {"parent": moved_to} if moved_to else {}
    if listed.code and not has_code(described, listed.code):
        changes["codes"] = tuple(in_turn([*described.codes, listed.code]))
    new = [name.model_copy(update={"preferred": False}) for name in listed.names if not is_called(described, name.text)]
    if new:
        changes["names"] = (*described.names, *new)
    if described.longitude is None and listed.longitude is not None:
        changes |= {"longitude": listed.longitude, "latitude": listed.latitude}
    if listed.geometry and described.geometry != listed.geometry:
        changes["geometry"] = listed.geometry
    return changes


def has_code(described: Description, code: PlaceCode) -> bool:
    return any((c.scheme, c.edition, c.code) == (code.scheme, code.edition, code.code) for c in described.codes)
