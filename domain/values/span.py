"""Stretches of local civil time, open at the start and closed at the end: (lo, hi].

The end of a day belongs to it, so the state at the end of day D is asked at D 23:59:59, and a change that must come
after another one has that one's last second as its `lo`.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from domain.values.edtf import END_OF_DAY, Bounds, written

OPEN = datetime.min
"""The `lo` of a stretch of which nobody knows the beginning."""

_SECOND = timedelta(seconds=1)


class Span(NamedTuple):
    lo: datetime
    hi: datetime

    @classmethod
    def of(cls, found: Bounds) -> "Span":
        """The stretch of an EDTF date that has an end."""
        assert found.latest is not None
        return cls(OPEN if found.earliest is None else found.earliest - _SECOND, found.latest)

    @property
    def is_open(self) -> bool:
        return self.lo == OPEN

    def overlaps(self, other: "Span") -> bool:
        return max(self.lo, other.lo) < min(self.hi, other.hi)

    def meet(self, other: "Span") -> "Span":
        return Span(max(self.lo, other.lo), min(self.hi, other.hi))

    def edtf(self, *, cut: bool) -> str:
        """The stretch as it is shown. A cut one begins with the date of what it must come after."""
        last = written(self.hi, whole_at=END_OF_DAY)
        if self.is_open:
            return f"../{last}"
        first = written(self.lo, END_OF_DAY) if cut else written(self.lo + _SECOND, time.min)
        return first if first == last else f"{first}/{last}"


def end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY)


def first_day_reaching(moment: datetime) -> date:
    """The first day whose end is not before the moment."""
    return moment.date()


def first_day_past(moment: datetime) -> date:
    """The first day whose end is after the moment."""
    return moment.date() + timedelta(days=1) if moment.time() == END_OF_DAY else moment.date()
