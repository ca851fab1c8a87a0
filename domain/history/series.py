"""How many places each holder had on each of many days."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from domain.control.state import State
from domain.history.place_history import PlaceHistory, runs
from domain.history.tally import Count, Row


class Point(NamedTuple):
    """The tally of one civil day. `denominator`: the places that existed on it."""

    day: date
    denominator: int
    rows: list[Row]


def series(histories: Iterable[PlaceHistory], days: Sequence[date]) -> list[Point]:
    """For each of the days, which are in order, what `tally` says of all places that exist on it.

    A line sweeps over the days once: a place is counted anew only where its state changes.
    """
    begun: list[list[State]] = [[] for _ in days]
    over: list[list[State]] = [[] for _ in (*days, None)]
    for history in histories:
        for run in runs(history, days):
            begun[run.first].append(run.state)
            over[run.end].append(run.state)
    count, rows, points = Count(), [], []
    for day, new, old in zip(days, begun, over, strict=False):
        for state in new:
            count.add(state)
        for state in old:
            count.remove(state)
        if new or old:
            rows = count.rows()
        points.append(Point(day, count.places, rows))
    return points
