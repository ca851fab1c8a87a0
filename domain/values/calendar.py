"""Things by the days on which they may have been, so that nobody need look at all of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from domain.values.when import When

T = TypeVar("T")
DAYS_MAX = 400
"""What is told for longer is looked at on every day."""


class Calendar(Generic[T]):
    def __init__(self) -> None:
        self._all: list[T] = []
        self._by_day: dict[int, list[int]] = defaultdict(list)
        self._long: list[int] = []

    def add(self, when: When, thing: T) -> None:
        number = len(self._all)
        self._all.append(thing)
        days = _days(when)
        for day in days:
            self._by_day[day].append(number)
        if not days:
            self._long.append(number)

    def at(self, when: When) -> Iterator[T]:
        """All that may have been on a day of this time, in the order in which it was added; and perhaps more."""
        days = _days(when)
        if not days:
            return iter(self._all)
        found = {number for day in days for number in self._by_day.get(day, ())}.union(self._long)
        return (self._all[number] for number in sorted(found))


def _days(when: When) -> range:
    """By their number; none where there are too many."""
    first, last = when.first.toordinal(), when.last.toordinal()
    return range(first, last + 1) if last - first < DAYS_MAX else range(0)
