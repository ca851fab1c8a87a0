"""Rows of JSON: one object a line (JSON Lines), or the objects inside one document (GeoJSON, an array), streamed.

Objects inside an object become columns with a dot: `properties.name`. A GeoJSON feature has its properties as columns,
and `@id`, `@lon`, `@lat` (of a point), `@geometry` and `@type`, which is that of the geometry.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

import ijson

from domain.values.problems import Problem
from importers import limits
from importers.reading.decoding import BOM, UTF_16, LineTooLong, TextLines, whole_file_problem
from importers.reading.row import Row

_TWICE = ("KEY_TWICE", "a key stands twice in one object: keep one")
_TOO_DEEP = ("TOO_DEEP", f"is nested more than {limits.OBJECT_DEPTH_MAX} deep: this is no table")
_UTF_16 = ("NOT_UTF_8", "the document is UTF-16: iconv -f UTF-16 -t UTF-8 FILE > NEW, then import that")
_CUT_OFF = ("CUT_OFF", "the file ends in the middle: what came before is read; get the whole file")


def lines(file: BinaryIO, *, encoding: str | None = None) -> Iterator[Row]:
    """JSON Lines of any objects. A bad line costs no other."""
    if problem := whole_file_problem(file, encoding):
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
        found = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        told = (
            error.args[0] if isinstance(error, _Bad) else ("NOT_JSON", "is not valid JSON: one object a line is wanted")
        )
        return Row(text.number, text.end, problems=(Problem((), *(told if text.ended else _CUT_OFF)),), repairs=repairs)
    return _row(text.number, text.end, found, repairs)


def objects(file: BinaryIO, at: str, *, nodes_max: int | None = None) -> Iterator[Row]:
    """The objects at one path of a document: `features.item` of a GeoJSON file, `item` of an array, `*` under any key.

    The document is read as it comes. Where it stops being JSON, what came before is kept and the fault is told.
    """
    if problem := whole_file_problem(file):
        yield Row(1, 0, problems=(problem,))
        return
    number = 0
    first = file.read(len(BOM))
    if first.startswith(UTF_16):
        yield Row(1, 0, problems=(Problem((), *_UTF_16),))
        return
    file.seek(len(BOM) if first == BOM else 0)
    try:
        for number, made in enumerate(_objects(file, at, nodes_max or limits.OBJECT_NODES_MAX), start=1):
            if made.problem:
                yield Row(number, file.tell(), problems=(made.problem,))
            else:
                yield _row(number, file.tell(), made.value)
    except _ValueTooLong:
        message = (
            f"one value has {limits.LINE_BYTES_MAX:,} bytes and more: what came before is read; is its end missing?"
        )
        yield Row(number + 1, file.tell(), problems=(Problem((), "TOO_LONG", message),))
    except ijson.JSONError as error:
        cut_off = isinstance(error, ijson.IncompleteJSONError) and not re.search("lexical|overflow", str(error))
        told = (
            _CUT_OFF
            if cut_off
            else (
                "NOT_JSON",
                "is not valid JSON from here on (NaN? a huge number? a comma too many?): mend it, or write it anew",
            )
        )
        yield Row(number + 1, file.tell(), problems=(Problem((), *told),))
    else:
        if not number:
            yield Row(1, file.tell(), problems=(_no_rows(file, at),))


def _no_rows(file: BinaryIO, at: str) -> Problem:
    file.seek(0)
    there = list(islice(lists(file), limits.COLUMNS_SHOWN_MAX))
    hint = f'. There are lists at {", ".join(there)}: write items = "{there[0]}"' if there else ""
    message = f"there is nothing at {at!r} of the document: say with `items` in the mapping where its rows are{hint}"
    return Problem((), "NO_ROWS", message)


def items(file: BinaryIO) -> str | None:
    """Where the rows of a document are that does not say so: its features or its items; None for JSON Lines."""
    first = file.read(4096).removeprefix(BOM)
    file.seek(0)
    if b'"FeatureCollection"' in first or b'"features"' in first:
        return "features.item"
    line, ended, rest = first.partition(b"\n")
    return None if ended and line.strip().endswith(b"}") and rest.lstrip().startswith(b"{") else "item"


def lists(file: BinaryIO) -> Iterator[str]:
    """Where the beginning of a document has lists of objects, as `items` says it: up to what is nested too deep.

    Paths are kept here, as `_objects` does.
    """
    found: set[tuple[str, ...]] = set()
    path: list[str] = []
    bounded = _Bounded(file)
    with suppress(ijson.JSONError, _ValueTooLong):
        for event, value in islice(ijson.basic_parse(bounded), limits.LOOKED_AT_MAX):
            bounded.since = 0
            if event == "map_key":
                path[-1] = value
            elif _DEEPER.get(event) == -1:
                path.pop()
            elif event in _DEEPER:
                if event == "start_map" and path[-1:] == ["item"] and (here := tuple(path)) not in found:
                    found.add(here)
                    yield ".".join(path)
                path.append("item" if event == "start_array" else "")
                if len(path) > limits.OBJECT_DEPTH_MAX:
                    return


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


class _Bad(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Bad(_TWICE)
    return found


_DEEPER = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


@dataclass(slots=True)
class _Made:
    """An object that is being put together from ijson's events."""

    nodes_max: int
    value: Any = None
    problem: Problem | None = None
    nodes: int = 0
    depth: int = 0
    """Containers that are open."""
    _open: list[tuple[Any, str]] = field(default_factory=list)
    """Those of them that are kept, each with the key that comes next."""

    def take(self, event: str, value: Any) -> bool:
        """Whether the object is whole now. What is refused is read to its end and not kept, however deep it goes."""
        self.depth += _DEEPER.get(event, 0)
        if not self.problem:
            self._keep(event, value)
            if self.problem:
                self.value, self._open = None, []
        return not self.depth

    def _keep(self, event: str, value: Any) -> None:
        self.nodes += 1
        if self.nodes > self.nodes_max:
            self.problem = Problem((), "TOO_LONG", f"has more than {self.nodes_max:,} values: simplify its geometry")
        elif self.depth > limits.OBJECT_DEPTH_MAX:
            self.problem = Problem((), *_TOO_DEEP)
        elif event in ("end_map", "end_array"):
            self._open.pop()
        elif event == "map_key":
            container, _ = self._open[-1]
            if value in container:
                self.problem = Problem((), *_TWICE)
            self._open[-1] = (container, value)
        else:
            opened: Any = {"start_map": {}, "start_array": []}.get(event)
            self._put(value if opened is None else opened)
            if opened is not None:
                self._open.append((opened, ""))

    def _put(self, value: Any) -> None:
        if not self._open:
            self.value = value
        elif isinstance(container := self._open[-1][0], dict):
            container[self._open[-1][1]] = value
        else:
            container.append(value)


