"""One row of a table as events, by its mapping. Pure: the same row gives the same events wherever it is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.events import Event, interchange
from domain.values import knowledge
from domain.values.problems import FieldError, Problem, Refused
from domain.values.terms import ControlLevel
from importers.reading import plain_text
from importers.reading.mangled import has_lost_letters, lost_letters_message
from importers.reading.number_marks import NumberMarks
from importers.reading.numbers import NO_POINT, NULL_ISLAND
from importers.reading.row import Row
from importers.tables import cells, templates
from importers.tables.column_names import column_of
from importers.tables.descriptions import Descriptions, described_names
from importers.tables.keys import bounded, key_from, key_of
from importers.tables.mapping import Mapping
from importers.tables.mapping_nodes import Cell, First, Inside, Node, node
from importers.tables.periods import period

PlacesInside = Callable[[Inside, Any], Sequence[str]]
"""The ids of the places whose point lies in a polygon. Raises FieldError."""
MarksOfCell = Callable[[Cell], NumberMarks]
"""The marks in the numbers of the column that a cell of a mapping reads."""
_NAMED = {"PlaceRegistered", "PlaceChanged", "ActorRegistered"}
_NULL_IS_A_VALUE = {"holder", "gainer"}
"""Fields whose null means that nobody holds the place."""
Path = tuple[str, ...]
Nodes = dict[str, Node]


@dataclass(slots=True)
class RowMapper:
    """A mapping made ready for the rows of one file. `known_at` is the vintage of rows for which it gives
    none: a day or a moment."""

    mapping: Mapping
    file_name: str
    known_at: str | None = None
    places_inside: PlacesInside | None = None
    marks_of: MarksOfCell | None = None
    events: list[tuple[str, Nodes]] = field(init=False)
    once: list[tuple[str, Nodes]] = field(init=False)
    published: Node | None = field(init=False)
    until: Node | None = field(init=False)
    descriptions: Descriptions = field(init=False)

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.mapping.name)
        self.events = [(event.type, event.nodes()) for event in self.mapping.event]
        self.once = [(event.type, event.nodes()) for event in self.mapping.once]
        self.until = node(self.mapping.periods.until) if self.mapping.periods else None
        self.published = None if self.mapping.published is None else node(self.mapping.published)

    def has_areas(self) -> bool:
        return any(isinstance(nodes.get("place"), Inside) for _, nodes in self.events)


@dataclass(slots=True)
class RowEvents:
    """The events and descriptions of one row. `repairs` grows as its cells are read, and so does `spellings`: names of
    places, each with the id of the place that the mapping says it means.
    """

    mapper: RowMapper
    row: Row
    repairs: list[str]
    spellings: list[tuple[str, str]] = field(default_factory=list)

    def once(self) -> list[Event]:
        """The descriptions of places, actors and sources. What the row names in no cell, it does not describe.

        Raises Refused, Skipped.
        """
        events = []
        for type, nodes in self.mapper.once:
            record = self._record(type, nodes)
            subject = type.removesuffix("Registered").lower()
            if subject in nodes and subject not in record:
                continue
            if type == "PlaceRegistered" and self.mapper.mapping.source:
                record.setdefault("source", self.mapper.mapping.source)
            if type == "SourceRegistered":
                record = _of_a_day(record)
            events.append(self.mapper.descriptions.event(record))
        return events

    def events(self) -> list[Event]:
        """Raises Refused, Skipped."""
        maps = self.mapper.events
        published = self._value(("published",), self.mapper.published) or self.mapper.known_at
        common = {"source": self.mapper.mapping.source, "published": published}
        events = []
        for index, (type, nodes) in enumerate(maps):
            record = {**{k: v for k, v in common.items() if v}, **self._record(type, nodes)}
            if type == "ControlAsserted" and record.get("holder") is None:
                record.setdefault("level", ControlLevel.UNKNOWN.value)  # control by nobody known is no control
            if type == "SourceRegistered":
                record = self._as_source(record, nodes)
            suffix = () if len(maps) == 1 else (index + 1,)
            events += [self._identified(placed, suffix) for placed in self._in_places(record, nodes)]
        if table_periods := self.mapper.mapping.periods:
            until = self._value(("until",), self.mapper.until)
            return [period(event, until, table_periods) for event in events]
        return events

    def _as_source(self, record: dict[str, Any], nodes: Nodes) -> dict[str, Any]:
        """A document is no claim of the source of the table."""
        if "source" not in nodes:
            del record["source"]
        return _of_a_day(record)

    def _in_places(self, record: dict[str, Any], nodes: Nodes) -> Iterator[dict[str, Any]]:
        """The record, or one for each place in the polygon of the row."""
        if not isinstance(inside := nodes.get("place"), Inside):
            yield record
            return
        if self.mapper.places_inside is None or (geometry := self.row.cells.get("@geometry")) is None:
            raise Refused(Problem(("place",), "NO_POLYGON", "the row has no polygon: `area` needs GeoJSON of areas"))
        try:
            places = self.mapper.places_inside(inside, geometry)
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
        by_place = isinstance(record.get("place"), str) and mapping.key and self.mapper.has_areas()
        try:
            key = key_from(map(self._key_cell, mapping.key), keep_empty=True) if mapping.key else key_of(event)
        except FieldError as error:
            raise Refused(Problem(("key",), error.code, str(error))) from None
        # Rows of one table may have sources of their own, which do not correct each other.
        source = [event.source] if event.source != mapping.source and event.TYPE != "SourceRegistered" else []
        parts = [mapping.name, *source, key, *([record["place"]] if by_place else []), *suffix]
        return event.model_copy(update={"id": bounded("/".join(map(str, parts)))})

    def _key_cell(self, name: str) -> str:
        """Cleaned like the text of any other cell: an invisible blank does not make another row."""
        cell = self.row.cells.get(name)
        return "" if cell is None else plain_text.text(str(cell), self.repairs)

    def _record(self, type: str, nodes: Nodes) -> dict[str, Any]:
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
                if name in _NULL_IS_A_VALUE:
                    record[name] = None
            if value is not None:
                record[name] = value
        if problems:
            raise Refused(*problems)
        self._mend_point(record)
        _check_names(record)
        return record

    def _mend_point(self, record: dict[str, Any]) -> None:
        """Half a point, and one at 0, 0, cost the point and not the row."""
        point = [record.get("longitude"), record.get("latitude")]
        if point == [None, None] or (point != [0, 0] and None not in point):
            return
        self.repairs.append(NULL_ISLAND if point == [0, 0] else NO_POINT)
        for name in ("longitude", "latitude"):
            record.pop(name, None)

    def _value(self, path: Path, given: Node | None) -> Any:
        if isinstance(given, Cell):
            try:
                mapper = self.mapper
                value = cells.read(given, path[-1], self.row.cells, mapper.file_name, self.repairs, mapper.marks_of)
                self._note_spelling(path, given, value)
                return value
            except FieldError as error:
                raise Refused(Problem(path, error.code, _with_column(given, path[-1], error))) from None
        if isinstance(given, First):
            return self._first(path, given)
        if isinstance(given, list):
            return [v for each in given if (v := self._value(path, each)) not in (None, cells.NOBODY)] or None
        return self._object(path, given) if isinstance(given, dict) else None

    def _first(self, path: Path, given: First) -> Any:
        """A way to say it for which the row has only a part is none, unless there is no other."""
        incomplete: Refused | None = None
        for each in given.nodes:
            try:
                value = self._value(path, each)
            except Refused as refusal:
                if any(problem.code != templates.EMPTY_PART for problem in refusal.problems):
                    raise
                incomplete = incomplete or refusal
                continue
            if value is not None:
                return value
        if incomplete:
            raise incomplete
        return None

    def _note_spelling(self, path: Path, cell: Cell, value: Any) -> None:
        """The mapping says which place is meant by the word in the cell."""
        if path == ("place",) and cell.values and isinstance(value, str):
            name = column_of(cell.columns, self.row.cells)
            if name and (word := str(self.row.cells[name] or "").strip()):
                self.spellings.append((word, value))

    def _object(self, path: Path, given: dict[str, Any]) -> dict[str, Any] | None:
        """None where nothing of it comes from the row: the scheme of a missing code is no code."""
        values = {name: self._value((*path, name), each) for name, each in given.items()}
        values = {name: value for name, value in values.items() if value is not None and value is not cells.NOBODY}
        from_row = [name for name, each in given.items() if not _is_constant(each)]
        return values if not from_row or any(name in values for name in from_row) else None


def _check_names(record: dict[str, Any]) -> None:
    """Raises Refused where a description would put a name on record that has lost letters."""
    if record["type"] in _NAMED:
        for name in described_names(record):
            if has_lost_letters(name):
                raise Refused(Problem(("names",), "LOST_LETTERS", lost_letters_message(name)))


def _of_a_day(record: dict[str, Any]) -> dict[str, Any]:
    """The description of a source, whose document was published on a day."""
    published = record.get("published")
    return record | {"published": knowledge.published_day(published).isoformat()} if published else record


def _with_column(cell: Cell, field: str, error: FieldError) -> str:
    is_renamed = cell.columns and cell.columns[0] != field and error.code != "NO_SUCH_COLUMN"
    return f"{cell.columns[0]}: {error}" if is_renamed else str(error)


def _is_constant(given: Node) -> bool:
    return isinstance(given, Cell) and given.value is not None
