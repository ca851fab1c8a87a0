"""Things in order of time, to be asked quickly which of them touch a stretch of it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

from domain.values.span import Span

T = TypeVar("T")


class Timeline(Generic[T]):
    """`time` says when a thing was; they stand in order of the ends of their times."""

    def __init__(self, things: Iterable[T], time: Callable[[T], Span]):
        timed = sorted(((time(thing), thing) for thing in things), key=lambda one: one[0].hi)
        self._timed = timed
        self._ends = [span.hi for span, _ in timed]
        begins = accumulate((span.lo for span, _ in reversed(timed)), min)
        self._begun = list(begins)[::-1]
        """For each of them, when it or one after it begins first: where to stop looking."""

    def about(self, first: datetime, last: datetime) -> Iterator[T]:
        """Those that end at `first` or after it, and begin before `last`."""
        for index in range(bisect_left(self._ends, first), len(self._timed)):
            if self._begun[index] >= last:
                return
            span, thing = self._timed[index]
            if span.lo < last:
                yield thing
