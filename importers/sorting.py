"""Sorting more than fits into memory: in parts on the disk, which are read side by side."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from heapq import merge
from typing import Any

from importers import limits


def in_order(items: Iterable[Any]) -> Iterator[Any]:
    """The items, which compare with each other, in order."""
    with Sorter() as sorter:
        for item in items:
            sorter.add(item)
        yield from sorter.sorted()


@dataclass(slots=True)
class Sorter:
    """Takes items and gives them back in order; what it has laid on the disk is gone at its end."""

    rows_max: int = limits.SORT_ROWS_MAX
    _here: list[Any] = field(default_factory=list)
    _parts: list[Iterator[Any]] = field(default_factory=list)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Sorter":
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def add(self, item: Any) -> None:
        self._here.append(item)
        if len(self._here) >= self.rows_max:
            self._parts.append(self._spilled())

    def sorted(self) -> Iterator[Any]:
        self._here.sort()
        return merge(*self._parts, self._here)

    def _spilled(self) -> Iterator[Any]:
        file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (closed by the stack)
        part, self._here = sorted(self._here), []
        for item in part:
            pickle.dump(item, file, protocol=pickle.HIGHEST_PROTOCOL)
        file.seek(0)
        # Pickles that this process wrote into a file without a name: nobody else can have put anything there.
        return (pickle.load(file) for _ in range(len(part)))
