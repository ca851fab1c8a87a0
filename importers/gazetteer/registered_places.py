"""The places on record, and those that a list has added, found by code, by name and by where they lie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import floor

from domain.gazetteer import names
from domain.gazetteer.descriptions import Description
from domain.geo import outlines
from domain.geo.boxes import Box, box_of
from domain.values.terms import PlaceKind
from importers.gazetteer.countries import country

ABOVE = {
    PlaceKind.PROVINCE: (PlaceKind.COUNTRY,),
    PlaceKind.DISTRICT: (PlaceKind.PROVINCE,),
    PlaceKind.SUBDISTRICT: (PlaceKind.DISTRICT,),
    PlaceKind.POPULATED_PLACE: (PlaceKind.SUBDISTRICT, PlaceKind.DISTRICT, PlaceKind.PROVINCE),
    PlaceKind.DISTRICT_CENTRE: (PlaceKind.DISTRICT,),
}
"""In the outline of which a place lies, the nearest first. A crossing lies on a border, and may lie on either side."""
FAR_DEGREES = 0.5
"""A point that lies farther from the one on record is another place, or a mistake."""
Point = tuple[float | None, float | None]


@dataclass(slots=True)
class RegisteredPlaces:
    """`places` are the newest descriptions, by id."""

    places: dict[str, Description]
    _by_code: dict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _in_parent: dict[tuple[str | None, PlaceKind], set[str]] = field(default_factory=lambda: defaultdict(set))
    _of_kind: dict[PlaceKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    _cells: dict[tuple[PlaceKind, int, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    _nowhere: dict[PlaceKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Places without a point."""
    _outlines: dict[PlaceKind, dict[str, Box]] = field(default_factory=lambda: defaultdict(dict))
    _countries: dict[str, str] = field(default_factory=dict)
    """By codes of every kind, and by name."""

    def __post_init__(self) -> None:
        for said in list(self.places.values()):
            self.add(said)

    def add(self, said: Description) -> None:
        place = said.place
        self.places[place] = said
        self._of_kind[said.kind].add(place)
        self._in_parent[said.parent, said.kind].add(place)  # type: ignore[index]
        for name in said.names:
            self._by_name[names.normal(name.text)].add(place)
        for code in said.codes:
            self._by_code[code.scheme, code.code][code.edition] = place
        if said.longitude is None or said.latitude is None:
            self._nowhere[said.kind].add(place)
        else:
            self._nowhere[said.kind].discard(place)
            self._cells[said.kind, *_cell(said.longitude, said.latitude)].add(place)
        if said.geometry and (box := box_of(said.geometry, None, None)):
            self._outlines[said.kind][place] = box
        if said.kind is PlaceKind.COUNTRY:
            for told in (*(code.code for code in said.codes), *(name.text for name in said.names)):
                self._countries.setdefault(_country_key(told), place)

    def of_code(self, scheme: str, code: str) -> dict[str, str]:
        """By edition, the places that have it."""
        return self._by_code.get((scheme, code), {})

    def called(self, name: str) -> set[str]:
        return self._by_name.get(names.normal(name), set())

    def country(self, told: str | None) -> str | None:
        """By a code that it has, another of the codes that it has in ISO 3166, or its name."""
        return self._countries.get(_country_key(told)) if told else None

    def inside(self, kind: PlaceKind, parent: str | None) -> set[str]:
        return self._in_parent.get((parent, kind), set())

    def of_kind(self, kind: PlaceKind, within: str | None) -> set[str]:
        found = self._of_kind[kind]
        return {place for place in found if within in self.above(place)} if within else found

    def near(self, kind: PlaceKind, longitude: float, latitude: float) -> Iterator[str]:
        """Those that lie within FAR_DEGREES, some that lie a bit farther, and those of which nobody knows."""
        x, y = _cell(longitude, latitude)
        for column in (x - 1, x, x + 1):
            for row in (y - 1, y, y + 1):
                yield from self._cells.get((kind, column, row), ())
        yield from self._nowhere[kind]

    def around(self, kind: PlaceKind, longitude: float, latitude: float) -> str | None:
        """The place in whose outline the point lies, of the lowest kind above; None where it may be one of several."""
        for above in ABOVE.get(kind, ()):
            found = [
                place
                for place, box in self._outlines[above].items()
                if box.west <= longitude <= box.east
                and box.south <= latitude <= box.north
                and outlines.contains(self.places[place].geometry or {}, longitude, latitude)
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def above(self, id: str) -> list[str]:
        """The place itself and what it lies in, the nearest first."""
        found: list[str] = []
        place: str | None = id
        while place and place not in found and place in self.places:
            found.append(place)
            place = self.places[place].parent  # type: ignore[assignment]
        return found


def _cell(longitude: float, latitude: float) -> tuple[int, int]:
    return floor(longitude / FAR_DEGREES), floor(latitude / FAR_DEGREES)


def _country_key(told: str) -> str:
    known = country(told)
    return known.alpha2 if known else told.casefold()


def away(one: Point, other: Point) -> float | None:
    """How far two points lie from each other, in degrees along a meridian or a parallel; None where one is unknown."""
    if None in one or None in other:
        return None
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))  # type: ignore[operator]


def in_all(editions: Iterable[str]) -> str | None:
    """The one place that every edition means."""
    found = set(editions)
    return found.pop() if len(found) == 1 else None
