"""Texts that repeat, each kept once and known by its number."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Texts:
    """Those that come from a file stay one piece of bytes, of which a text is read when somebody asks for it, and which
    is gone through when the first new one is added. Number 0 is the empty text.
    """

    def __init__(self, whole: bytes = b"", ends: NDArray[Any] | None = None, added: Sequence[str] = ()) -> None:
        self._bytes, self._ends = whole, np.zeros(1, np.int64) if ends is None else ends
        self._added = [*added]
        self._numbers: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._ends) + len(self._added)

    def __getitem__(self, number: int) -> str:
        if number >= len(self._ends):
            return self._added[number - len(self._ends)]
        begin = int(self._ends[number - 1]) if number else 0
        return self._bytes[begin : int(self._ends[number])].decode()

    def number(self, text: str) -> int:
        """The number of a text, a new one where it has none yet."""
        if self._numbers is None:
            self._numbers = {self[number]: number for number in range(len(self))}
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = len(self)
            self._added.append(text)
        return known

    def copy(self) -> "Texts":
        """The texts that there are now, which stay as they are."""
        return Texts(self._bytes, self._ends, [*self._added])

    def saved(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The bytes of all texts, and where each ends, of which they can be made again."""
        added = [text.encode() for text in self._added]
        ends = np.cumsum([len(self._bytes), *map(len, added)], dtype=np.int64)[1:]
        return np.frombuffer(b"".join([self._bytes, *added]), np.uint8), np.concatenate([self._ends, ends])
