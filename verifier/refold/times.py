"""Dates as they are reported (EDTF: docs/events.md) as intervals of local civil time, open at their start."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

NEVER, FOREVER = datetime.min, datetime.max
SECOND, LAST = timedelta(seconds=1), time(23, 59, 59)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")


class Interval(NamedTuple):
    start: datetime
    end: datetime

    @property
    def is_open(self) -> bool:
        return self.start == NEVER

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end


def interval(text: str) -> Interval:
    """All that a date, a/b or a set may mean. Raises ValueError."""
    first, slash, last = text.partition("/")
    if slash:
        return _from_to(first, last)
    if text.startswith("["):
        parts = [_from_to(*part.split("..")) if ".." in part else _date(part) for part in text[1:-1].split(",")]
        return Interval(min(part.start for part in parts), max(part.end for part in parts))
    return _date(text)


def end_part(text: str) -> Interval:
    """Of a/b that of b, else that of the date."""
    return interval(text.rpartition("/")[2])


def written(start: datetime, end: datetime, cut: bool) -> str:
    """As `since` has it: what is cut begins with the moment that it must come after."""
    last = _briefly(end, LAST)
    if start == NEVER:
        return f"../{last}"
    first = _briefly(start, LAST) if cut else _briefly(start + SECOND, time.min)
    return first if first == last else f"{first}/{last}"


def _briefly(moment: datetime, edge: time) -> str:
    if moment.time() == edge:
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes" if moment.second in (0, 59) else "seconds")


def _from_to(first: str, last: str) -> Interval:
    start = NEVER if first in ("", "..") else _date(first).start
    return Interval(start, FOREVER if last in ("", "..") else _date(last).end)


def _date(text: str) -> Interval:
    if _MOMENT.fullmatch(text):
        moment = datetime.fromisoformat(text)
        return Interval(moment - SECOND, moment if text.count(":") == 2 else moment + timedelta(seconds=59))
    days = _days(*[*text.rstrip("~?%").split("-"), "XX", "XX"][:3])
    return Interval(datetime.combine(min(days), time.min) - SECOND, datetime.combine(max(days), LAST))


def _days(year: str, month: str, day: str) -> list[date]:
    """The outermost days that the digits allow; X is any digit."""
    years = [each for each in range(1800, 2200) if _allows(year, f"{each:04}")]
    months = [each for each in range(1, 13) if _allows(month, f"{each:02}")]
    return [
        date(y, m, d)
        for y in (years[0], years[-1])
        for m in months
        for d in range(1, monthrange(y, m)[1] + 1)
        if _allows(day, f"{d:02}")
    ]


def _allows(pattern: str, text: str) -> bool:
    return all(digit in ("X", other) for digit, other in zip(pattern, text, strict=True))
