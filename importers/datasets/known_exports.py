"""A table whose columns are known: what another project exports. One reader for each, and this around them."""

import shlex
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from domain.events import Event, interchange
from domain.events.identifiers import slug
from domain.values.problems import FieldError, Problem, Refused
from importers.reading import csv_rows, plain_text
from importers.reading.line import Line
from importers.reading.row import Row
from importers.tables import cells
from importers.tables.descriptions import Descriptions
from importers.tables.known_places import KnownPlaces
from importers.tables.mapper import NULL_ISLAND

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What a row of an export says: descriptions, nearest to the root first, and events, each with an id."""

    once: list[Record]
    events: list[Record]


DISTRICT_UNKNOWN = "DISTRICT_UNKNOWN"
"""Repair: the gazetteer does not have the district of a town, which was laid into its province."""
NO_POINT = "NO_POINT"
"""Repair: a town was registered without its point, since the row does not have both coordinates."""
NOTHING_TOLD = "tells of no change of control, no clash and no deaths"
Steps = list[tuple[str, str]]
"""Kinds and names, down from the country; the last is meant."""
Point = tuple[str, str]
"""Longitude and latitude."""


@dataclass(slots=True)
class RowPlace:
    """The place of a row, as its own description or as a place of the gazetteer.

    `known` is the gazetteer in which the names are looked for; without it the export brings places of its own.
    """

    prefix: str
    known: KnownPlaces | None
    once: list[Record] = field(default_factory=list)

    def place(self, steps: Steps, point: Point | None, repairs: list[str]) -> Any:
        """`point` is that of the last. Raises FieldError."""
        steps = [(kind, name) for kind, name in steps if name]
        if not steps:
            return None
        return self._known(self.known, steps, point, repairs) if self.known else self._own(steps, point, repairs)

    def _own(self, steps: Steps, point: Point | None, repairs: list[str]) -> str | None:
        path: list[str] = []
        parent = None
        for kind, name in steps:
            path.append(name)
            parent = self._register(slug(" ".join([self.prefix, *path])), kind, name, parent)
        if point:
            self.once[-1] |= _point(point, repairs)
        return parent

    def _known(self, known: KnownPlaces, steps: Steps, point: Point | None, repairs: list[str]) -> Any:
        """Down the gazetteer as far as it has the names. A town that it lacks is registered where it lies; a
        province or a district never is."""
        if len(steps) == 1 and known.country != known.within:
            message = f"tells of all {steps[0][1]!r}, and not of {known.within} alone: leave it out, or widen --within"
            raise FieldError("NOT_WITHIN", message)
        at = known.within
        missed: list[str] = []
        for kind, name in steps[1:]:
            found = known.find(kind, name, at, but=f"{self.prefix}-")
            if len(found) == 1:
                at = next(iter(found))
            elif found or not point or kind == "PROVINCE":
                # Whoever reads the refusal learns which ones may be meant.
                return {"name": name, "within": at, "kind": kind}
            elif (kind, name) != steps[-1]:
                missed.append(name)
                repairs.append(DISTRICT_UNKNOWN)
            else:
                at = self._register(slug(" ".join([self.prefix, at, *missed, name])), kind, name, at)
                self.once[-1] |= _point(point, repairs)
        return at

    def check_country(self, name: str) -> None:
        """Raises FieldError where the row is of another country than the place that was named."""
        country = self.known and self.known.country
        if self.known and country and not self.known.is_called(country, name):
            decided = f"timeline resolve {shlex.quote(name)} --is {country}"
            message = f"{name!r} is not on record as a name of {country}: if it is one, decide so: {decided}"
            raise FieldError("OTHER_COUNTRY", message)

    def _register(self, place: str, kind: str, name: str, parent: str | None) -> str:
        record = {"type": "PlaceRegistered", "place": place, "kind": kind, "names": [{"text": name}]}
        self.once.append(record | ({"parent": parent} if parent else {}))
        return place


def _point(point: Point, repairs: list[str]) -> Record:
    if not all(point):
        repairs.append(NO_POINT)
        return {}
    longitude, latitude = (
        cells.degrees(field, one, repairs) for field, one in zip(("longitude", "latitude"), point, strict=True)
    )
    if longitude == latitude == 0:
        repairs.append(NULL_ISLAND)
        return {}
    return {"longitude": longitude, "latitude": latitude}


Cells = Mapping[str, str]
_IN_AN_EXPORT = {"BAD_DATE": "{}. An export has YYYY-MM-DD: a spreadsheet may have changed it; get the file anew"}


@dataclass(slots=True)
class KnownExport:
    """`columns` are those by which it is known; `tell` reads a row, with the repairs that it makes."""

    name: str
    columns: frozenset[str]
    tell: Callable[[Cells, RowPlace, list[str]], MappedRow]
    source: Record
    layout: tuple[str, ...] = ()
    """The columns of an edition that came out without their names."""

    def fits(self, header: Collection[str]) -> bool:
        return self.columns <= set(header) or self.lacks_header(header)

    def lacks_header(self, first: Collection[str]) -> bool:
        """Whether the first line is a row already: as long as the layout, and it begins with a number."""
        return len(first) == len(self.layout) and next(iter(first), "").isdecimal()

    def lines(self, stream: BinaryIO, known_at: date | None = None, known: KnownPlaces | None = None) -> Iterator[Line]:
        descriptions = Descriptions(self.name)
        checked = False
        first = csv_rows.header(stream)
        stream.seek(0)
        for row in csv_rows.rows(stream, columns=self.layout if self.lacks_header(first) else None):
            if not checked and row.cells:
                checked = True
                if missing := sorted(self.columns - row.cells.keys()):
                    message = f"{self.name} has the column {missing[0]}, and this file has not: is it another table?"
                    yield Line(1, row.end, problems=(Problem((), "NO_SUCH_COLUMN", message),))
                    return
            yield self._line(row, known_at, known, descriptions)

    def _line(self, row: Row, known_at: date | None, known: KnownPlaces | None, descriptions: Descriptions) -> Line:
        if row.problems or row.skipped:
            return Line(row.number, row.end, problems=row.problems, repairs=row.repairs, skipped=row.skipped)
        repairs = list(row.repairs)
        try:
            told_plainly = {name: plain_text.text(cell, repairs) for name, cell in row.cells.items()}
            where = RowPlace(self.name, known)
            where.check_country(told_plainly["country"])
            told = self.tell(told_plainly, where, repairs)
            once = [descriptions.event(one) for one in (self.source, *told.once)]
            events = [_event(self.source["source"], one, known_at) for one in told.events]
        except Refused as refusal:
            return Line(row.number, row.end, problems=refusal.problems, repairs=tuple(repairs))
        except FieldError as error:
            problem = Problem((), error.code, _IN_AN_EXPORT.get(error.code, "{}").format(error))
            return Line(row.number, row.end, problems=(problem,), repairs=tuple(repairs))
        if not events:
            return Line(row.number, row.end, repairs=tuple(dict.fromkeys(repairs)), skipped=NOTHING_TOLD)
        return Line(row.number, row.end, tuple(events), tuple(once), repairs=tuple(dict.fromkeys(repairs)))


def _event(source: str, record: Record, known_at: date | None) -> Event:
    published = record.get("published") or (known_at and known_at.isoformat())
    return interchange.parse({**record, "source": source} | ({"published": published} if published else {}))


def whole(row: Cells, column: str) -> int:
    """Raises FieldError."""
    text = row[column].removesuffix(".0")
    if not cells.is_whole(text):
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{column}: {cells.shown(row[column])} is no whole number: mend the cell"
        )
    return int(text)


def actor(prefix: str, name: str, kind: str) -> Record:
    """Raises FieldError where the name makes no id."""
    if not (made := slug(name, chars_max=80)):
        raise FieldError(
            "NO_LETTERS",
            f"the name of an actor, {cells.shown(name)}, has no letter and no digit to make an id of: mend the cell",
        )
    return {"type": "ActorRegistered", "actor": f"{prefix}-{made}", "name": name, "kind": kind}
