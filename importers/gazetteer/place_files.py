"""What kind of list of places a file is, and its rows: a table, a map, JSON, a workbook, or GeoNames' dump."""

from collections.abc import Iterator
from typing import BinaryIO

from importers import limits
from importers.gazetteer import geonames
from importers.reading import binary_rows, csv_rows, json_rows
from importers.reading.binary_rows import Layout
from importers.reading.decoding import BOM, LineTooLong, TextLines, whole_file_problem
from importers.reading.file_kinds import kind_of
from importers.reading.json_layout import rows_path
from importers.reading.row import Row

_ENDS_BYTES = 65_536


def rows(file: BinaryIO, sheet: str | None = None, *, nodes_max: int = limits.OUTLINE_NODES_MAX) -> Iterator[Row]:
    """The rows of a file of any of these kinds. Any other file gives one row that says why.

    `sheet` is that of a workbook, or the layer of a map, where it has several; `nodes_max` bounds an object of JSON.
    """
    if kind := kind_of(file):
        yield from binary_rows.rows(file, kind, Layout(sheet))
        return
    if problem := whole_file_problem(file):
        yield Row(1, 0, problems=(problem,))
        return
    beginning = _beginning(file)
    if not beginning.startswith((b"[", b"{")):
        if geonames.is_dump(_first_line(file)):
            yield from csv_rows.rows(file, columns=geonames.COLUMNS, delimiter="\t", quoted=False)
        else:
            yield from csv_rows.rows(file)
    elif (path := rows_path(file, of_object="*")) is None:
        yield from json_rows.lines(file)
    else:
        yield from json_rows.objects(file, path, nodes_max=nodes_max)


def _beginning(file: BinaryIO) -> bytes:
    file.seek(0)
    found = file.read(_ENDS_BYTES).removeprefix(BOM).lstrip()
    file.seek(0)
    return found


def _first_line(file: BinaryIO) -> str:
    """Empty where it is too long: reading the rows reports that."""
    lines = TextLines(file)
    try:
        return next(lines, "").rstrip("\r\n")
    except LineTooLong:
        return ""
    finally:
        lines.close()
        file.seek(0)
