"""One place over time: when it existed, what was told of it, and how that looks from a row of days."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.control.state import UNKNOWN, Period, State
from domain.values.days import Days


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """A place with its periods in order, and the days, in order, on which it is there and is asked about.

    There may be several stretches: a place can be moved out of a province and back.
    """

    place: str
    stretches: Sequence[Days]
    periods: Sequence[Period]


class Run(NamedTuple):
    """One state on the days from number `first` up to before number `end`."""

    first: int
    end: int
    state: State


def runs(life: PlaceHistory, days: Sequence[date]) -> list[Run]:
    """The state on each of the days, which are in order, on which the place is there; UNKNOWN where nobody said
    anything.

    Within a stretch the runs follow each other without a gap, and none repeats the one before. The work hangs on the
    number of periods and not of days.
    """
    found: list[Run] = []
    for since, until in life.stretches:
        begin = bisect_left(days, since)
        over = len(days) if until == date.max else bisect_left(days, until)
        for run in _runs(life.periods, days, begin, over):
            if found and found[-1].end == run.first and found[-1].state == run.state:
                run = Run(found.pop().first, run.end, run.state)
            found.append(run)
    return found


def _runs(periods: Sequence[Period], days: Sequence[date], begin: int, over: int) -> Iterator[Run]:
    for period in periods:
        past = len(days) if period.end is None else bisect_left(days, period.end)
        for end, state in ((bisect_left(days, period.start), UNKNOWN), (past, period.state)):
            if begin < min(end, over):
                yield Run(begin, min(end, over), state)
                begin = min(end, over)
    if begin < over:
        yield Run(begin, over, UNKNOWN)
