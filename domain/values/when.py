"""The time in which a number of people was told to have moved or come to harm: local civil time, both ends included."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from domain.values import edtf

A_DAY = timedelta(hours=24)


class When(NamedTuple):
    """An open end is the end of the calendar."""

    first: datetime
    last: datetime

    @property
    def length(self) -> timedelta:
        return self.last - self.first

    @property
    def is_period(self) -> bool:
        """Longer than a day: a number told for it may be the total of several happenings."""
        return self.length > A_DAY

    def overlaps(self, other: "When") -> bool:
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: "When") -> bool:
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=65_536)
def when(occurred: str) -> When:
    """The time that an EDTF date or interval may mean."""
    found = edtf.bounds(occurred)
    return When(found.earliest or datetime.min, found.latest or datetime.max)


def days_of(first: date, last: date) -> When:
    """From the beginning of one civil day to the end of another."""
    return When(datetime.combine(first, datetime.min.time()), datetime.combine(last, edtf.END_OF_DAY))


def common(times: list[When]) -> When:
    """The time of one happening by several tellings: what they share, else the whole of what they name."""
    first, last = max(one.first for one in times), min(one.last for one in times)
    if first <= last:
        return When(first, last)
    return When(min(one.first for one in times), max(one.last for one in times))
