"""Columns that grow: numpy arrays of one length to which rows are added, and in which none is ever changed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FIRST_CAPACITY = 1024


class Columns:
    """Named arrays of equal length, with room behind their end."""

    def __init__(self, types: Mapping[str, Any]):
        self._arrays = {name: np.zeros(_FIRST_CAPACITY, kind) for name, kind in types.items()}
        self.length = 0

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column as it is now. A row that is added later is not in it."""
        return self._arrays[name][: self.length]

    def add(self, **columns: Any) -> NDArray[np.int32]:
        """Add rows, given as sequences of equal length, and give their numbers."""
        added = len(next(iter(columns.values())))
        begin, end = self.length, self.length + added
        for name, values in columns.items():
            if end > len(self._arrays[name]):
                self._arrays[name] = _longer(self._arrays[name], end)
            self._arrays[name][begin:end] = values
        self.length = end
        return np.arange(begin, end, dtype=np.int32)

    def whole(self) -> dict[str, NDArray[Any]]:
        """Every column, to be written to a file."""
        return {name: self[name] for name in self._arrays}


def _longer(array: NDArray[Any], needed: int) -> NDArray[Any]:
    longer = np.zeros(max(needed, 2 * len(array)), array.dtype)
    longer[: len(array)] = array
    return longer


class Words:
    """Texts and other values that repeat, each kept once and known by its number."""

    def __init__(self, *first: Any):
        self.words: list[Any] = []
        self._numbers: dict[Any, int] = {}
        for word in first:
            self.number(word)

    def number(self, word: Any) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self.words)
            self.words.append(word)
        return known

    def known(self, word: Any) -> int | None:
        """The number of a word that has been seen, None for any other."""
        return self._numbers.get(word)
