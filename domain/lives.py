"""One place over time: when it existed, what was told of it, and how that looks from a row of days."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.state import UNKNOWN, Period, State


@dataclass(frozen=True, slots=True)
class Life:
    """A place with its periods in order. It exists from `exists_from`, and on `exists_to` no longer: civil days."""

    place: str
    exists_from: date | None
    exists_to: date | None
    periods: Sequence[Period]


class Run(NamedTuple):
    """One state on the days from number `first` up to before number `end`."""

    first: int
    end: int
    state: State


def runs(life: Life, days: Sequence[date]) -> list[Run]:
    """The state on each of the days, which are in order, on which the place exists; UNKNOWN where nobody said anything.

    The runs follow each other without a gap, and none repeats the one before. The work hangs on the number of periods
    and not of days.
    """
    found: list[Run] = []

    def add(end: int, state: State) -> None:
        first = found[-1].end if found else begin
        if first >= end:
            return
        if found and found[-1].state == state:
            first = found.pop().first
        found.append(Run(first, end, state))

    begin = 0 if life.exists_from is None else bisect_left(days, life.exists_from)
    over = len(days) if life.exists_to is None else bisect_left(days, life.exists_to)
    for period in life.periods:
        add(min(bisect_left(days, period.start), over), UNKNOWN)
        add(min(len(days) if period.end is None else bisect_left(days, period.end), over), period.state)
    add(over, UNKNOWN)
    return found
