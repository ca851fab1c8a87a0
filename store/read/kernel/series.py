"""How many places each holder has on each of many days, counted over the columns of the kernel.

The same as `domain/history/series.py` counts place by place: each period adds to the counts of its holders on its first
day and takes from them after its last, and running sums give every day.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.control.claims import Held
from domain.history.series import Point
from domain.history.tally import Row, held_by, in_order, is_sure
from domain.values.terms import Certainty, Direction, PlaceKind, Policy
from store.read.kernel.growing import Words
from store.read.kernel.runs import runs, stays
from store.read.kernel.states import AlternativeRow, StateRow, States
from store.read.kernel.world import World

Numbers = NDArray[Any]
_KINDS_KEPT = 50_000
"""Of states that count alike."""


class Tallies(NamedTuple):
    """The tallies of many days in columns. `low` and `high` have a row for each day and a column for each of `held`.

    The first `shown` columns in the `order` of a day are those that count, the most places first. `same`: whether a day
    is counted as the day before.
    """

    days: Sequence[date]
    places: Numbers
    held: Sequence[Held]
    low: Numbers
    high: Numbers
    order: Numbers
    shown: Numbers
    same: NDArray[np.bool_]

    def points(self) -> list[Point]:
        """The same as objects; days that are alike share their rows."""
        points: list[Point] = []
        low, high = (np.take_along_axis(counts, self.order, 1).tolist() for counts in (self.low, self.high))
        columns = (self.order.tolist(), low, high, self.shown.tolist(), self.same.tolist())
        for day, places, *counts, shown, same in zip(self.days, self.places.tolist(), *columns, strict=True):
            rows = points[-1].rows if same else []
            if not same:
                kept = (column[:shown] for column in counts)
                rows = [Row(self.held[at], low, high) for at, low, high in zip(*kept, strict=True)]
            points.append(Point(day, places, rows))
        return points


def series(
    world: World,
    days: Sequence[date],
    kind: PlaceKind,
    within: str | None,
    policy: Policy = Policy.AGAINST_INTEREST,
    aspect: Aspect = Aspect.CONTROL,
) -> Tallies:
    """The tally of all places of a kind that exist on each of the days, which are in order.

    Of the status, every direction counts as BOTH, as in `domain/history/status_tally.py`.
    """
    over = stays(world.windows(kind, within), np.array([day.toordinal() for day in days]))
    spans = runs(world.index(aspect, policy), over)
    places = _running(over.first, over.end, len(days))
    counts = _Counts(world.states, aspect, len(days))
    counts.add(spans.state, spans.first, spans.end)
    counts.add_unknown(places - _running(spans.first, spans.end, len(days)))
    return counts.tallies(days, places)


def _running(first: Numbers, end: Numbers, days: int) -> Numbers:
    """How many of the runs have each day."""
    changes = np.bincount(first, minlength=days + 1) - np.bincount(end, minlength=days + 1)
    return np.cumsum(changes)[:days]


class _Counts:
    """Low and high of every holder and level on every day, as runs of days until they are summed."""

    def __init__(self, states: States, aspect: Aspect, days: int):
        self._states, self._aspect, self._days = states, aspect, days
        self._held = Words()
        self._certain: defaultdict[int, list[tuple[Numbers, Numbers]]] = defaultdict(list)
        self._possible: defaultdict[int, list[tuple[Numbers, Numbers]]] = defaultdict(list)
        self._unknown: Numbers = np.zeros(days, np.int64)

    def add(self, states: Numbers, first: Numbers, end: Numbers) -> None:
        """States with alike claims count alike: the work is for each kind of state, and not for each state."""
        kinds, kind_of = np.unique(_counting(self._states, states), return_inverse=True)
        example = np.zeros(len(kinds), np.int64)
        example[kind_of] = states
        order = np.argsort(kind_of, kind="stable")
        bounds = np.searchsorted(kind_of[order], np.arange(len(kinds) + 1)).tolist()
        first, end = first[order], end[order]
        for kind, state in enumerate(example.tolist()):
            chosen = slice(bounds[kind], bounds[kind + 1])
            row = _counted(self._states, state, self._aspect)
            for held in map(self._held.number, _may_be(row)):
                self._possible[held].append((first[chosen], end[chosen]))
                if is_sure(row.certainty):
                    self._certain[held].append((first[chosen], end[chosen]))

    def add_unknown(self, places: Numbers) -> None:
        """So many places on each day of which nobody says anything."""
        self._unknown = places

    def tallies(self, days: Sequence[date], places: Numbers) -> Tallies:
        unknown = self._held.number(_held(_counted(self._states, 0, self._aspect)))
        low, high = self._summed(self._certain), self._summed(self._possible)
        low[:, unknown] += self._unknown
        high[:, unknown] += self._unknown
        held: list[Held] = self._held.words
        rank = np.empty(len(held), np.int64)
        rank[sorted(range(len(held)), key=lambda number: in_order(held[number]))] = np.arange(len(held))
        order = np.argsort(rank - high * len(held), axis=1)
        same = np.zeros(len(high), bool)
        same[1:] = (high[1:] == high[:-1]).all(axis=1) & (low[1:] == low[:-1]).all(axis=1)
        return Tallies(days, places, held, low, high, order, np.count_nonzero(high, axis=1), same)

    def _summed(self, runs: Mapping[int, Sequence[tuple[Numbers, Numbers]]]) -> Numbers:
        """A column for every holder and level, a row for every day."""
        counts = np.zeros((self._days, len(self._held.words)), np.int64)
        for held, parts in runs.items():
            first, end = (np.concatenate(column) for column in zip(*parts, strict=True))
            counts[:, held] = _running(first, end, self._days)
        return counts


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
    return _held_by(_held(row), row.certainty, row.alternatives, bool(row.basis_count))


@lru_cache(_KINDS_KEPT)
def _held_by(
    held: Held, certainty: Certainty, alternatives: tuple[AlternativeRow, ...], has_basis: bool
) -> frozenset[Held]:
    others = frozenset((other.holder, other.level) for other in alternatives)
    return held_by(held, certainty, others, has_basis)


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
