"""Pieces of answers that are kept, bounded by their bytes all together: the pieces of a place in a state are the same
for every day on which it has that state.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from api import limits

_ENTRY_BYTES = 150
"""What a piece takes besides its text."""


class _Emptied(Protocol):
    def clear(self) -> None: ...


class Budget:
    """The bytes of all memos. When they are spent, all are emptied: what is asked often is soon back."""

    def __init__(self, bytes_max: int = limits.LANE_BYTES_KEPT_MAX):
        self._bytes_max = bytes_max
        self._bytes = 0
        self._memos: dict[int, _Emptied] = {}

    def spend(self, memo: "_Emptied", size: int) -> None:
        """Count a piece that is about to be put into a memo."""
        self._bytes += size + _ENTRY_BYTES
        if self._bytes > self._bytes_max:
            for other in self._memos.values():
                other.clear()
            self._memos.clear()
            self._bytes = size + _ENTRY_BYTES
        self._memos[id(memo)] = memo


class Memo(dict[int, Any]):
    """Pieces by a number, bytes or bytes in a tuple. `make` gives those of many numbers at once."""

    def __init__(self, budget: Budget, make: Callable[[Sequence[int]], Sequence[Any]]):
        super().__init__()
        self._budget, self._make = budget, make

    def pieces(self, numbers: Sequence[int]) -> list[Any]:
        """The piece of each number; those that are missing are made, all in one go."""
        try:
            return [*map(self.__getitem__, numbers)]
        except KeyError:
            return self._with_missing(numbers)

    def _with_missing(self, numbers: Sequence[int]) -> list[Any]:
        pieces = [*map(self.get, numbers)]
        absent = [index for index, piece in enumerate(pieces) if piece is None]
        missing = [*{numbers[index]: None for index in absent}]
        made = dict(zip(missing, self._make(missing), strict=True))
        for index in absent:
            pieces[index] = made[numbers[index]]
        for number, piece in made.items():
            self._keep(number, piece)
        return pieces

    def _keep(self, number: int, made: Any) -> None:
        self._budget.spend(self, len(made) if isinstance(made, bytes) else sum(map(len, made)))
        self[number] = made


class ColumnTexts:
    """Texts by numbers that begin at 0 and leave few out, for columns of very many: they are looked up all at once."""

    def __init__(self, budget: Budget, make: Callable[[int], bytes]):
        self._budget, self._make = budget, make
        self.clear()

    def clear(self) -> None:
        self._texts: NDArray[Any] = np.empty(0, object)
        self._there = np.zeros(0, bool)

    def texts(self, numbers: NDArray[Any]) -> list[bytes]:
        """The text of each number."""
        if not len(numbers):
            return []
        self._make_room(int(numbers.max()) + 1)
        there, texts = self._there, self._texts
        for number in np.unique(numbers[~there[numbers]]).tolist():
            texts[number], there[number] = self._make(number), True
            self._budget.spend(self, len(texts[number]))
        found: list[bytes] = texts[numbers].tolist()
        return found

    def _make_room(self, length: int) -> None:
        more = length - len(self._texts)
        if more > 0:
            more = max(more, len(self._texts))
            self._texts = np.concatenate([self._texts, np.empty(more, object)])
            self._there = np.concatenate([self._there, np.zeros(more, bool)])
