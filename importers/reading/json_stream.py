"""Values inside a JSON document of any size, streamed and bounded: none is held that is too long, large or deep."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

import ijson

from domain.values.problems import Problem
from importers import limits

KEY_TWICE = ("KEY_TWICE", "a key stands twice in one object: keep one")
_TOO_DEEP = ("TOO_DEEP", f"is nested more than {limits.OBJECT_DEPTH_MAX} deep: this is no table")
_DEEPER = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


@dataclass(slots=True)
class BuiltValue:
    """A value that is being built from the events of the parser; whole once `take` returns True."""

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
                self.problem = Problem((), *KEY_TWICE)
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


class ValueTooLong(Exception):
    """One value has more than LINE_BYTES_MAX bytes: probably its end is missing."""


@dataclass(slots=True)
class _BoundedReader:
    """Limits what the parser reads for one value: it would keep a text without an end in memory."""

    file: BinaryIO
    since: int = 0
    """Bytes since the last value."""

    def read(self, size: int) -> bytes:
        self.since += size
        if self.since > limits.LINE_BYTES_MAX:
            raise ValueTooLong
        return self.file.read(size)


def values_at(file: BinaryIO, at: str, nodes_max: int) -> Iterator[BuiltValue]:
    """The values at one path of a document; `*` is any key. Raises ijson.JSONError, ValueTooLong.

    Paths are kept here: ijson builds them anew for every token, which takes hours where the nesting is deep.
    """
    wanted, path = at.split("."), list[str]()
    made: BuiltValue | None = None
    bounded = _BoundedReader(file)
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
            made = BuiltValue(nodes_max)
            if made.take(event, value):
                yield made
                made = None
        elif event in ("start_map", "start_array"):
            path.append("item" if event == "start_array" else "")
            if len(path) > limits.OBJECT_DEPTH_MAX:
                yield BuiltValue(nodes_max, problem=Problem((), *_TOO_DEEP))
                return


def list_paths(file: BinaryIO) -> Iterator[str]:
    """The paths of lists of objects at the beginning of a document, as `values_at` takes them."""
    seen: set[tuple[str, ...]] = set()
    path: list[str] = []
    bounded = _BoundedReader(file)
    with suppress(ijson.JSONError, ValueTooLong):
        for event, value in islice(ijson.basic_parse(bounded), limits.LOOKED_AT_MAX):
            bounded.since = 0
            if event == "map_key":
                path[-1] = value
            elif _DEEPER.get(event) == -1:
                path.pop()
            elif event in _DEEPER:
                if event == "start_map" and path[-1:] == ["item"] and (here := tuple(path)) not in seen:
                    seen.add(here)
                    yield ".".join(path)
                path.append("item" if event == "start_array" else "")
                if len(path) > limits.OBJECT_DEPTH_MAX:
                    return
