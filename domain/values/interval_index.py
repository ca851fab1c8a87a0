"""Finds the items whose intervals touch a given one, in O(log n) and one step for each item found."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from domain.values.interval import Interval

T = TypeVar("T")


class IntervalIndex(Generic[T]):
    """In order of start. Over the ends stands a tree of maxima: below a node nothing ends later than it says.

    It is the augmented tree of Cormen et al., Introduction to Algorithms, section 14.3, laid out in an array.
    """

    def __init__(self, items: Iterable[T], interval: Callable[[T], Interval]):
        timed = sorted(((interval(item), item) for item in items), key=lambda pair: pair[0].start)
        self._items = [item for _, item in timed]
        self._starts = [when.start for when, _ in timed]
        self._width = 1 << max(0, len(timed) - 1).bit_length()
        """How many leaves the tree has: a power of two."""
        leaves = [when.end for when, _ in timed]
        leaves += [datetime.min] * (self._width - len(leaves))
        self._latest = [datetime.min] * self._width + leaves
        """Of node n the children are 2n and 2n + 1."""
        for node in range(self._width - 1, 0, -1):
            self._latest[node] = max(self._latest[2 * node], self._latest[2 * node + 1])

    def touching(self, first: datetime, last: datetime) -> Iterator[T]:
        """Those that end at `first` or after it and begin before `last`, in order of start."""
        begun = bisect_left(self._starts, last)
        below = [(1, 0, self._width)]
        while below:
            node, leaf, width = below.pop()
            if leaf >= begun or self._latest[node] < first:
                continue
            if width == 1:
                yield self._items[leaf]
            else:
                half = width // 2
                below += [(2 * node + 1, leaf + half, half), (2 * node, leaf, half)]
