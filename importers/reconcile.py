"""Which places of a list are on record already, and what the list adds: as events, or as reasons why not.

Never a guess. A place of the list is one on record where it has the same code of the same edition, or the same name in
the same parent, or another edition's code under a name that is surely the same, or surely the same name there alone.
What could be several places is refused with the candidates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from domain import names, outline
from domain.events import Event, PlaceCode, PlaceName, PlaceRegistered
from domain.gazetteer import Description, described_anew, is_called
from domain.likeness import likeness
from domain.problems import Problem, problems_of
from domain.ranking import SURE, Candidate, rank
from domain.vocabulary import PlaceKind
from importers.listed import Listed

FAR_DEGREES = 0.5
"""A point that lies farther from the one on record is another place, or a mistake."""
HERE_DEGREES = 0.01
DOUBTFUL = 0.7
"""A name that is so like one on record may be the same, and is not registered as new without a word."""
_DECIDE = "if it is one of them, timeline resolve NAME --is ID; if it is another place, import again with --new"
ABOVE = {PlaceKind.PROVINCE: PlaceKind.COUNTRY, PlaceKind.DISTRICT: PlaceKind.PROVINCE}


class Told(NamedTuple):
    """What becomes of one line: an event, nothing (it is on record), or a problem."""

    line: int
    event: Event | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class Reconciling:
    """`places` are the descriptions on record, by id; `within` is where the whole list lies, if that was said.

    `register` says whether outlines of what is not on record are new places, or refused; codes and points are new ones.
    """

    places: dict[str, Description]
    within: str | None = None
    register: bool = False
    new: bool = False
    """Whether what is like a place on record, but not surely the same, is a new one."""
    source: str | None = None
    claimed: dict[str, int] = field(default_factory=dict)
    """Places on record that a line of the list has been found to be."""
    _by_code: dict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _in_parent: dict[tuple[str | None, PlaceKind], set[str]] = field(default_factory=lambda: defaultdict(set))
    _countries_by_code: dict[str, str] = field(default_factory=dict)
    _called: Counter[str] = field(default_factory=Counter)
    _codes: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Codes of this list, with the id of the place: for parents."""

    def __post_init__(self) -> None:
        for said in self.places.values():
            self._index(said)

    def take(self, listed: Iterable[Listed]) -> Iterator[Told]:
        """Whole levels at a time, countries first: what has the same name is found before what is only like it."""
        ordered = list(listed)
        self._called = Counter(_slug(one.name) for one in ordered)
        for kind in PlaceKind:
            of_kind = [one for one in ordered if one.kind is kind]
            if kind is PlaceKind.PROVINCE:
                yield from self._countries(of_kind)
            waiting = []
            for one in of_kind:
                if (place := self._surely(one)) is None:
                    waiting.append(one)
                else:
                    yield self._known(one, place)
            for one in waiting:
                # Lines before this one may have registered it.
                place = self._surely(one)
                yield self._perhaps(one) if place is None else self._known(one, place)

    # Which place it is

    def _surely(self, one: Listed) -> str | None:
        code = one.code
        if code and (place := self._by_code[code.scheme, code.code].get(code.edition)):
            return place
        same = self._namesakes(one, self._nearby(one))
        if not same and one.geometry and self._called[_slug(one.name)] == 1:
            # Outlines of provinces are simplified too, or of another year: there is but one place of the name.
            same = self._namesakes(one, self._inside(one))
        if len(same) == 1:
            return same[0]
        if code:
            for place in self._by_code[code.scheme, code.code].values():
                if self.places[place].kind is one.kind and self._is_like(one, place):
                    return place
        return None

    def _perhaps(self, one: Listed) -> Told:
        registers = self.register or one.geometry is None
        free = [
            id
            for id in self._nearby(one)
            if id not in self.claimed and self._fits(one, id) and not self._coded_otherwise(one, id)
        ]
        found = rank(one.name, [Candidate(id, [n.text for n in self.places[id].names]) for id in free], 5)
        here = [match for match in found if match.score >= DOUBTFUL and self._is_here(one, match.place)]
        if found and (not found[0].ambiguous or len(here) == 1):
            return self._known(one, here[0].place if here else found[0].place)
        if doubtful := [match for match in found if match.score >= (DOUBTFUL if registers else 0)]:
            told = " or ".join(f"{match.place} ({match.matched})" for match in doubtful)
            if not (self.new and registers):
                return _refused(one, "AMBIGUOUS_PLACE", f"{one.name} may be {told}: {_DECIDE}")
        if not registers:
            message = f"{one.name} is no place on record there: import the list of places first, or give --register"
            return _refused(one, "UNKNOWN_PLACE", message)
        return self._new(one)

    def _nearby(self, one: Listed) -> set[str]:
        """Places of the kind that lie where the line says that it lies."""
        parent = self._parent(one)
        return self._inside(one) if parent is None else self._in_parent[parent, one.kind]

    def _namesakes(self, one: Listed, among: set[str]) -> list[str]:
        return [
            id
            for id in among
            if is_called(self.places[id], one.name) and self._fits(one, id) and not self._coded_otherwise(one, id)
        ]

    def _coded_otherwise(self, one: Listed, place: str) -> bool:
        """One edition has one code for a place."""
        return one.code is not None and any(
            (code.scheme, code.edition) == (one.code.scheme, one.code.edition) and code.code != one.code.code
            for code in self.places[place].codes
        )

    def _inside(self, one: Listed) -> set[str]:
        """Places of the kind, wherever they lie in what the whole list is within."""
        inside = {id for (_, kind), ids in self._in_parent.items() if kind is one.kind for id in ids}
        within = self.within or self._countries_by_code.get(one.country or "")
        return {id for id in inside if within in self._above(id)} if within else inside

    def _parent(self, one: Listed) -> str | None:
        """By the code that the list gives, or by the outline of a place above that it lies in."""
        if one.parent and one.code:
            key = one.code.scheme, one.code.edition, one.parent
            return self._codes.get(key) or self._by_code[key[0], key[2]].get(key[1]) or self._country(one)
        above = ABOVE.get(one.kind)
        if above is None or one.longitude is None or one.latitude is None:
            return None
        around = [
            id
            for (_, kind), ids in self._in_parent.items()
            if kind is above
            for id in ids
            if (shape := self.places[id].geometry) and outline.contains(shape, one.longitude, one.latitude)
        ]
        return around[0] if len(around) == 1 else None

    def _above(self, id: str) -> list[str]:
        found: list[str] = []
        place: str | None = id
        while place and place not in found and place in self.places:
            found.append(place)
            place = self.places[place].parent  # type: ignore[assignment]
        return found

    def _is_like(self, one: Listed, place: str) -> bool:
        return any(likeness(one.name, name.text).score >= SURE for name in self.places[place].names)

    def _fits(self, one: Listed, place: str) -> bool:
        """Whether the points are not too far from each other, where both have one."""
        said = self.places[place]
        if one.geometry or None in (one.longitude, one.latitude, said.longitude, said.latitude):
            return True
        return max(abs(one.longitude - said.longitude), abs(one.latitude - said.latitude)) <= FAR_DEGREES  # type: ignore[operator]

    def _is_here(self, one: Listed, place: str) -> bool:
        """Whether its point is the one on record, but for rounding."""
        said = self.places[place]
        if one.geometry or None in (one.longitude, one.latitude, said.longitude, said.latitude):
            return False
        return max(abs(one.longitude - said.longitude), abs(one.latitude - said.latitude)) <= HERE_DEGREES  # type: ignore[operator]

    # What is told of it

    def _known(self, one: Listed, place: str) -> Told:
        if (line := self.claimed.get(place)) is not None and not self._repeats(one, place):
            return _refused(one, "TWICE", f"{one.name} would be {place}, as line {line} is: decide which of them it is")
        if one.code and _has(self.places[place], one.code) and not self._is_like(one, place):
            message = f"{one.code.code} of this edition is {place} already, which is not called {one.name}: check both"
            return _refused(one, "CODE_TAKEN", message)
        self.claimed.setdefault(place, one.line)
        said = self.places[place]
        changes = _changes(said, one)
        if one.code:
            self._codes[one.code.scheme, one.code.edition, one.code.code] = place
        if not changes:
            return Told(one.line)
        return self._told(one, lambda: described_anew(said, **changes, source=self.source))

    def _repeats(self, one: Listed, place: str) -> bool:
        return not _changes(self.places[place], one)

    def _new(self, one: Listed) -> Told:
        parent = None if one.kind is PlaceKind.COUNTRY else self._parent(one) or self.within
        if one.parent and parent is None:
            return _refused(
                one, "UNKNOWN_PARENT", f"the list has no {one.parent} for {one.name} to lie in: add its row"
            )
        registered = {
            "type": PlaceRegistered.TYPE,
            "version": 1,
            "place": self._id(one, parent),
            "kind": one.kind,
            "names": one.names,
            "codes": (one.code,) if one.code else (),
            "parent": parent,
            "longitude": one.longitude,
            "latitude": one.latitude,
            "geometry": one.geometry,
            "source": self.source,
        }
        return self._told(one, lambda: PlaceRegistered.model_validate(registered))

    def _told(self, one: Listed, make) -> Told:
        try:
            event = make()
        except ValidationError as error:
            return Told(one.line, problem=problems_of(error)[0])
        self.places[event.place] = event
        self.claimed.setdefault(event.place, one.line)
        self._index(event)
        return Told(one.line, event)

    def _index(self, said: Description) -> None:
        if said.kind is PlaceKind.COUNTRY:
            self._countries_by_code |= {code.code: said.place for code in said.codes}
        self._in_parent[said.parent, said.kind].add(said.place)  # type: ignore[index]
        for code in said.codes:
            self._by_code[code.scheme, code.code][code.edition] = said.place
            self._codes[code.scheme, code.edition, code.code] = said.place

    # Countries and ids

    def _countries(self, listed: Iterable[Listed]) -> Iterator[Told]:
        """A list of provinces speaks of a country that it has no row for."""
        for one in listed:
            if one.code and one.parent and self._country(one) is None:
                code = PlaceCode(scheme=one.code.scheme, edition=one.code.edition, code=one.parent)
                letters = re.match(r"[A-Za-z]{2}(?=\d)", one.code.code)
                prefix = letters[0] if letters else one.parent
                yield self._new(
                    Listed(one.line, PlaceKind.COUNTRY, (PlaceName(text=one.parent),), code, country=prefix)
                )

    def _country(self, one: Listed) -> str | None:
        if one.code is None:
            return None
        found = self._by_code[one.code.scheme, one.parent or ""]
        return next((id for id in found.values() if self.places[id].kind is PlaceKind.COUNTRY), None)

    def _id(self, one: Listed, parent: str | None) -> str:
        """Words for people: the country and the name, the province too where another place is called so."""
        above = self._above(parent) if parent else []
        name = (one.country or one.name) if one.kind is PlaceKind.COUNTRY else one.name
        short = _slug("-".join([*above[-1:], name]))
        long = _slug("-".join([*above[:1], name]))
        tail = one.code.code if one.code else str(one.line)
        tried = (
            [long, _slug(f"{long}-{tail}")] if self._called[_slug(name)] > 1 else [short, long, _slug(f"{long}-{tail}")]
        )
        return next((slug for slug in tried if slug and slug not in self.places), "")


