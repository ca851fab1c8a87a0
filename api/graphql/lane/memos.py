"""Pieces of answers that are kept, bounded by their bytes all together: the pieces of a place in a state are the same
for every day on which it has that state.
"""

from collections.abc import Callable, Sequence
from typing import Any

from api import limits

_ENTRY_BYTES = 150
"""What a piece takes besides its text."""


class Budget:
    """The bytes of all memos. When they are spent, all are emptied: what is asked often is soon back."""

    def __init__(self, bytes_max: int = limits.LANE_BYTES_KEPT_MAX):
        self._bytes_max = bytes_max
        self._bytes = 0
        self._memos: dict[int, Memo] = {}

    def spend(self, memo: "Memo", size: int) -> None:
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
            missing = [*{number: None for number in numbers if number not in self}]
            found = {number: self[number] for number in numbers if number in self}
            found |= zip(missing, self._make(missing), strict=True)
            for number in missing:
                self._keep(number, found[number])
            return [*map(found.__getitem__, numbers)]

    def _keep(self, number: int, made: Any) -> None:
        self._budget.spend(self, len(made) if isinstance(made, bytes) else sum(map(len, made)))
        self[number] = made
