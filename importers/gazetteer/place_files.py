"""What kind of list of places a file is, and its rows: a table, GeoJSON, JSON, or GeoNames' dump."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from domain.values.problems import Problem
from importers import limits
from importers.gazetteer import geonames
from importers.reading import csv_rows, json_rows
from importers.reading.decoding import BOM, LineTooLong, TextLines, whole_file_problem
from importers.reading.json_layout import rows_path
from importers.reading.row import Row

_ENDS_BYTES = 65_536


def rows(file: BinaryIO) -> Iterator[Row]:
    """The rows of a file of any of these kinds. Any other file gives one row that says why."""
    if problem := whole_file_problem(file) or _json_problem(file):
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
        yield from json_rows.objects(file, path, nodes_max=limits.OUTLINE_NODES_MAX)


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


def _json_problem(file: BinaryIO) -> Problem | None:
    beginning = _beginning(file)
    if not beginning.startswith(b"{"):
        return None
    if re.match(rb'\{[^{]*"type"\s*:\s*"Topology"', beginning):
        return Problem((), "NOT_GEOJSON", "the file is TopoJSON: ogr2ogr OUT.geojson IN.json makes GeoJSON of it")
    return None
