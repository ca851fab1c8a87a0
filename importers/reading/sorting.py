"""Sorting more than fits into memory: in parts on the disk, which are read side by side."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import Any

from importers import limits


class _Part:
    """Items in order, in a file without a name, which is gone when it is closed."""

    def __init__(self, ordered: Iterable[Any]):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the sorter)
        try:
            for self._last, item in enumerate(ordered, start=1):
                pickle.dump(item, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        # Pickles that this process wrote into a file without a name: nobody else can have put anything there.
        return (pickle.load(self._file) for _ in range(self._last))

    def close(self) -> None:
        self._file.close()


@dataclass(slots=True)
class Sorter:
    """Takes items and gives them back in order; what it has laid on the disk is gone at its end.

    `pause` is called now and then while parts are put together, which can take a minute: who wants it ended raises
    there.
    """

    pause: Callable[[], None] = lambda: None
    rows_max: int = limits.SORT_ROWS_MAX
    parts_max: int = limits.SORT_PARTS_MAX
    _here: list[Any] = field(default_factory=list)
    _count: int = 0
    _levels: list[list[_Part]] = field(default_factory=list)
    """Parts by how often they were put together: so each item is written a few times, however many there are."""

    def __enter__(self) -> "Sorter":
        return self

    def __exit__(self, *error: object) -> None:
        for part in self._parts():
            part.close()

    def __len__(self) -> int:
        return self._count

    def add(self, item: Any) -> None:
        self._count += 1
        self._here.append(item)
        if len(self._here) >= self.rows_max:
            part, self._here = sorted(self._here), []
            self._lay(part, 0)

    def sorted(self) -> Iterator[Any]:
        self._here.sort()
        return merge(*self._parts(), self._here)

    def _lay(self, ordered: Iterable[Any], level: int) -> None:
        if level == len(self._levels):
            self._levels.append([])
        parts = self._levels[level]
        parts.append(_Part(ordered))
        if len(parts) == self.parts_max:
            self._lay(self._pausing(merge(*parts)), level + 1)
            for part in parts:
                part.close()
            parts.clear()

    def _pausing(self, items: Iterable[Any]) -> Iterator[Any]:
        for count, item in enumerate(items):
            if count % self.rows_max == 0:
                self.pause()
            yield item

    def _parts(self) -> Iterator[_Part]:
        return (part for level in self._levels for part in level)
