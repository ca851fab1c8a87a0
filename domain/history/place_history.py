"""One place over time: when it existed, its periods, and its states on a list of days."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.control.state import UNKNOWN, Period, State
from domain.history.brief_turns import BriefTurn
from domain.values.days import Days


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """A place with its periods in order.

    `existence` are the days, in order, on which it exists and belongs to the question: there may be several runs of
    them, since a place can be moved out of a province and back. `brief` are turns that no period shows; they are given
    where it is asked how often a place fell.
    """

    place: str
    existence: Sequence[Days]
    periods: Sequence[Period]
    brief: Sequence[BriefTurn] = ()


class Run(NamedTuple):
    """One state on the days from number `first` up to before number `end`."""

    first: int
    end: int
    state: State


def runs(history: PlaceHistory, days: Sequence[date]) -> list[Run]:
    """The state on each of the days, which are in order, on which the place exists; UNKNOWN where there is no claim.

    Within a run of existence there is no gap, and no run repeats the one before. The work grows with the number of
    periods and not with that of days.
    """
    result: list[Run] = []
    for since, until in history.existence:
        begin = bisect_left(days, since)
        over = len(days) if until == date.max else bisect_left(days, until)
        for run in _runs(history.periods, days, begin, over):
            if result and result[-1].end == run.first and result[-1].state == run.state:
                run = Run(result.pop().first, run.end, run.state)
            result.append(run)
    return result


def _runs(periods: Sequence[Period], days: Sequence[date], begin: int, over: int) -> Iterator[Run]:
    for period in periods:
        past = len(days) if period.end is None else bisect_left(days, period.end)
        for end, state in ((bisect_left(days, period.start), UNKNOWN), (past, period.state)):
            if begin < min(end, over):
                yield Run(begin, min(end, over), state)
                begin = min(end, over)
    if begin < over:
        yield Run(begin, over, UNKNOWN)
