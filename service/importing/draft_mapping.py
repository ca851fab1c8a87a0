"""A first mapping for a table that nobody has described yet, from its header and its first rows."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO

from domain.values.problems import FieldError, Problem
from importers.reading import binary_rows, csv_rows, json_rows, json_stream, workbook
from importers.reading.binary_rows import Layout
from importers.reading.file_kinds import FileKind, kind_of
from importers.reading.json_layout import FEATURES, rows_path
from importers.reading.row import Row
from importers.tables.draft import draft
from importers.tables.draft_actors import ActorsOnRecord
from importers.tables.mapped_file import ENDINGS

ROWS_LOOKED_AT = 500
Options = dict[str, Any]
"""Keys at the top of a mapping without which it could not read the file: format, sheet, header, names, items."""


def draft_mapping(
    stream: BinaryIO, name: str, actors: Mapping[str, str] | None = None, sheet: str | None = None
) -> str:
    """TOML with a question mark wherever somebody should look.

    `actors` are the names of those on record, by id: a holder is one of them, or is asked about. `sheet` is that of a
    workbook, or the layer of a map.

    Raises FieldError where the file has no readable row.
    """
    good, options = first_good_rows(stream, name, ROWS_LOOKED_AT, sheet)
    return draft(name, good, options, ActorsOnRecord(actors or {}))


def first_good_rows(
    stream: BinaryIO, name: str, most: int, sheet: str | None = None
) -> tuple[list[Mapping[str, Any]], Options]:
    """Of the first rows of a table, at most `most`, the cells of the good ones; and what a mapping has to say so that
    they can be read. Raises FieldError where none is good.
    """
    rows, options = _first_rows(stream, name, most, sheet)
    good = [row.cells for row in rows if row.cells]
    if not good:
        problems: Iterator[Problem] = (problem for row in rows for problem in row.problems)
        problem = next(problems, Problem((), "NO_ROWS", "it has no rows"))
        raise FieldError(problem.code, problem.message)
    return good, options


def _first_rows(stream: BinaryIO, name: str, most: int, sheet: str | None) -> tuple[list[Row], Options]:
    kind = kind_of(stream)
    return _of_binary(stream, kind, most, sheet) if kind else _of_text(stream, name, most)


def _of_binary(stream: BinaryIO, kind: FileKind, most: int, sheet: str | None) -> tuple[list[Row], Options]:
    options: Options = {"sheet": sheet} if sheet else {}
    header = workbook.likely_header(stream, sheet) if kind is FileKind.WORKBOOK else None
    if header:
        options["header"] = header
    return list(islice(binary_rows.rows(stream, kind, Layout(sheet, header)), most)), options


def _of_text(stream: BinaryIO, name: str, most: int) -> tuple[list[Row], Options]:
    ending = PurePath(name).suffix.lower().lstrip(".")
    format = ENDINGS.get(ending) or ("json" if stream.read(1) in (b"{", b"[") else "csv")
    stream.seek(0)
    options: Options = {} if ending in ENDINGS else {"format": format}
    if format == "csv":
        if header := csv_rows.likely_header(stream):
            options["header"] = header
        elif names := csv_rows.likely_names(stream):
            options["names"] = names
        columns = options.get("names")
        return list(islice(csv_rows.rows(stream, header=header, columns=columns), most)), options
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
