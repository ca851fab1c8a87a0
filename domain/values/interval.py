"""An interval of local civil time, to the second: open at its start and closed at its end, (start, end].

The end of a day belongs to the day, so the state at the end of day D is asked at D 23:59:59. A change that must come
after another one has the last second of that one as its `start`. An end that nobody knows is the end of the calendar.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

OPEN_START = datetime.min
"""The `start` of an interval whose beginning nobody knows."""
OPEN_END = datetime.max
END_OF_DAY = time(23, 59, 59)

_SECOND = timedelta(seconds=1)
_A_DAY = timedelta(hours=24)


class Interval(NamedTuple):
    """`start` does not belong to the interval, `end` does; both are local civil time."""

    start: datetime
    end: datetime

    @classmethod
    def between(cls, earliest: datetime | None, latest: datetime | None) -> "Interval":
        """The interval with these as its first and its last second; None is an open end."""
        return cls(
            OPEN_START if earliest is None else earliest - _SECOND,
            OPEN_END if latest is None else latest,
        )

    @property
    def earliest(self) -> datetime | None:
        """The first second that belongs to it; None where nobody knows the beginning."""
        return None if self.start == OPEN_START else self.start + _SECOND

    @property
    def latest(self) -> datetime | None:
        """The last second that belongs to it; None where nobody knows the end."""
        return None if self.end == OPEN_END else self.end

    @property
    def first_day(self) -> date | None:
        return None if self.start == OPEN_START else (self.start + _SECOND).date()

    @property
    def last_day(self) -> date | None:
        return None if self.end == OPEN_END else self.end.date()

    @property
    def is_open(self) -> bool:
        """Whether nobody knows its beginning."""
        return self.start == OPEN_START

    @property
    def length(self) -> timedelta:
        """From its first second to its last."""
        return self.end - (self.start if self.is_open else self.start + _SECOND)

    @property
    def is_period(self) -> bool:
        """Longer than a day: a number reported for it may be the total of several incidents."""
        return self.length > _A_DAY

    def overlaps(self, other: "Interval") -> bool:
        (start, end), (first, last) = self, other
        return start < last and first < end and start < end and first < last

    def covers(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: "Interval") -> "Interval":
        """What both share. Only of intervals that overlap or meet."""
        return Interval(max(self.start, other.start), min(self.end, other.end))


def hull(intervals: Collection[Interval]) -> Interval:
    """The smallest interval that covers all of them."""
    return Interval(min(one.start for one in intervals), max(one.end for one in intervals))


def shared(intervals: Collection[Interval]) -> Interval:
    """What all of them share; where they share nothing, their hull."""
    start, end = max(one.start for one in intervals), min(one.end for one in intervals)
    return Interval(start, end) if start < end else hull(intervals)


def civil_days(first: date, last: date) -> Interval:
    """From the beginning of one civil day to the end of another."""
    return Interval(datetime.combine(first, time.min) - _SECOND, end_of(last))


def end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY)


def first_day_reaching(moment: datetime) -> date:
    """The first day whose end is not before the moment."""
    return moment.date()


def first_day_past(moment: datetime) -> date:
    """The first day whose end is after the moment."""
    return moment.date() + timedelta(days=1) if moment.time() == END_OF_DAY else moment.date()
