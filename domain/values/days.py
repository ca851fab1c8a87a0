"""Runs of whole civil days: half-open, [since, until), so that one run begins where the one before it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """`until` does not belong to them. `date.min` and `date.max` are no bounds."""

    since: date
    until: date

    @classmethod
    def between(cls, first: date | None, last: date | None) -> "Days":
        """The days from the first to the last, both included; None is no bound."""
        return cls(
            date.min if first is None else first,
            date.max if last is None or last == date.max else last + _DAY,
        )

    @property
    def first(self) -> date | None:
        """None where there is no bound."""
        return None if self.since == date.min else self.since

    @property
    def last(self) -> date:
        """`date.max` where there is no bound."""
        return self.until if self.until == date.max else self.until - _DAY

    def overlaps(self, other: "Days") -> bool:
        return max(self.since, other.since) < min(self.until, other.until)

    def covers(self, other: "Days") -> bool:
        return self.since <= other.since and other.until <= self.until


ALWAYS = Days(date.min, date.max)


def joined(runs: Iterable[Days]) -> list[Days]:
    """The same days in order, in as few runs as can be."""
    result: list[Days] = []
    for since, until in sorted(run for run in runs if run.since < run.until):
        if result and since <= result[-1].until:
            since, until = result[-1].since, max(until, result.pop().until)
        result.append(Days(since, until))
    return result
