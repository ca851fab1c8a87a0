"""A file with its mapping: opened by its format, read row by row, in the order in which its rows became known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from domain.events import known_from
from domain.problems import Problem, Refused
from importers import csv_rows, json_rows
from importers.decoding import whole_file_problem
from importers.line import Line
from importers.mapped import Inhabitants, Mapper
from importers.mapping import Cell, Mapping, node
from importers.row import Row
from importers.sorting import in_order
from importers.wide import melted

ENDINGS = {"csv": "csv", "tsv": "csv", "txt": "csv", "jsonl": "jsonl", "ndjson": "jsonl"}
ENDINGS |= {"geojson": "geojson", "json": "json"}


@dataclass(frozen=True, slots=True)
class MappedFile:
    """`known_at` is the vintage of files whose mapping finds none in them."""

    mapping: Mapping
    known_at: date | None = None

    def lines(self, stream: BinaryIO, file_name: str, inhabitants: Inhabitants | None = None) -> Iterator[Line]:
        name = PurePath(file_name).name
        format = self.mapping.format or ENDINGS.get(PurePath(name).suffix.lower().lstrip("."))
        if format is None and (problem := whole_file_problem(stream)):
            return iter([Line(1, 0, problems=(problem,))])
        if format is None:
            message = "what kind of file it is cannot be told from its name: say `format` in the mapping"
            return iter([Line(1, 0, problems=(Problem(("format",), "UNKNOWN_FORMAT", message),))])
        mapper = Mapper(self.mapping, name, self.known_at, inhabitants)
        rows = self._rows(stream, format)
        if self.mapping.columns:
            rows = melted(rows, self.mapping.columns)
        lines = mapper.lines(rows, is_table=format == "csv")
        return _by_vintage(lines) if self._has_vintages else lines

    def _rows(self, stream: BinaryIO, format: str) -> Iterator[Row]:
        mapping = self.mapping
        if format == "csv":
            return csv_rows.rows(stream, delimiter=mapping.delimiter, encoding=mapping.encoding, header=mapping.header)
        items = mapping.items or ("features.item" if format == "geojson" else json_rows.items(stream))
        if format == "jsonl" or items is None:
            return json_rows.lines(stream, encoding=mapping.encoding)
        return json_rows.objects(stream, items)

    @property
    def _has_vintages(self) -> bool:
        """Whether one file can tell of one thing as known on several days; snapshots are sorted by their own."""
        if self.mapping.published is None or self.mapping.snapshot:
            return False
        cell = node(self.mapping.published)
        return isinstance(cell, Cell) and bool(cell.columns)


def _by_vintage(lines: Iterator[Line]) -> Iterator[Line]:
    """Oldest first: a correction can only follow what it corrects."""
    ordered = in_order(
        (str(known_from(line.events[0]) or "") if line.events else "", line.number, line) for line in lines
    )
    return (line for _, _, line in ordered)


def read_mapping(text: bytes, file_name: str) -> Mapping:
    """Raises Refused, each problem with the name of the mapping's file and its key."""
    from importers import mapping

    try:
        return mapping.read(text)
    except Refused as refusal:
        raise Refused(*(one.under(file_name) for one in refusal.problems)) from None