def _changes(said: Description, one: Listed) -> Mapping[str, object]:
    """What the line adds to the place: a code, names, a point where there is none, an outline."""
    changes: dict[str, object] = {}
    if one.code and not _has(said, one.code):
        changes["codes"] = tuple(_in_turn([*said.codes, one.code]))
    new = [name.model_copy(update={"preferred": False}) for name in one.names if not is_called(said, name.text)]
    if new:
        changes["names"] = (*said.names, *new)
    if said.longitude is None and one.longitude is not None:
        changes |= {"longitude": one.longitude, "latitude": one.latitude}
    if one.geometry and said.geometry != one.geometry:
        changes["geometry"] = one.geometry
    return changes


def _has(said: Description, code: PlaceCode) -> bool:
    return any((one.scheme, one.edition, one.code) == (code.scheme, code.edition, code.code) for one in said.codes)


def _in_turn(codes: list[PlaceCode]) -> Iterator[PlaceCode]:
    """A code ends where the same scheme's next one begins; what says itself when it ends is left alone."""
    begins: dict[str, list[date]] = defaultdict(list)
    for code in codes:
        if code.valid_from:
            begins[code.scheme].append(code.valid_from)
    for code in codes:
        later = [day for day in begins[code.scheme] if code.valid_from and day > code.valid_from]
        yield code.model_copy(update={"valid_to": min(later)}) if later and code.valid_to is None else code


def _slug(text: str) -> str:
    spelt = "".join(c if c.isalnum() else "-" for c in names.latin(text).casefold())
    return "-".join(filter(None, spelt.split("-")))[:100].strip("-")


def _refused(one: Listed, code: str, message: str) -> Told:
    return Told(one.line, problem=Problem((), code, message))
