"""Rows of JSON: one object a line (JSON Lines), or the objects inside one document (GeoJSON, an array), streamed.

Objects inside an object become columns with a dot: `properties.name`. A GeoJSON feature has its properties as columns,
and `@id`, `@lon`, `@lat` (of a point), `@geometry` and `@type`, which is that of the geometry.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import ijson

from domain.values.problems import Problem
from importers import limits
from importers.reading import json_stream
from importers.reading.coordinates import other_crs
from importers.reading.decoding import BOM, UTF_16, LineTooLong, TextLines, whole_file_problem
from importers.reading.row import Row

_UTF_16 = ("NOT_UTF_8", "the document is UTF-16: iconv -f UTF-16 -t UTF-8 FILE > NEW, then import that")
_NOT_JSON_LINE = ("NOT_JSON", "is not valid JSON: one object a line is wanted")
_NOT_JSON_FROM_HERE = (
    "NOT_JSON",
    "is not valid JSON from here on (NaN? a huge number? a comma too many?): mend it, or write it anew",
)
_CUT_OFF = ("CUT_OFF", "the file ends in the middle: what came before is read; get the whole file")


def lines(file: BinaryIO, *, encoding: str | None = None) -> Iterator[Row]:
    """JSON Lines of any objects. A bad line costs no other."""
    if problem := whole_file_problem(file, encoding) or other_crs(file):
        yield Row(1, 0, problems=(problem,))
        return
    text = TextLines(file, encoding)
    while True:
        try:
            line = next(text)
        except StopIteration:
            break
        except LineTooLong as error:
            yield Row(text.number, text.end, problems=(error.problem,))
            continue
        if line.strip():
            repairs, text.repairs = tuple(text.repairs), []
            faults, text.faults = tuple(text.faults), []
            yield Row(text.number, text.end, problems=faults) if faults else _line(line, text, repairs)
    text.close()


def _line(line: str, text: TextLines, repairs: tuple[str, ...]) -> Row:
    try:
        found = json.loads(line, object_pairs_hook=_without_duplicates)
    except (ValueError, RecursionError) as error:
        is_duplicate = isinstance(error, _DuplicateKey)
        fault = json_stream.KEY_TWICE if is_duplicate else _NOT_JSON_LINE
        return Row(
            text.number, text.end, problems=(Problem((), *(fault if text.ended else _CUT_OFF)),), repairs=repairs
        )
    return _row(text.number, text.end, found, repairs)


def objects(file: BinaryIO, at: str, *, nodes_max: int | None = None) -> Iterator[Row]:
    """The objects at one path of a document: `features.item` of a GeoJSON file, `item` of an array, `*` under any key.

    The document is read as it comes. Where it stops being JSON, what came before is kept and the fault is reported.
    """
    if problem := whole_file_problem(file) or other_crs(file):
        yield Row(1, 0, problems=(problem,))
        return
    number = 0
    first = file.read(len(BOM))
    if first.startswith(UTF_16):
        yield Row(1, 0, problems=(Problem((), *_UTF_16),))
        return
    file.seek(len(BOM) if first == BOM else 0)
    try:
        for number, made in enumerate(json_stream.values_at(file, at, nodes_max or limits.OBJECT_NODES_MAX), start=1):
            if made.problem:
                yield Row(number, file.tell(), problems=(made.problem,))
            else:
                yield _row(number, file.tell(), made.value)
    except json_stream.ValueTooLong:
        message = (
            f"one value has {limits.LINE_BYTES_MAX:,} bytes and more: what came before is read; is its end missing?"
        )
        yield Row(number + 1, file.tell(), problems=(Problem((), "TOO_LONG", message),))
    except ijson.JSONError as error:
        cut_off = isinstance(error, ijson.IncompleteJSONError) and not re.search("lexical|overflow", str(error))
        yield Row(number + 1, file.tell(), problems=(Problem((), *(_CUT_OFF if cut_off else _NOT_JSON_FROM_HERE)),))
    else:
        if not number:
            yield Row(1, file.tell(), problems=(_no_rows(file, at),))


def _no_rows(file: BinaryIO, at: str) -> Problem:
    file.seek(0)
    there = list(islice(json_stream.list_paths(file), limits.COLUMNS_SHOWN_MAX))
    hint = f'. There are lists at {", ".join(there)}: write items = "{there[0]}"' if there else ""
    message = f"there is nothing at {at!r} of the document: say with `items` in the mapping where its rows are{hint}"
    return Problem((), "NO_ROWS", message)


def _row(number: int, end: int, found: Any, repairs: tuple[str, ...] = ()) -> Row:
    if not isinstance(found, dict):
        problem = Problem((), "NOT_AN_OBJECT", "a row is an object with named values")
        return Row(number, end, problems=(problem,), repairs=repairs)
    cells: dict[str, Any] = {}
    if found.get("type") == "Feature":
        _feature(found, cells)
    else:
        _flatten(found, "", cells)
    return Row(number, end, cells, repairs=repairs)


def _feature(feature: dict[str, Any], cells: dict[str, Any]) -> None:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    _flatten(properties if isinstance(properties, dict) else {}, "", cells)
    if "id" in feature:
        cells["@id"] = feature["id"]
    cells["@geometry"] = geometry if isinstance(geometry, dict) else None
    if isinstance(geometry, dict):
        cells["@type"] = geometry.get("type")
        at = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(at, list) and len(at) >= 2:
            cells["@lon"], cells["@lat"] = at[:2]


def _flatten(found: dict[str, Any], before: str, cells: dict[str, Any]) -> None:
    for name, value in found.items():
        if isinstance(value, dict):
            _flatten(value, f"{before}{name}.", cells)
        else:
            cells[f"{before}{name}".strip()] = value


class _DuplicateKey(ValueError):
    """json.loads would keep the last value silently."""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _DuplicateKey
    return made
