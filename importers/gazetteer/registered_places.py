"""The places on record, and those that a list has added, found by code, by name and by where they lie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import floor

from domain.gazetteer import names
from domain.gazetteer.code_variants import like_codes
from domain.gazetteer.descriptions import Description
from domain.geo import outlines
from domain.geo.boxes import Box, box_of
from domain.values.terms import PlaceKind
from importers.countries import country

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
        for described in list(self.places.values()):
            self.add(described)

    def add(self, described: Description) -> None:
        place = described.place
        self.places[place] = described
        self._of_kind[described.kind].add(place)
        self._in_parent[described.parent, described.kind].add(place)  # type: ignore[index]
        for name in described.names:
            self._by_name[names.normal(name.text)].add(place)
        for code in described.codes:
            self._by_code[code.scheme, code.code][code.edition] = place
        if described.longitude is None or described.latitude is None:
            self._nowhere[described.kind].add(place)
        else:
            self._nowhere[described.kind].discard(place)
            self._cells[described.kind, *_cell(described.longitude, described.latitude)].add(place)
        if described.geometry and (box := box_of(described.geometry, None, None)):
            self._outlines[described.kind][place] = box
        if described.kind is PlaceKind.COUNTRY:
            for key in (*(code.code for code in described.codes), *(name.text for name in described.names)):
                self._countries.setdefault(_country_key(key), place)

    def by_code(self, scheme: str, code: str) -> dict[str, str]:
        """The places that have the code, by its edition."""
        return self._by_code.get((scheme, code), {})

    def codes_like(self, scheme: str, code: str) -> list[str]:
        """Codes of the scheme that may be meant by one that no place has."""
        return like_codes(code, (other for in_scheme, other in self._by_code if in_scheme == scheme))

    def called(self, name: str) -> set[str]:
        return self._by_name.get(names.normal(name), set())

    def country(self, code_or_name: str | None) -> str | None:
        """By one of its codes, by its other code in ISO 3166-1, or by name."""
        return self._countries.get(_country_key(code_or_name)) if code_or_name else None

    def inside(self, kind: PlaceKind, parent: str | None) -> set[str]:
        return self._in_parent.get((parent, kind), set())

    def by_kind(self, kind: PlaceKind, within: str | None) -> set[str]:
        places = self._of_kind[kind]
        return {place for place in places if within in self.above(place)} if within else places

    def near(self, kind: PlaceKind, longitude: float, latitude: float) -> Iterator[str]:
        """Places within FAR_DEGREES, some that lie a bit farther, and all whose point is unknown."""
        x, y = _cell(longitude, latitude)
        for column in (x - 1, x, x + 1):
            for row in (y - 1, y, y + 1):
                yield from self._cells.get((kind, column, row), ())
        yield from self._nowhere[kind]

    def around(self, kind: PlaceKind, longitude: float, latitude: float) -> str | None:
        """The place of the lowest kind above whose outline contains the point; None where several do."""
        for above in ABOVE.get(kind, ()):
            around = [
                place
                for place, box in self._outlines[above].items()
                if box.west <= longitude <= box.east
                and box.south <= latitude <= box.north
                and outlines.contains(self.places[place].geometry or {}, longitude, latitude)
            ]
            if around:
                return around[0] if len(around) == 1 else None
        return None

    def above(self, id: str) -> list[str]:
        """The place itself and the places that it lies in, nearest first."""
        chain: list[str] = []
        place: str | None = id
        while place and place not in chain and place in self.places:
            chain.append(place)
            place = self.places[place].parent  # type: ignore[assignment]
        return chain


def _cell(longitude: float, latitude: float) -> tuple[int, int]:
    return floor(longitude / FAR_DEGREES), floor(latitude / FAR_DEGREES)


def _country_key(code_or_name: str) -> str:
    iso = country(code_or_name)
    return iso.alpha2 if iso else code_or_name.casefold()


def distance(one: Point, other: Point) -> float | None:
    """In degrees, along a meridian or a parallel, whichever is more; None where a point is unknown."""
    if None in one or None in other:
        return None
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))  # type: ignore[operator]


def the_only(places: Iterable[str]) -> str | None:
    """The place, if all of them are the same one."""
    distinct = set(places)
    return distinct.pop() if len(distinct) == 1 else None
