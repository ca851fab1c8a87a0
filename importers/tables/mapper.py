"""Rows into events by a mapping. Pure: the same row gives the same events, wherever it is read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.events import Event, interchange
from domain.values.problems import FieldError, Problem, Refused
from domain.values.terms import ControlLevel
from importers.reading import plain_text
from importers.reading.line import Line
from importers.reading.row import Row
from importers.tables import cells
from importers.tables.descriptions import Descriptions
from importers.tables.keys import bounded, key_from, key_of
from importers.tables.mapping import (
    Cell,
    First,
    Inside,
    Mapping,
    Node,
    Skip,
    node,
)

NULL_ISLAND = "NULL_ISLAND"
"""Repair: the point 0,0 left out. It is how a missing one is written, and lies in the sea."""
Inhabitants = Callable[[Inside, Any], Sequence[str]]
"""The ids of the places whose point lies in a polygon. Raises FieldError."""
_NOBODY_HOLDS = {"holder", "gainer"}
"""Fields in which null says something."""
Path = tuple[str, ...]


@dataclass(slots=True)
class Mapper:
    """`known_at` is the vintage of the whole file, for rows of which the mapping gives none."""

    mapping: Mapping
    file_name: str
    known_at: date | None = None
    inhabitants: Inhabitants | None = None
    events: list[tuple[str, dict[str, Node]]] = field(init=False)
    _once: list[tuple[str, dict[str, Node]]] = field(init=False)
    published: Node | None = field(init=False)
    descriptions: Descriptions = field(init=False)

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.mapping.name)
        self.events = [(one.type, one.nodes()) for one in self.mapping.event]
        self._once = [(one.type, one.nodes()) for one in self.mapping.once]
        self.published = None if self.mapping.published is None else node(self.mapping.published)

    def lines(self, rows: Iterable[Row], *, is_table: bool) -> Iterator[Line]:
        """One line for each row. In a table every row has every column, so a missing one ends it at once."""
        checked = not is_table
        for row in rows:
            if not checked and row.cells:
                checked = True
                if problems := tuple(self._missing(row.cells)):
                    yield Line(1, row.end, problems=problems)
                    return
            yield self._line(row)

    def _missing(self, header: Any) -> Iterator[Problem]:
        wanted = [*_cells(("published",), self.published)]
        wanted += [one for _, nodes in (*self._once, *self.events) for one in _cells((), nodes)]
        told: set[tuple[str, ...]] = set()
        for path, cell in wanted:
            named = cell.columns
            if named and named not in told and not cell.optional and cells.column_of(named, header) is None:
                told.add(named)
                yield Problem(path, "NO_SUCH_COLUMN", cells.no_column(named, header))
        for name in self.mapping.key:
            if name not in header:
                yield Problem(("key",), "NO_SUCH_COLUMN", cells.no_column((name,), header))

    def _line(self, row: Row) -> Line:
        if row.problems or row.skipped:
            return Line(row.number, row.end, problems=row.problems, repairs=row.repairs, skipped=row.skipped)
        if rule := next((rule for rule in self.mapping.skip if _applies(rule, row)), None):
            return Line(row.number, row.end, skipped=rule.because)
        reading = _Reading(self, row, list(row.repairs))
        try:
            once, events = reading.once(self._once), reading.events(self.events)
        except cells.Skipped as reason:
            return Line(row.number, row.end, skipped=str(reason))
        except Refused as refusal:
            problems = tuple(map(_in_words_of_a_row, refusal.problems))
            return Line(row.number, row.end, problems=problems, repairs=tuple(dict.fromkeys(reading.repairs)))
        return Line(row.number, row.end, tuple(events), tuple(once), repairs=tuple(dict.fromkeys(reading.repairs)))


@dataclass(slots=True)
class _Reading:
    """One row on its way into events."""

    mapper: Mapper
    row: Row
    repairs: list[str]

    def once(self, maps: Iterable[tuple[str, dict[str, Node]]]) -> list[Event]:
        found = []
        for type, nodes in maps:
            record = self._record(type, nodes)
            if type == "PlaceRegistered" and self.mapper.mapping.source:
                record.setdefault("source", self.mapper.mapping.source)
            found.append(self.mapper.descriptions.event(record))
        return found

    def events(self, maps: Sequence[tuple[str, dict[str, Node]]]) -> list[Event]:
        published = self._value(("published",), self.mapper.published) or self.mapper.known_at
        common = {"source": self.mapper.mapping.source, "published": published and str(published)}
        found = []
        for index, (type, nodes) in enumerate(maps):
            record = {**{k: v for k, v in common.items() if v}, **self._record(type, nodes)}
            if type == "ControlAsserted" and record.get("holder") is None:
                record.setdefault("level", ControlLevel.UNKNOWN.value)  # nobody is known: control is nobody's
            if type == "SourceRegistered" and "source" not in nodes:
                del record["source"]
            suffix = () if len(maps) == 1 else (index + 1,)
            found += [self._identified(one, suffix) for one in self._placed(record, nodes)]
        return found

    def _placed(self, record: dict[str, Any], nodes: dict[str, Node]) -> Iterator[dict[str, Any]]:
        """The record, or one for each place in its polygon."""
        if not isinstance(inside := nodes.get("place"), Inside):
            yield record
            return
        if self.mapper.inhabitants is None or (geometry := self.row.cells.get("@geometry")) is None:
            raise Refused(Problem(("place",), "NO_POLYGON", "the row has no polygon: `area` needs GeoJSON of areas"))
        try:
            places = self.mapper.inhabitants(inside, geometry)
        except FieldError as error:
            raise Refused(Problem(("place",), error.code, str(error))) from None
        if not places:
            raise cells.Skipped("no place of the gazetteer lies in the area")
        yield from ({**record, "place": place} for place in places)

    def _identified(self, record: dict[str, Any], suffix: tuple[Any, ...]) -> Event:
        event = interchange.parse(record)
        if event.id:
            return event
        mapping = self.mapper.mapping
        inside = isinstance(record.get("place"), str) and mapping.key and self._is_inside()
        try:
            key = key_from(map(self._key_cell, mapping.key), all_told=True) if mapping.key else key_of(event)
        except FieldError as error:
            raise Refused(Problem(("key",), error.code, str(error))) from None
        # Rows of one table may have sources of their own, which do not correct each other.
        voice = [event.source] if event.source != mapping.source and event.TYPE != "SourceRegistered" else []
        parts = [mapping.name, *voice, key, *([record["place"]] if inside else []), *suffix]
        return event.model_copy(update={"id": bounded("/".join(map(str, parts)))})

    def _key_cell(self, name: str) -> str:
        """Read as the text of any other cell is: a blank that nobody sees makes no other row."""
        found = self.row.cells.get(name)
        return "" if found is None else plain_text.text(str(found), self.repairs)

    def _is_inside(self) -> bool:
        return any(isinstance(nodes.get("place"), Inside) for _, nodes in self.mapper.events)

    def _record(self, type: str, nodes: dict[str, Node]) -> dict[str, Any]:
        record: dict[str, Any] = {"type": type}
        problems: list[Problem] = []
        for name, given in nodes.items():
            if isinstance(given, Inside):
                continue
            try:
                value = self._value((name,), given)
            except Refused as refusal:
                problems += refusal.problems
                continue
            if value is cells.NOBODY:
                value = None
                if name in _NOBODY_HOLDS:
                    record[name] = None
            if value is not None:
                record[name] = value
        if problems:
            raise Refused(*problems)
        if record.get("longitude") == 0 and record.get("latitude") == 0:
            del record["longitude"], record["latitude"]
            self.repairs.append(NULL_ISLAND)
        return record

    def _value(self, path: Path, given: Node | None) -> Any:
        if isinstance(given, Cell):
            try:
                return cells.read(given, path[-1], self.row.cells, self.mapper.file_name, self.repairs)
            except FieldError as error:
                raise Refused(Problem(path, error.code, _named(given, path[-1], error))) from None
        if isinstance(given, First):
            return next((found for one in given.nodes if (found := self._value(path, one)) is not None), None)
        if isinstance(given, list):
            return [found for one in given if (found := self._value(path, one)) not in (None, cells.NOBODY)] or None
        return self._object(path, given) if isinstance(given, dict) else None

    def _object(self, path: Path, given: dict[str, Any]) -> dict[str, Any] | None:
        """None where nothing of it comes from the row: the scheme of a code that is missing is no code."""
        found = {name: self._value((*path, name), one) for name, one in given.items()}
        found = {name: one for name, one in found.items() if one is not None and one is not cells.NOBODY}
        told = [name for name, one in given.items() if not _is_constant(one)]
        return found if not told or any(name in found for name in told) else None


def _in_words_of_a_row(problem: Problem) -> Problem:
    if problem.code != "MISSING":
        return problem
    message = "the row has nothing for it: pass such rows over with [[skip]], or give the cell a `default`"
    return Problem(problem.path, problem.code, message)


def _named(cell: Cell, field: str, error: FieldError) -> str:
    told = cell.columns and cell.columns[0] != field and error.code != "NO_SUCH_COLUMN"
    return f"{cell.columns[0]}: {error}" if told else str(error)


def _is_constant(given: Node) -> bool:
    return isinstance(given, Cell) and given.value is not None


def _cells(path: Path, given: Node | None) -> Iterator[tuple[Path, Cell]]:
    if isinstance(given, Cell):
        yield path, given
    elif isinstance(given, dict):
        for name, one in given.items():
            yield from _cells((*path, name), one)
    elif isinstance(given, list | First):
        for one in given.nodes if isinstance(given, First) else given:
            yield from _cells(path, one)


def _applies(rule: Skip, row: Row) -> bool:
    columns = (rule.column,) if isinstance(rule.column, str) else rule.column
    name = cells.column_of(columns, row.cells)
    found = "" if name is None or row.cells[name] is None else " ".join(str(row.cells[name]).split())
    return (
        (rule.empty and not found)
        or found.casefold() in {str(one).casefold() for one in rule.are}
        or (rule.match is not None and re.search(rule.match, found) is not None)
    )
