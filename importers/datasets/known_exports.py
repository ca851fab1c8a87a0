"""Exports of datasets whose columns are known, so that they need no mapping: row by row into events.

The gazetteer gives their places if the import names one (`--within`); without it an export registers its own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from domain.events import Event, interchange
from domain.events.identifiers import slug
from domain.values.problems import FieldError, Problem, Refused
from importers.datasets import export_rows
from importers.datasets.row_places import Record, RowPlaces
from importers.reading import numbers, plain_text
from importers.reading.line import Line
from importers.reading.mangled import has_lost_letters
from importers.reading.row import Row
from importers.tables.descriptions import Descriptions, described_names
from importers.tables.known_places import KnownPlaces

LOST_LETTERS = "LOST_LETTERS"
"""Noticed among the repairs: a name has marks where letters were. The row is kept, and the name as it is."""
NOTHING_TO_RECORD = "tells of no change of control, no clash and no deaths"
Cells = Mapping[str, str]
_IN_AN_EXPORT = {"BAD_DATE": "{}. An export has YYYY-MM-DD: a spreadsheet may have changed it; get the file anew"}


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What a row of an export says: descriptions, nearest to the root first, and events, each with an id."""

    once: list[Record]
    events: list[Record]


@dataclass(slots=True)
class KnownExport:
    """A dataset with a fixed layout. `columns` identify it; `map_row` reads one row and adds to the repairs."""

    name: str
    columns: frozenset[str]
    map_row: Callable[[Cells, RowPlaces, list[str]], MappedRow]
    source: Record
    layout: tuple[str, ...] = ()
    """The columns of editions that were published without a header."""

    def fits(self, header: Collection[str]) -> bool:
        return self.columns <= set(header) or self.lacks_header(header)

    def lacks_header(self, first: Collection[str]) -> bool:
        """Whether the first line is a row already: as many cells as the layout, and the first one a number."""
        return len(first) == len(self.layout) and next(iter(first), "").isdecimal()

    def lines(self, stream: BinaryIO, known_at: str | None = None, known: KnownPlaces | None = None) -> Iterator[Line]:
        descriptions = Descriptions(self.name)
        is_first = True
        first = export_rows.header(stream)
        for row in export_rows.rows(stream, self.layout if self.lacks_header(first) else None):
            missing = sorted(self.columns - row.cells.keys()) if row.cells else []
            if missing:
                message = f"{self.name} has the column {missing[0]}, and this file has not: is it another table?"
                yield Line(row.number, row.end, problems=(Problem((), "NO_SUCH_COLUMN", message),))
                if is_first:
                    return
            else:
                yield self._line(row, known_at, known, descriptions)
            is_first = is_first and not row.cells

    def _line(self, row: Row, known_at: str | None, known: KnownPlaces | None, descriptions: Descriptions) -> Line:
        if row.problems or row.skipped:
            return Line(row.number, row.end, problems=row.problems, repairs=row.repairs, skipped=row.skipped)
        repairs = list(row.repairs)
        try:
            plain = {name: plain_text.text(cell, repairs) for name, cell in row.cells.items()}
            places = RowPlaces(self.name, known)
            places.check_country(plain["country"])
            mapped = self.map_row(plain, places, repairs)
            if any(has_lost_letters(name) for record in mapped.once for name in described_names(record)):
                repairs.append(LOST_LETTERS)
            once = [descriptions.event(record) for record in (self.source, *mapped.once)]
            events = [_event(self.source["source"], record, known_at) for record in mapped.events]
        except Refused as refusal:
            return Line(row.number, row.end, problems=refusal.problems, repairs=tuple(repairs))
        except FieldError as error:
            problem = Problem((), error.code, _IN_AN_EXPORT.get(error.code, "{}").format(error))
            return Line(row.number, row.end, problems=(problem,), repairs=tuple(repairs))
        if not events:
            return Line(row.number, row.end, repairs=tuple(dict.fromkeys(repairs)), skipped=NOTHING_TO_RECORD)
        return Line(
            row.number,
            row.end,
            tuple(events),
            tuple(once),
            repairs=tuple(dict.fromkeys(repairs)),
            laid_higher=tuple(places.laid_higher),
            moves=tuple(places.moves),
        )


def _event(source: str, record: Record, known_at: str | None) -> Event:
    published = record.get("published") or known_at
    return interchange.parse({**record, "source": source} | ({"published": published} if published else {}))


def whole(row: Cells, column: str) -> int:
    """Strict, unlike numbers.whole: an export writes plain digits. Raises FieldError."""
    text = row[column].removesuffix(".0")
    if not numbers.is_whole(text):
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{column}: {numbers.shown(row[column])} is no whole number: mend the cell"
        )
    return int(text)


def actor(prefix: str, name: str, kind: str) -> Record:
    """The description of an actor. Raises FieldError where its name makes no id."""
    if not (made := slug(name, chars_max=80)):
        raise FieldError(
            "NO_LETTERS",
            f"the name of an actor, {numbers.shown(name)}, has no letter and no digit to make an id of: mend the cell",
        )
    return {"type": "ActorRegistered", "actor": f"{prefix}-{made}", "name": name, "kind": kind}
