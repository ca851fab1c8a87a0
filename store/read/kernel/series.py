"""How many places each holder has on each of many days, counted over the columns of the kernel.

The same as `domain/history/series.py` counts place by place: each period adds to the counts of its holders on its first
day and takes from them after its last, and running sums give every day.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.control.claims import Held
from domain.history.series import Point
from domain.history.tally import Row, held_by, in_order, is_sure
from domain.values.terms import Direction, PlaceKind, Policy
from store.read.kernel.growing import Words
from store.read.kernel.index import PeriodIndex
from store.read.kernel.membership import Windows
from store.read.kernel.states import StateRow, States
from store.read.kernel.world import World

Numbers = NDArray[Any]


def series(
    world: World,
    days: Sequence[date],
    kind: PlaceKind,
    within: str | None,
    policy: Policy = Policy.AGAINST_INTEREST,
    aspect: Aspect = Aspect.CONTROL,
) -> list[Point]:
    """The tally of all places of a kind that exist on each of the days, which are in order.

    Of the status, every direction counts as BOTH, as in `domain/history/status_tally.py`.
    """
    over = _on_days(world.windows(kind, within), np.array([day.toordinal() for day in days]))
    runs = _runs(world.index(aspect, policy), over)
    places = _running(over.first, over.end, len(days))
    counts = _Counts(world.states, aspect, len(days))
    counts.add(runs.state, runs.first, runs.end)
    counts.add_unknown(places - _running(runs.first, runs.end, len(days)))
    return [Point(*point) for point in zip(days, places.tolist(), counts.rows(), strict=True)]


class _Over(NamedTuple):
    """Windows or periods over the days of the question: the number of the first day, and of the day after the last."""

    subject: Numbers
    first: Numbers
    end: Numbers
    days: Numbers


class _Runs(NamedTuple):
    state: Numbers
    first: Numbers
    end: Numbers


def _on_days(windows: Windows, days: Numbers) -> _Over:
    first, end = np.searchsorted(days, windows.since), np.searchsorted(days, windows.until)
    some = first < end
    return _Over(windows.place[some], first[some], end[some], days)


def _runs(index: PeriodIndex, over: _Over) -> _Runs:
    """The periods of the places within their windows."""
    begin, past = index.slices(over.subject)
    number = past - begin
    window = np.repeat(np.arange(len(number)), number)
    period = np.arange(len(window)) - np.repeat(np.cumsum(number) - number, number) + begin[window]
    first = np.maximum(over.first[window], np.searchsorted(over.days, index.start[period]))
    end = np.minimum(over.end[window], np.searchsorted(over.days, index.end[period]))
    some = first < end
    return _Runs(index.state[period[some]], first[some], end[some])


def _running(first: Numbers, end: Numbers, days: int) -> Numbers:
    """How many of the runs have each day."""
    changes = np.bincount(first, minlength=days + 1) - np.bincount(end, minlength=days + 1)
    return np.cumsum(changes)[:days]


class _Counts:
    """Low and high of every holder and level on every day, as changes from the day before until they are summed."""

    def __init__(self, states: States, aspect: Aspect, days: int):
        self._states, self._aspect, self._days = states, aspect, days
        self._held = Words()
        self._added: list[tuple[int, bool, Numbers, Numbers]] = []
        self._unknown: Numbers = np.zeros(days, np.int64)

    def add(self, states: Numbers, first: Numbers, end: Numbers) -> None:
        """States with alike claims count alike: the work is for each kind of state, and not for each state."""
        kinds, kind_of = np.unique(_counting(self._states, states), return_inverse=True)
        example = np.zeros(len(kinds), np.int64)
        example[kind_of] = states
        order = np.argsort(kind_of, kind="stable")
        bounds = np.searchsorted(kind_of[order], np.arange(len(kinds) + 1))
        for kind in range(len(kinds)):
            chosen = order[bounds[kind] : bounds[kind + 1]]
            row = self._row(int(example[kind]))
            for held in _may_be(row):
                self._added.append((self._held.number(held), is_sure(row.certainty), first[chosen], end[chosen]))

    def add_unknown(self, places: Numbers) -> None:
        """So many places on each day of which nobody says anything."""
        self._unknown = places

    def rows(self) -> list[list[Row]]:
        """The rows of every day, the most places first; days that are alike share theirs."""
        unknown = self._held.number(_held(self._row(0)))
        shape = self._days + 1, len(self._held.words)
        low, high = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for held, sure, first, end in self._added:
            changes = np.bincount(first, minlength=shape[0]) - np.bincount(end, minlength=shape[0])
            high[:, held] += changes
            if sure:
                low[:, held] += changes
        low, high = np.cumsum(low, axis=0)[:-1], np.cumsum(high, axis=0)[:-1]
        low[:, unknown] += self._unknown
        high[:, unknown] += self._unknown
        return _in_order(self._held.words, low, high)

    def _row(self, state: int) -> StateRow:
        return _counted(self._states, state, self._aspect)


def _counted(states: States, number: int, aspect: Aspect) -> StateRow:
    """The row of a state as it counts: of a status every direction is BOTH."""
    row = states.row(number)
    if aspect is Aspect.CONTROL:
        return row
    others = tuple(other._replace(level=Direction.BOTH) for other in row.alternatives)
    return row._replace(level=Direction.BOTH, alternatives=others)


def _counting(states: States, numbers: Numbers) -> Numbers:
    """What decides how a state counts, as one number."""
    key = states["alternatives"][numbers].astype(np.int64)
    for name, room in (("holder", 1 << 24), ("level", 1 << 5), ("certainty", 1 << 3)):
        key = key * room + states[name][numbers]
    return key * 2 + (states["basis_count"][numbers] > 0)


def _held(row: StateRow) -> Held:
    return row.holder, row.level


def _may_be(row: StateRow) -> frozenset[Held]:
    others = frozenset((other.holder, other.level) for other in row.alternatives)
    return held_by(_held(row), row.certainty, others, bool(row.basis_count))


def _in_order(held: Sequence[Held], low: Numbers, high: Numbers) -> list[list[Row]]:
    rank = np.empty(len(held), np.int64)
    rank[sorted(range(len(held)), key=lambda number: in_order(held[number]))] = np.arange(len(held))
    order = np.argsort(rank - high * len(held), axis=1)
    shown = np.count_nonzero(high, axis=1).tolist()
    differs = np.ones(len(high), bool)
    differs[1:] = (high[1:] != high[:-1]).any(axis=1) | (low[1:] != low[:-1]).any(axis=1)
    rows: list[list[Row]] = []
    for day, new in enumerate(differs.tolist()):
        if not new:
            rows.append(rows[-1])
            continue
        chosen = order[day, : shown[day]]
        lows, highs = low[day, chosen].tolist(), high[day, chosen].tolist()
        rows.append([Row(held[at], *counts) for at, *counts in zip(chosen.tolist(), lows, highs, strict=True)])
    return rows


def tally(states: States, numbers: Numbers, aspect: Aspect) -> list[Row]:
    """A row for every holder and level that any of the places with these states may have; the most places first.

    As `domain/history/tally.py` counts them, and states that count alike are looked at once.
    """
    _, example, places = np.unique(_counting(states, numbers), return_index=True, return_counts=True)
    low, high = Counter[Held](), Counter[Held]()
    for state, number in zip(numbers[example].tolist(), places.tolist(), strict=True):
        row = _counted(states, state, aspect)
        for held in _may_be(row):
            high[held] += number
            low[held] += number * is_sure(row.certainty)
    rows = [Row(held, low[held], number) for held, number in high.items()]
    return sorted(rows, key=lambda row: (-row.high, *in_order(row.held)))
