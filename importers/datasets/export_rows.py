"""The rows of an export, in whichever form its publisher hands it out: CSV, a workbook, or the JSON answer of an API.

Answers come in pages. What an answer says of pages that are not in the file is reported: nobody else would miss them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

import ijson

from importers import limits
from importers.reading import binary_rows, csv_rows, json_rows, json_stream
from importers.reading.decoding import BOM
from importers.reading.file_kinds import kind_of
from importers.reading.row import Row

_PATHS = ("data.item", "Result.item", "item.data.item", "item.Result.item", "item")
"""Where ACLED's and UCDP's answers have their rows, also several answers in one array; an array of rows at its top."""
_LISTS_LOOKED_AT = 3
_ACLED_PAGE_ROWS = 5_000
"""ACLED answers with so many if nobody asks for another `limit`."""


def header(file: BinaryIO) -> list[str]:
    """The names of the columns of a text; empty where it is no table. Leaves the file at its beginning."""
    if _path(file):
        first = next((row for row in rows(file) if row.cells), None)
        names = [] if first is None else list(first.cells)
    else:
        names = csv_rows.header(file)
    file.seek(0)
    return names


def rows(file: BinaryIO, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """Every row, with its cells as text. `columns` are those of a CSV file without a header."""
    if kind := kind_of(file):
        yield from map(_as_text, binary_rows.rows(file, kind))
    elif path := _path(file):
        yield from map(_as_text, json_rows.objects(file, path))
    else:
        yield from csv_rows.rows(file, columns=columns)


def missing_pages(file: BinaryIO) -> str | None:
    """What an answer says of rows that are not in it, and where they are; None where it is whole, and for other files.

    Leaves the file at its beginning.
    """
    path = _path(file)
    if path is None or path == "item":
        return None
    around, here = _around(file, path)
    return _ucdp_pages(around, here) if "Result" in path else _acled_pages(around, here)


def _ucdp_pages(around: dict[str, Any], here: int) -> str | None:
    pages, total = around.get("TotalPages"), around.get("TotalCount")
    is_whole = here >= total if isinstance(total, int) else pages in (None, 0, 1)
    if is_whole:
        return None
    return (
        f"PAGES_MISSING: of {total} events in {pages} pages {here:,} are here. Each page is an answer of its own, the "
        "next one at `NextPageUrl`: import them all"
    )


def _acled_pages(around: dict[str, Any], here: int) -> str | None:
    count = around.get("count")
    if isinstance(count, int) and count > here:
        return f"PAGES_MISSING: the answer says that it has {count:,} rows, and has {here:,}: get it anew"
    if here and here % _ACLED_PAGE_ROWS == 0:
        return f"PAGES_MISSING: exactly {here:,} rows are a full page: ask for the next one, &page=2, and import it too"
    return None


def _path(file: BinaryIO) -> str | None:
    """Where the rows of a JSON document are, if they are where an answer has them."""
    beginning = file.read(64).removeprefix(BOM).lstrip()
    file.seek(0)
    if not beginning.startswith((b"{", b"[")):
        return None
    there = list(islice(json_stream.list_paths(file), _LISTS_LOOKED_AT))
    file.seek(0)
    return next((path for path in _PATHS if path in there), None)


def _around(file: BinaryIO, path: str) -> tuple[dict[str, Any], int]:
    """What an answer says beside its rows, and how many those are. What is damaged is reported by its rows."""
    around: dict[str, Any] = {}
    here = 0
    try:
        for prefix, event, value in ijson.parse(file, use_float=True):
            here += (prefix, event) == (path, "start_map")
            name = prefix.removeprefix("item.")
            if event in ("number", "string") and name and "." not in name:
                around[name] = value
    except ijson.JSONError:
        pass
    finally:
        file.seek(0)
    return around, here


def _as_text(row: Row) -> Row:
    return replace(row, cells=_texts(row.cells)) if row.cells else row


def _texts(cells: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if cell is None else str(cell)[: limits.CELL_CHARS_MAX] for name, cell in cells.items()}
