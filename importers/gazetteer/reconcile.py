"""Which places of a list are on record already, and what the list adds: as events, or as reasons why not.

Never a guess. A place of the list is one on record where it has the same code of the same edition, or the same name in
the same parent, or another edition's code under a name that is surely the same, or surely the same name there alone.
What could be several places is refused with the candidates.
"""

import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from domain.events import Event, PlaceCode, PlaceName, PlaceRegistered
from domain.events.identifiers import slug
from domain.gazetteer.descriptions import Description, described_anew
from domain.gazetteer.ranking import SURE, Candidate, rank
from domain.gazetteer.similarity import similarity
from domain.values.limits import SLUG_CHARS_MAX
from domain.values.problems import Problem, problems_of
from domain.values.terms import PlaceKind
from importers.gazetteer.countries import country
from importers.gazetteer.place_changes import changes_of, has_code
from importers.gazetteer.place_listing import ListedPlace
from importers.gazetteer.registered_places import FAR_DEGREES, RegisteredPlaces, away, in_all

HERE_DEGREES = 0.01
CLOSE_DEGREES = 0.1
"""How near a town must lie to be the one on record: farther off there is another village of the name."""
DOUBTFUL = 0.7
"""A name that is so like one on record may be the same, and is not registered as new without a word."""
COUNTRY_ONLY = "COUNTRY_ONLY"
"""Repair: nothing tells in which province it lies, so it is registered in the country itself."""
IN_NOTHING = "IN_NOTHING"
"""Repair: nothing tells where it lies, so it is registered in no other place."""