class _ValueTooLong(Exception):
    pass


@dataclass(slots=True)
class _Bounded:
    """Gives up where the parser reads on and on and makes no value of it: it would keep a text without an end."""

    file: BinaryIO
    since: int = 0
    """Bytes since the last value."""

    def read(self, size: int) -> bytes:
        self.since += size
        if self.since > limits.LINE_BYTES_MAX:
            raise _ValueTooLong
        return self.file.read(size)


def _objects(file: BinaryIO, at: str, nodes_max: int) -> Iterator[_Made]:
    """Paths are kept here: ijson makes them anew for every token, which takes hours where the nesting is deep."""
    wanted, path = at.split("."), list[str]()
    made: _Made | None = None
    bounded = _Bounded(file)
    for event, value in ijson.basic_parse(bounded, use_float=True):
        bounded.since = 0
        if made is not None:
            if made.take(event, value):
                yield made
                made = None
        elif event == "map_key":
            path[-1] = value
        elif event in ("end_map", "end_array"):
            path.pop()
        elif len(path) == len(wanted) and all(want in ("*", here) for want, here in zip(wanted, path, strict=True)):
            made = _Made(nodes_max)
            if made.take(event, value):
                yield made
                made = None
        elif event in ("start_map", "start_array"):
            path.append("item" if event == "start_array" else "")
            if len(path) > limits.OBJECT_DEPTH_MAX:
                yield _Made(nodes_max, problem=Problem((), *_TOO_DEEP))
                return
