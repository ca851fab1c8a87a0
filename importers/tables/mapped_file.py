"""A file with its mapping: opened by its format, read row by row, in the order in which its rows became known."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import BinaryIO

from domain.events import publication
from domain.values import knowledge
from domain.values.problems import Problem, Refused
from importers import limits
from importers.reading import binary_rows, csv_rows, json_rows
from importers.reading.binary_rows import Layout
from importers.reading.decoding import whole_file_problem
from importers.reading.file_kinds import FileKind, kind_of
from importers.reading.json_layout import FEATURES, rows_path
from importers.reading.line import Line
from importers.reading.number_marks import stated_marks
from importers.reading.row import Row
from importers.reading.sorting import Sorter
from importers.tables import cells, mapper, mapping
from importers.tables.column_marks import ColumnMarks
from importers.tables.fill_down import filled
from importers.tables.mapping import Mapping
from importers.tables.mapping_nodes import Cell, cells_in, node
from importers.tables.periods import sights
from importers.tables.row_events import MarksOfCell, PlacesInside, RowMapper
from importers.tables.wide import melted

ENDINGS = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl"}
ENDINGS |= {"geojson": "geojson", "json": "json"}


@dataclass(frozen=True, slots=True)
class MappedFile:
    """`known_at` is the vintage of files whose mapping finds none in them: a day or a moment."""

    mapping: Mapping
    known_at: str | None = None

    def lines(
        self,
        stream: BinaryIO,
        file_name: str,
        places_inside: PlacesInside | None = None,
        reading: Callable[[int], None] = lambda end: None,
    ) -> Iterator[Line]:
        """`reading` receives the bytes done so far, where the whole file is read before its first line is returned."""
        name = PurePath(file_name).name
        format = kind_of(stream) or self.mapping.format or ENDINGS.get(PurePath(name).suffix.lower().lstrip("."))
        if format is None:
            message = "what kind of file it is cannot be told from its name: say `format` in the mapping"
            unknown = Problem(("format",), "UNKNOWN_FORMAT", message)
            return iter([Line(1, 0, problems=(whole_file_problem(stream) or unknown,))])
        row_mapper = RowMapper(self.mapping, name, self.known_at, places_inside)
        row_mapper.marks_of = self._marks_of(row_mapper, lambda: self._rows_again(stream, format, reading))
        # The folders of a KML file have columns of their own.
        is_table = format == "csv" or (isinstance(format, FileKind) and format is not FileKind.KML)
        lines = mapper.lines(row_mapper, self._rows(stream, format), is_table=is_table)
        if self.mapping.periods:
            lines = sights(lines, self.mapping.periods, reading)
        return _by_vintage(lines, reading) if self._has_vintages else lines

    def _marks_of(self, row_mapper: RowMapper, rows_again: Callable[[], Iterator[Row]]) -> MarksOfCell:
        """As the mapping states them, or as each column shows them."""
        if stated := stated_marks(self.mapping.decimal, self.mapping.thousands):
            return lambda cell: stated
        fields = [node for _, nodes in (*row_mapper.once, *row_mapper.events) for node in cells_in((), nodes)]
        whole_numbers = [cell for path, cell in fields if path[-1] in cells.WHOLE]
        return ColumnMarks(whole_numbers, row_mapper.file_name, rows_again)

    def _rows(self, stream: BinaryIO, format: str) -> Iterator[Row]:
        rows = self._rows_of(stream, format)
        if self.mapping.fill:
            rows = filled(rows, self.mapping.fill)
        return melted(rows, self.mapping.columns) if self.mapping.columns else rows

    def _rows_again(self, stream: BinaryIO, format: str, reading: Callable[[int], None]) -> Iterator[Row]:
        """All rows from the beginning, while others are half read: the stream stands afterwards where it stood."""
        at = stream.tell()
        stream.seek(0)
        for count, row in enumerate(self._rows(stream, format)):
            if count % limits.BATCH_LINES_MAX == 0:
                reading(at)
            yield row
        stream.seek(at)

    def _rows_of(self, stream: BinaryIO, format: str) -> Iterator[Row]:
        table = self.mapping
        if isinstance(format, FileKind):
            layout = Layout(table.sheet, table.header, table.names, table.skip_lines, table.encoding)
            return binary_rows.rows(stream, format, layout)
        if format == "csv":
            return csv_rows.rows(
                stream,
                delimiter=table.delimiter,
                encoding=table.encoding,
                header=table.header,
                columns=table.names,
                skip_lines=table.skip_lines,
            )
        items = table.items or (FEATURES if format == "geojson" else rows_path(stream))
        if format == "jsonl" or items is None:
            return json_rows.lines(stream, encoding=table.encoding)
        return json_rows.objects(stream, items)

    @property
    def _has_vintages(self) -> bool:
        """Whether one file can have several vintages of one row. Snapshots are sorted by their own reader."""
        if self.mapping.published is None or self.mapping.snapshot:
            return False
        cell = node(self.mapping.published)
        return isinstance(cell, Cell) and bool(cell.columns)


def _by_vintage(lines: Iterable[Line], reading: Callable[[int], None]) -> Iterator[Line]:
    """Oldest first: a correction can only follow what it corrects.

    Reading counts as half of the work, returning the sorted lines as the other half. `end` says how much is done, and
    no longer where the line stood.
    """
    end = 0
    with Sorter(lambda: reading(end // 2)) as sorter:
        for line in lines:
            sorter.add((_known(line), line.number, line))
            end = max(end, line.end)
            if len(sorter) % limits.BATCH_LINES_MAX == 0:
                reading(end // 2)
        for count, (_, _, line) in enumerate(sorter.sorted(), start=1):
            yield replace(line, end=(end + end * count // len(sorter)) // 2)


def _known(line: Line) -> datetime:
    """Rows without a vintage come first."""
    published = publication(line.events[0]) if line.events else None
    return knowledge.published_by(published) if published else datetime.min.replace(tzinfo=UTC)


def read_mapping(text: bytes, file_name: str) -> Mapping:
    """Raises Refused, each problem with the name of the mapping's file and its key."""
    try:
        return mapping.read(text)
    except Refused as refusal:
        raise Refused(*(problem.under(file_name) for problem in refusal.problems)) from None
