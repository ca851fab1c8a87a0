"""A first mapping for a table that nobody has described yet, from its header and its first rows."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from domain.values.problems import FieldError, Problem
from importers.reading import csv_rows, json_rows, json_stream
from importers.reading.json_layout import FEATURES, rows_path
from importers.reading.row import Row
from importers.tables.draft import draft
from importers.tables.mapped_file import ENDINGS

ROWS_LOOKED_AT = 500
Options = dict[str, str | int]
"""Keys at the top of a mapping without which it could not read the file: format, header, items."""


def draft_mapping(stream: BinaryIO, name: str) -> str:
    """TOML with a question mark wherever somebody should look. Raises FieldError where the file has no readable row."""
    rows, options = first_rows(stream, name, ROWS_LOOKED_AT)
    good = [row.cells for row in rows if row.cells]
    if not good:
        problems: Iterator[Problem] = (problem for row in rows for problem in row.problems)
        problem = next(problems, Problem((), "NO_ROWS", "it has no rows"))
        raise FieldError(problem.code, problem.message)
    return draft(name, good, options)


def first_rows(stream: BinaryIO, name: str, most: int) -> tuple[list[Row], Options]:
    """The first rows of a table, at most `most`, and what a mapping has to say so that they can be read."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    format = ENDINGS.get(ending) or ("json" if stream.read(1) in (b"{", b"[") else "csv")
    stream.seek(0)
    options: Options = {} if ending in ENDINGS else {"format": format}
    if format == "csv":
        if header := csv_rows.likely_header(stream):
            options["header"] = header
        return list(islice(csv_rows.rows(stream, header=header), most)), options
    path = FEATURES if format == "geojson" else rows_path(stream)
    if format == "jsonl" or path is None:
        return list(islice(json_rows.lines(stream), most)), options
    return _first_objects(stream, path, options, most)


def _first_objects(stream: BinaryIO, path: str, options: Options, most: int) -> tuple[list[Row], Options]:
    """At the path, or in the first list of the document where the path has none."""
    rows = list(islice(json_rows.objects(stream, path), most))
    if any(row.cells for row in rows):
        return rows, options
    stream.seek(0)
    if items := next(json_stream.list_paths(stream), None):
        stream.seek(0)
        return list(islice(json_rows.objects(stream, items), most)), {**options, "items": items}
    return rows, options
