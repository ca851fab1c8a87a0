"""Which place on record a place of a list is.

Never a guess. A place of the list is one on record where it has the same code of the same edition, or the same name in
the same parent, or another edition's code under a name that is surely the same, or surely the same name there alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.events.identifiers import slug
from domain.gazetteer.descriptions import Description
from domain.gazetteer.ranking import SURE, Candidate, Match, rank
from domain.gazetteer.similarity import similarity
from domain.values.limits import SLUG_CHARS_MAX
from domain.values.terms import PlaceKind
from importers.gazetteer.place_changes import has_code
from importers.gazetteer.place_listing import ListedPlace
from importers.gazetteer.registered_places import FAR_DEGREES, RegisteredPlaces, distance, the_only

SAME_POINT_DEGREES = 0.01
"""Two points closer than this are one, written with other digits."""
CLOSE_DEGREES = 0.1
"""How near a town must lie to be the one on record: farther off there is another village of the name."""
DOUBTFUL = 0.7
"""A similarity from which a name may be one on record, and is not silently registered as new."""


class Similar(NamedTuple):
    """Places on record with a similar name: the one that it is, or else those that it may be."""

    place: str | None
    candidates: list[Match]


@dataclass(slots=True)
class PlaceMatcher:
    """`within` is the place that the whole list lies in, if the caller says so."""

    record: RegisteredPlaces
    within: str | None = None
    claimed: dict[str, int] = field(default_factory=dict)
    """Places on record that a line of the list has been matched with."""
    name_counts: Counter[str] = field(default_factory=Counter)
    """How many lines of the list have a name, by its slug."""

    def exact(self, listed: ListedPlace) -> str | None:
        """By code, by name in its parent, or by another edition's code and a similar name."""
        code = listed.code
        if listed.kind is PlaceKind.COUNTRY:
            # SD here and SDN there, Syria here and the Syrian Arab Republic there.
            return self.record.country(code.code if code else None) or self.record.country(listed.name)
        editions = self.record.by_code(code.scheme, code.code) if code else {}
        if code and (place := editions.get(code.edition)):
            return place
        parent = self.parent(listed)
        same = (
            self._namesakes(listed, parent) or self._laid_higher(listed, parent) or self._laid_nowhere(listed, parent)
        )
        if not same and listed.geometry and self.name_counts[place_slug(listed.name)] == 1:
            # Outlines of provinces are simplified too, or of another year: there is but one place of the name.
            same = self._namesakes(listed, None)
        if len(same) == 1:
            return same[0]
        of_kind = (id for id in editions.values() if self.record.places[id].kind is listed.kind)
        return next((id for id in of_kind if self.is_like(listed, id)), None)

    def similar(self, listed: ListedPlace) -> Similar:
        """By name, among the places nearby that no other line is."""
        free = [id for id in self._nearby(listed) if id not in self.claimed and not self._coded_otherwise(listed, id)]
        matches = rank(listed.name, [Candidate(id, [n.text for n in self.record.places[id].names]) for id in free], 5)
        here = [match for match in matches if match.score >= DOUBTFUL and self._has_same_point(listed, match.place)]
        if matches and (not matches[0].ambiguous or len(here) == 1):
            return Similar((here or matches)[0].place, matches)
        return Similar(None, matches)

    def container(self, listed: ListedPlace) -> str | None:
        """The place that it lies in for want of a parent: the one of the whole list, or its country."""
        return self.within or self.record.country(listed.country)

    def parent(self, listed: ListedPlace) -> str | None:
        """By the code that the list gives, or by the outline of a place above that an outline lies in."""
        if listed.parents:
            parent = next((place for code in listed.parents if (place := self._coded(listed, code))), None)
            return parent or self.record.country(listed.parents[-1])
        if not listed.geometry or listed.longitude is None or listed.latitude is None:
            return None
        return self.record.around(listed.kind, listed.longitude, listed.latitude)

    def moved_to(self, listed: ListedPlace, place: str) -> str | None:
        """What the list puts a place into that was laid higher for want of it, or into nothing: a district, where it is
        in the province.

        None where the place lies there already, or somewhere else.
        """
        parent = self.parent(listed)
        if parent is None and listed.longitude is not None and listed.latitude is not None:
            parent = self.record.around(listed.kind, listed.longitude, listed.latitude)
        if self._lies_nowhere(listed, place):
            container = parent or self.container(listed)
            return container if container and place not in self.record.above(container) else None
        return parent if parent and self._is_laid_higher(place, parent) else None

    def _is_laid_higher(self, place: str, parent: str) -> bool:
        return self.record.places[place].parent in self.record.above(parent)[1:]

    def is_like(self, listed: ListedPlace, place: str) -> bool:
        names = self.record.places[place].names
        return any(similarity(listed.name, name.text).score >= SURE for name in names)

    def _nearby(self, listed: ListedPlace) -> Iterator[str]:
        """Places of the kind that lie where the line says that it lies: by its parent, or about its point."""
        parent = self.parent(listed)
        if parent is not None:
            for above in self.record.above(parent):
                yield from self.record.inside(listed.kind, above)
            return
        container = self.container(listed)
        if listed.geometry or listed.longitude is None or listed.latitude is None:
            yield from self.record.by_kind(listed.kind, container)
            return
        for id in self.record.near(listed.kind, listed.longitude, listed.latitude):
            if self._is_near_enough(listed, id) and (not container or container in self.record.above(id)):
                yield id

    def _namesakes(self, listed: ListedPlace, parent: str | None) -> list[str]:
        container = None if parent else self.container(listed)
        return [
            id
            for id in self._called_the_same(listed)
            if (parent is None or self.record.places[id].parent == parent)
            and (container is None or container in self.record.above(id))
        ]

    def _laid_higher(self, listed: ListedPlace, parent: str | None) -> list[str]:
        """The place of the name that an earlier list laid into the province, for want of the district; none where
        several lines of the list have the name."""
        if parent is None or self.name_counts[place_slug(listed.name)] > 1:
            return []
        return [id for id in self._called_the_same(listed) if self._is_laid_higher(id, parent)]

    def _laid_nowhere(self, listed: ListedPlace, parent: str | None) -> list[str]:
        """The place of the name at its point that an earlier list laid into nothing, not knowing where it lay."""
        if parent is None and self.container(listed) is None:
            return []
        return [id for id in self._called_the_same(listed) if self._lies_nowhere(listed, id)]

    def _lies_nowhere(self, listed: ListedPlace, place: str) -> bool:
        """Whether a place by its point has no parent on record."""
        described = self.record.places[place]
        has_parent = described.parent is not None or described.kind is PlaceKind.COUNTRY
        return not has_parent and self._distance(listed, place) is not None

    def _called_the_same(self, listed: ListedPlace) -> Iterator[str]:
        for id in self.record.called(listed.name):
            if (
                self.record.places[id].kind is listed.kind
                and self._is_near_enough(listed, id)
                and not self._coded_otherwise(listed, id)
            ):
                yield id

    def _coded_otherwise(self, listed: ListedPlace, place: str) -> bool:
        """One edition has one code for a place."""
        return listed.code is not None and any(
            (code.scheme, code.edition) == (listed.code.scheme, listed.code.edition) and code.code != listed.code.code
            for code in self.record.places[place].codes
        )

    def _coded(self, listed: ListedPlace, code: str) -> str | None:
        """The place with this code in the same edition, or in all that have it."""
        editions = self.record.by_code(listed.scheme, code)
        return (listed.code and editions.get(listed.code.edition)) or the_only(editions.values())

    def _is_near_enough(self, listed: ListedPlace, place: str) -> bool:
        """Whether the points are not too far from each other, where both have one."""
        degrees = self._distance(listed, place)
        if degrees is None or (listed.code and has_code(self.record.places[place], listed.code)):
            return True
        if place in self.claimed:
            return degrees <= SAME_POINT_DEGREES  # two rows of one list are two villages of one name
        return degrees <= (CLOSE_DEGREES if listed.kind is PlaceKind.POPULATED_PLACE else FAR_DEGREES)

    def _has_same_point(self, listed: ListedPlace, place: str) -> bool:
        """Whether its point is the one on record, but for rounding."""
        degrees = self._distance(listed, place)
        return degrees is not None and degrees <= SAME_POINT_DEGREES

    def _distance(self, listed: ListedPlace, place: str) -> float | None:
        """In degrees; None for outlines, whose inner points depend on how they are drawn."""
        return None if listed.geometry else distance(_point(listed), _point(self.record.places[place]))


def place_slug(text: str) -> str:
    """For the id of a place: compatibility characters count as the letters that they stand for (Unicode NFKC)."""
    return slug(unicodedata.normalize("NFKC", text), chars_max=None)[:SLUG_CHARS_MAX].strip("-")


def _point(place: ListedPlace | Description) -> tuple[float | None, float | None]:
    return place.longitude, place.latitude
