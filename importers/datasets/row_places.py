"""The place of a row of an export: one found in the gazetteer, or one that the export itself describes."""

import shlex
from dataclasses import dataclass, field
from typing import Any

from domain.events.identifiers import slug
from domain.values.problems import FieldError
from importers import countries
from importers.reading import numbers
from importers.tables.known_places import KnownPlaces

Record = dict[str, Any]
"""An event or a description as the interchange format writes it."""
DISTRICT_UNKNOWN = "DISTRICT_UNKNOWN"
"""Repair: the gazetteer lacks the district of a town, which was registered in its province instead."""
Steps = list[tuple[str, str]]
"""Kinds and names from the country downwards; the last is the place of the row."""
Point = tuple[str, str]
"""Longitude and latitude as the row has them, in degrees (WGS 84)."""


@dataclass(slots=True)
class RowPlaces:
    """`known` is the gazetteer in which names are looked up; without it the export registers places of its own.

    `once` gathers the descriptions of places that the row brings, nearest to the root first.
    """

    prefix: str
    known: KnownPlaces | None
    once: list[Record] = field(default_factory=list)
    laid_higher: list[str] = field(default_factory=list)
    """Names of districts that the gazetteer lacks: their towns are laid into the province."""
    moves: list[tuple[str, str]] = field(default_factory=list)
    """Towns that an earlier import laid into the province, each with the district that is on record now."""

    def place(self, steps: Steps, point: Point | None, repairs: list[str]) -> Any:
        """An id, or a reference by name that the log will refuse or resolve; None without steps.

        `point` is that of the last step. Raises FieldError.
        """
        steps = [(kind, name) for kind, name in steps if name]
        if not steps:
            return None
        return self._known(self.known, steps, point, repairs) if self.known else self._own(steps, point, repairs)

    def check_country(self, name: str) -> None:
        """Raises FieldError where the row is of another country than the place in which names are looked up."""
        country = self.known and self.known.country
        if not self.known or not country or self.known.is_called(country, name):
            return
        meant = countries.country(name)
        if meant and meant in map(countries.country, self.known.names(country)):
            return
        decided = f"timeline resolve {shlex.quote(name)} --is ID"
        message = (
            f"{name!r} is not on record as a name of {country}: import the rows of another country by themselves, "
            f"--within that; where it is another name of {country}, keep that: {decided}"
        )
        raise FieldError("OTHER_COUNTRY", message)

    def _own(self, steps: Steps, point: Point | None, repairs: list[str]) -> str | None:
        path: list[str] = []
        parent = None
        for kind, name in steps:
            path.append(name)
            parent = self._register(self._id(*path), kind, name, parent)
        if point:
            self.once[-1] |= _coordinates(point, repairs)
        return parent

    def _known(self, known: KnownPlaces, steps: Steps, point: Point | None, repairs: list[str]) -> Any:
        """Down the gazetteer as far as it has the names. A town that it lacks is registered where it lies; a
        province or a district never is."""
        if len(steps) == 1 and known.country != known.within:
            message = f"tells of all {steps[0][1]!r}, and not of {known.within} alone: leave it out, or widen --within"
            raise FieldError("NOT_WITHIN", message)
        at = known.within
        missing: list[str] = []
        former: list[str] = []
        for kind, name in steps[1:]:
            matches = known.find(kind, name, at, but=f"{self.prefix}-")
            if len(matches) == 1:
                former, at = [at, name], next(iter(matches))
            elif matches or not point or kind == "PROVINCE":
                # The log refuses the name and lists the candidates.
                return {"name": name, "within": at, "kind": kind}
            elif (kind, name) != steps[-1]:
                missing.append(name)
                repairs.append(DISTRICT_UNKNOWN)
            else:
                at = self._town(known, self._id(at, *missing, name), self._id(*former, *missing, name), steps[-1], at)
                self.once[-1] |= _coordinates(point, repairs)
        self.laid_higher += missing
        return at

    def _town(self, known: KnownPlaces, id: str, former: str, step: tuple[str, str], at: str) -> str:
        """A town of the export's own. `former` is its id from when the gazetteer lacked the last of the places that it
        lies in: it is still that place, and moves."""
        if id not in known and former in known:
            id = former
            if known.parent(id) != at:
                self.moves.append((id, at))
        return self._register(id, *step, at)

    def _id(self, *path: str) -> str:
        return slug(" ".join([self.prefix, *path]))

    def _register(self, place: str, kind: str, name: str, parent: str | None) -> str:
        record = {"type": "PlaceRegistered", "place": place, "kind": kind, "names": [{"text": name}]}
        self.once.append(record | ({"parent": parent} if parent else {}))
        return place


def _coordinates(point: Point, repairs: list[str]) -> Record:
    """Raises FieldError."""
    if not all(point):
        repairs.append(numbers.NO_POINT)
        return {}
    longitude, latitude = (
        numbers.degrees(field, text, repairs) for field, text in zip(("longitude", "latitude"), point, strict=True)
    )
    if longitude == latitude == 0:
        repairs.append(numbers.NULL_ISLAND)
        return {}
    return {"longitude": longitude, "latitude": latitude}
