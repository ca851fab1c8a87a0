"""What a line of a list adds to a place on record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from domain.events import PlaceCode
from domain.gazetteer import Description, is_called
from importers.listed import Listed


def changes_of(said: Description, one: Listed) -> Mapping[str, object]:
    """What the line adds to the place: a code, names, a point where there is none, an outline."""
    changes: dict[str, object] = {}
    if one.code and not has_code(said, one.code):
        changes["codes"] = tuple(_in_turn([*said.codes, one.code]))
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


def _in_turn(codes: list[PlaceCode]) -> Iterator[PlaceCode]:
    """A code ends where the same scheme's next one begins, in whatever order the editions come; what says itself when
    it ends is left alone."""
    begins: dict[str, list[date]] = defaultdict(list)
    for code in codes:
        if code.valid_from:
            begins[code.scheme].append(code.valid_from)
    for code in codes:
        later = [day for day in begins[code.scheme] if code.valid_from and day > code.valid_from]
        of_itself = code.valid_to is not None and code.valid_to not in begins[code.scheme]
        yield code.model_copy(update={"valid_to": min(later)}) if later and not of_itself else code
