"""Places as a list from outside has them: one form for P-codes, outlines and points.

Dirty lists are the normal case. What cannot be used is a problem with its line, and the rest goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.events import PlaceCode, PlaceName
from domain.values.problems import Problem
from domain.values.terms import PlaceKind


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """`parents` are codes, in `scheme`, of the places that it lies in, the nearest first; a country has none."""

    line: int
    kind: PlaceKind
    names: tuple[PlaceName, ...]
    code: PlaceCode | None = None
    parents: tuple[str, ...] = ()
    scheme: str = ""
    country: str | None = None
    """As the list writes it: AFG."""
    longitude: float | None = None
    latitude: float | None = None
    geometry: dict[str, Any] | None = None
    repairs: tuple[str, ...] = ()
    """Codes of what was mended in reading."""
    is_named_only: bool = False
    """A row about another place names it, as what that one lies in."""

    @property
    def name(self) -> str:
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class UnusableLine:
    """A line that is no place, and why."""

    line: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is passed over, and by which rule."""

    line: int
    because: str


ListEntry = ListedPlace | UnusableLine | SkippedLine


def without_duplicates(entries: Iterable[ListEntry]) -> list[ListEntry]:
    """Without the places that only rows of others name, if they have a row of their own."""
    entries = list(entries)
    places = [entry for entry in entries if isinstance(entry, ListedPlace)]
    with_row = {place.code for place in places if not place.is_named_only}
    superfluous = {id(place) for place in places if place.is_named_only and place.code in with_row}
    return [entry for entry in entries if id(entry) not in superfluous]


def unusable(line: int, code: str, message: str) -> UnusableLine:
    return UnusableLine(line, Problem((), code, message))


KINDS = {
    0: PlaceKind.COUNTRY,
    1: PlaceKind.PROVINCE,
    2: PlaceKind.DISTRICT,
    3: PlaceKind.SUBDISTRICT,
    4: PlaceKind.POPULATED_PLACE,
}
"""By administrative level: docs/decisions/0008-administrative-levels.md."""