class Reconciliation(NamedTuple):
    """What becomes of one place of the list: an event, nothing (it is on record), or a problem."""

    of: ListedPlace
    event: Event | None = None
    problem: Problem | None = None
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class Reconciler:
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
    record: RegisteredPlaces = field(init=False)
    _called: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.record = RegisteredPlaces(self.places)

    def take(self, listed: Iterable[ListedPlace]) -> Iterator[Reconciliation]:
        """Whole levels at a time, countries first: what has the same name is found before what is only like it."""
        ordered = list(listed)
        self._called = Counter(_slug(one.name) for one in ordered)
        outlined = any(one.geometry for one in ordered)
        for kind in PlaceKind:
            of_kind = [one for one in ordered if one.kind is kind]
            if kind is not PlaceKind.COUNTRY:
                yield from self._countries(of_kind, outlined)
            waiting = []
            for one in of_kind:
                if (place := self._surely(one)) is None:
                    waiting.append(one)
                else:
                    yield self._known(one, place)
            yield from self._settle(waiting, outlined)

    def _settle(self, waiting: list[ListedPlace], outlined: bool) -> Iterator[Reconciliation]:
        """Round by round: what one line is cannot be another, so the next look may tell what the first could not."""
        while waiting:
            left: list[tuple[ListedPlace, Reconciliation]] = []
            for one in waiting:
                # Lines before this one may have registered it.
                place = self._surely(one)
                told = self._perhaps(one, outlined) if place is None else self._known(one, place)
                if told.problem:
                    left.append((one, told))
                else:
                    yield told
            if len(left) == len(waiting):
                yield from (told for _, told in left)
                return
            waiting = [one for one, _ in left]

    # Which place it is

    def _surely(self, one: ListedPlace) -> str | None:
        code = one.code
        if one.kind is PlaceKind.COUNTRY:
            # SD here and SDN there, Syria here and the Syrian Arab Republic there.
            return self.record.country(code.code if code else None) or self.record.country(one.name)
        editions = self.record.of_code(code.scheme, code.code) if code else {}
        if code and (place := editions.get(code.edition)):
            return place
        parent = self._parent(one)
        same = self._namesakes(one, parent)
        if not same and one.geometry and self._called[_slug(one.name)] == 1:
            # Outlines of provinces are simplified too, or of another year: there is but one place of the name.
            same = self._namesakes(one, None)
        if len(same) == 1:
            return same[0]
        return next(
            (id for id in editions.values() if self.places[id].kind is one.kind and self._is_like(one, id)), None
        )

    def _perhaps(self, one: ListedPlace, outlined: bool) -> Reconciliation:
        registers = self.register or not outlined
        free = [id for id in self._nearby(one) if id not in self.claimed and not self._coded_otherwise(one, id)]
        found = rank(one.name, [Candidate(id, [n.text for n in self.places[id].names]) for id in free], 5)
        here = [match for match in found if match.score >= DOUBTFUL and self._is_here(one, match.place)]
        if found and (not found[0].ambiguous or len(here) == 1):
            return self._known(one, here[0].place if here else found[0].place)
        doubtful = [match for match in found if match.score >= (DOUBTFUL if registers else 0)]
        if doubtful and not (self.new and registers):
            told = " or ".join(f"{match.place} ({match.matched})" for match in doubtful)
            remedy = _which(one) if len(doubtful) > 1 and doubtful[1].score == 1 else _decide(one, registers)
            return _refused(one, "AMBIGUOUS_PLACE", f"{one.name} may be {told}: {remedy}")
        if not registers:
            message = f"{one.name} is no place on record there: {_decide(one, registers)}"
            return _refused(one, "UNKNOWN_PLACE", message)
        return self._new(one)

    def _nearby(self, one: ListedPlace) -> Iterator[str]:
        """Places of the kind that lie where the line says that it lies: by its parent, or about its point."""
        parent = self._parent(one)
        if parent is not None:
            yield from self.record.inside(one.kind, parent)
            return
        within = self._within(one)
        if one.geometry or one.longitude is None or one.latitude is None:
            yield from self.record.of_kind(one.kind, within)
            return
        for id in self.record.near(one.kind, one.longitude, one.latitude):
            if self._fits(one, id) and (not within or within in self.record.above(id)):
                yield id

    def _namesakes(self, one: ListedPlace, parent: str | None) -> list[str]:
        within = None if parent else self._within(one)
        return [
            id
            for id in self.record.called(one.name)
            if self.places[id].kind is one.kind
            and (parent is None or self.places[id].parent == parent)
            and (within is None or within in self.record.above(id))
            and self._fits(one, id)
            and not self._coded_otherwise(one, id)
        ]

    def _within(self, one: ListedPlace) -> str | None:
        return self.within or self.record.country(one.country)

    def _coded_otherwise(self, one: ListedPlace, place: str) -> bool:
        """One edition has one code for a place."""
        return one.code is not None and any(
            (code.scheme, code.edition) == (one.code.scheme, one.code.edition) and code.code != one.code.code
            for code in self.places[place].codes
        )

    def _parent(self, one: ListedPlace) -> str | None:
        """By the code that the list gives, or by the outline of a place above that an outline lies in."""
        if one.parents:
            found = next((place for code in one.parents if (place := self._coded(one, code))), None)
            return found or self.record.country(one.parents[-1])
        if not one.geometry or one.longitude is None or one.latitude is None:
            return None
        return self.record.around(one.kind, one.longitude, one.latitude)

    def _coded(self, one: ListedPlace, code: str) -> str | None:
        """The place with this code in the same edition, or in all that have it."""
        editions = self.record.of_code(one.scheme, code)
        return (one.code and editions.get(one.code.edition)) or in_all(editions.values())

    def _is_like(self, one: ListedPlace, place: str) -> bool:
        return any(similarity(one.name, name.text).score >= SURE for name in self.places[place].names)

    def _fits(self, one: ListedPlace, place: str) -> bool:
        """Whether the points are not too far from each other, where both have one."""
        apart = None if one.geometry else away(_at(one), _at(self.places[place]))
        if apart is None or (one.code and has_code(self.places[place], one.code)):
            return True
        if place in self.claimed:
            return apart <= HERE_DEGREES  # two rows of one list are two villages of one name
        return apart <= (CLOSE_DEGREES if one.kind is PlaceKind.POPULATED_PLACE else FAR_DEGREES)

    def _is_here(self, one: ListedPlace, place: str) -> bool:
        """Whether its point is the one on record, but for rounding."""
        apart = None if one.geometry else away(_at(one), _at(self.places[place]))
        return apart is not None and apart <= HERE_DEGREES

    # What is told of it

    def _known(self, one: ListedPlace, place: str) -> Reconciliation:
        said = self.places[place]
        changes = changes_of(said, one)
        if (line := self.claimed.get(place)) is not None and changes:
            return _refused(one, "TWICE", f"{one.name} would be {place}, as line {line} is: decide which of them it is")
        if one.code and has_code(said, one.code) and not self._is_like(one, place):
            message = f"{one.code.code} of this edition is {place} already, which is not called {one.name}: check both"
            return _refused(one, "CODE_TAKEN", message)
        if not changes:
            self.claimed.setdefault(place, one.line)
            return Reconciliation(one, repairs=one.repairs)
        return self._told(one, lambda: described_anew(said, **changes, source=self.source))

    def _new(self, one: ListedPlace) -> Reconciliation:
        parent, repairs = self._place_above(one)
        if one.parents and parent is None:
            message = f"the list has no {one.parents[0]} for {one.name} to lie in: add its row"
            return _refused(one, "UNKNOWN_PARENT", message)
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
        return self._told(one, lambda: PlaceRegistered.model_validate(registered), repairs)

    def _place_above(self, one: ListedPlace) -> tuple[str | None, tuple[str, ...]]:
        if one.kind is PlaceKind.COUNTRY:
            return None, ()
        parent = self._parent(one)
        if parent or one.parents:
            return parent or self.within, ()
        within = self._within(one)
        if one.longitude is not None and one.latitude is not None:
            around = self.record.around(one.kind, one.longitude, one.latitude)
            if around and (within is None or within in self.record.above(around)):
                return around, ()
        if within is None:
            return None, (IN_NOTHING,)
        of_country = (
            one.kind in (PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT) and self.places[within].kind is PlaceKind.COUNTRY
        )
        return within, (COUNTRY_ONLY,) if of_country and not self.within else ()

    def _told(self, one: ListedPlace, make: Callable[[], Description], repairs: tuple[str, ...] = ()) -> Reconciliation:
        try:
            event = make()
        except ValidationError as error:
            problem = problems_of(error)[0]
            if problem.code == "TOO_LONG" and one.geometry:
                problem = Problem(
                    problem.path, problem.code, f"{one.name} {problem.message}, with a larger --tolerance"
                )
            return Reconciliation(one, problem=problem)
        self.record.add(event)
        self.claimed.setdefault(event.place, one.line)
        return Reconciliation(one, event, repairs=(*one.repairs, *repairs))

    # Countries and ids

    def _countries(self, listed: Iterable[ListedPlace], outlined: bool) -> Iterator[Reconciliation]:
        """A list of provinces speaks of a country that it has no row for."""
        for one in listed:
            told = one.parents[-1] if one.parents else one.country
            if not told or (outlined and not self.register) or self._within(one) or self.record.country(told):
                continue
            if one.kind is not PlaceKind.PROVINCE and country(told) is None:
                continue
            if self._parent(one):
                continue
            iso = country(told)
            code = PlaceCode(scheme=one.code.scheme, edition=one.code.edition, code=told) if one.code else None
            name = PlaceName(text=iso.name if iso else told, language="en" if iso else None, preferred=True)
            found = ListedPlace(
                one.line, PlaceKind.COUNTRY, (name,), code, country=self._letters(one, told), is_named_only=True
            )
            yield self._new(found)

    def _letters(self, one: ListedPlace, told: str) -> str:
        """What the ids begin with: the two letters of the country, be it by ISO 3166 or as its codes begin."""
        if iso := country(told):
            return iso.alpha2
        letters = re.match(r"[A-Za-z]{2}(?=\d)", one.code.code if one.code else "")
        return letters[0] if letters else told

    def _id(self, one: ListedPlace, parent: str | None) -> str:
        """Words for people: the country and the name, the province too where another place is called so."""
        above = self.record.above(parent) if parent else []
        iso = country(one.country or "") or country(one.name)
        name = (iso.alpha2 if iso else one.country or one.name) if one.kind is PlaceKind.COUNTRY else one.name
        short = _slug("-".join([*above[-1:], name]))
        long = _slug("-".join([*above[:1], name]))
        tail = one.code.code if one.code else str(one.line)
        many = self._called[_slug(name)] > 1
        tried = [long, _slug(f"{long}-{tail}")] if many else [short, long, _slug(f"{long}-{tail}")]
        return next((id for id in tried if id and id not in self.places), "")


def _decide(one: ListedPlace, registers: bool) -> str:
    name = shlex.quote(one.name)
    again = "--new" if registers else "--register --new"
    return (
        f"where it is one on record, timeline resolve {name} --is ID keeps that; where not, import again with {again}"
    )


def _which(one: ListedPlace) -> str:
    """Of places that are called the same no decision can be kept: something has to tell them apart."""
    if one.geometry:
        return "import the outlines of what they lie in first: they tell it by where it lies"
    return "say with --within ID in which of their provinces the list lies, or give it the codes of what they lie in"


def _at(one: ListedPlace | Description) -> tuple[float | None, float | None]:
    return one.longitude, one.latitude


def _slug(text: str) -> str:
    """Compatibility characters count as the letters that they stand for (Unicode NFKC), and a long slug is only cut."""
    return slug(unicodedata.normalize("NFKC", text), chars_max=None)[:SLUG_CHARS_MAX].strip("-")


def _refused(one: ListedPlace, code: str, message: str) -> Reconciliation:
    return Reconciliation(one, problem=Problem((), code, message))
