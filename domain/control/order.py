"""The order in which the turns of one place came.

Turns whose windows overlap form a run; runs follow each other by time. Of the orders of a run the one that breaks the
fewest reasons (before.py) is taken; of equal ones the first by latest end, start, publication and position. A turn is
known to have come before another if it stands before it in every order that breaks as few.

A run of at most `EXACT` turns is decided exactly, by dynamic programming over its subsets, together with the runs
before and after it. Longer ones are put in order step by step: of the next `EXACT` turns by latest end the one comes
first that breaks the fewest reasons against the others. There a turn is known to be before another if a chain of
reasons leads from one to the next. It is an approximation; it does not depend on the order of recording either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from typing import Protocol

from domain.control.before import cost, cost_after, reason, seen, time
from domain.control.turns import Turn
from domain.values.interval import OPEN_START
from domain.values.terms import OrderReasonKind

EXACT = 6
"""The most turns of a run whose order is decided exactly."""
_STRENGTH = {kind: rank for rank, kind in enumerate(OrderReasonKind)}
_IMPOSSIBLE = 10**24


class Ordered:
    """The turns in order, and what is known of the order."""

    def __init__(self, turns: Iterable[Turn]):
        runs: list[Run] = []
        held: dict[str | None, Turn] = {}
        for own in overlapping(turns):
            runs.append(_run(own, list(held.values())))
            held |= {turn.held[0]: turn for turn in own}
        ends: Mapping[Turn | None, int] = {None: 0}
        for run in runs:
            ends = run.come_from(ends)
        following = None
        for run in reversed(runs):
            run.go_on_to(following)
            following = run
        self.turns: list[Turn] = []
        self._runs: dict[Turn, tuple[int, Run]] = {}
        for number, run in enumerate(runs):
            placed = run.settle(self.turns[-1] if self.turns else None)
            self._runs.update((turn, (number, run)) for turn in placed)
            self.turns += placed
        self._place = {turn: place for place, turn in enumerate(self.turns)}

    def is_known(self, first: Turn, second: Turn) -> bool:
        """Whether the first turn is known to have come before the second."""
        number, run = self._runs[first]
        other, _ = self._runs[second]
        return number < other or (number == other and first is not second and run.is_known(first, second))

    def reasons(self, first: Turn, second: Turn) -> list[tuple[Turn, Turn, OrderReasonKind]]:
        """Why the first turn is taken to have come before the second: the reason, or a chain of them, or that it is
        open. Where a sight cuts the second, it is the reason, even though time would have been enough.
        """
        if not self.is_known(first, second):
            return [(first, second, OrderReasonKind.OPEN)]
        kind = OrderReasonKind.SEEN if seen(first, second) else reason(first, second)
        if kind is not OrderReasonKind.OPEN:
            return [(first, second, kind)]
        chain = self.turns[self._place[first] : self._place[second] + 1]
        return [(a, b, reason(a, b)) for a, b in pairwise(chain)]


def overlapping(turns: Iterable[Turn]) -> Iterator[list[Turn]]:
    """The runs of turns whose order time leaves open, each in the order of last resort."""
    run: list[Turn] = []
    reached = OPEN_START
    for turn in sorted(turns, key=lambda turn: turn.window):
        if run and turn.window.start >= reached:
            yield sorted(run, key=lambda turn: turn.order)
            run = []
        run.append(turn)
        reached = max(reached, turn.window.end)
    if run:
        yield sorted(run, key=lambda turn: turn.order)


def _run(turns: list[Turn], earlier: list[Turn]) -> "Run":
    if len(turns) == 1:
        return LoneTurn(turns[0], earlier)
    return ExactRun(turns, earlier) if len(turns) <= EXACT else LongRun(turns, earlier)


class Run(Protocol):
    def come_from(self, ends: Mapping[Turn | None, int]) -> Mapping[Turn | None, int]:
        """From what it costs to come to each turn that may be the last before the run, the same of the run."""

    def go_on_to(self, following: "Run | None") -> None:
        """Learns which run comes next; that one knows what the rest costs."""

    def entry(self, before: Turn) -> int:
        """What the run and all later ones cost after this turn."""

    def settle(self, before: Turn | None) -> list[Turn]:
        """The turns in order."""

    def is_known(self, first: Turn, second: Turn) -> bool: ...


class LoneTurn:
    """A turn that overlaps no other: by far the most are such."""

    def __init__(self, turn: Turn, earlier: list[Turn]):
        self._turn, self._earlier = turn, earlier
        self._rest = 0

    def come_from(self, ends: Mapping[Turn | None, int]) -> Mapping[Turn | None, int]:
        return {self._turn: min(paid + cost_after(end, self._turn, self._earlier) for end, paid in ends.items())}

    def go_on_to(self, following: Run | None) -> None:
        self._rest = following.entry(self._turn) if following else 0

    def entry(self, before: Turn) -> int:
        return cost_after(before, self._turn, self._earlier) + self._rest

    def settle(self, before: Turn | None) -> list[Turn]:
        return [self._turn]

    def is_known(self, first: Turn, second: Turn) -> bool:
        return False


class ExactRun:
    """`_so_far[mask, last]` is the least that the turns of the mask cost, with all earlier runs, if `last` is the
    latest of them; `_to_come` what all others and all later runs cost at least from there.
    """

    def __init__(self, turns: list[Turn], earlier: list[Turn]):
        """`earlier` are turns of the runs before it, one to each holder."""
        self._turns = turns
        self._numbers = range(len(turns))
        self._all = (1 << len(turns)) - 1
        self._number = {turn: number for number, turn in enumerate(turns)}
        self._earlier = [
            sum(1 << x for x in self._numbers if time(turns[x], turn) and turns[x] is not turn) for turn in turns
        ]
        self._others = [
            earlier + [other for other in turns if other is not turn and not time(turn, other)] for turn in turns
        ]
        self._behind = [[self._cost(x, y) for y in self._numbers] for x in self._numbers]
        self._after = [[self._cost_after(before, y) for y in self._numbers] for before in turns]
        self._so_far: dict[tuple[int, int], int] = {}
        self._to_come: dict[tuple[int, int], int] = {}
        self._may_precede = [0] * len(turns)
        """For each turn those that it comes before in some best order."""

    def _cost(self, x: int, y: int) -> int:
        return 0 if x == y else cost(self._turns[x], self._turns[y])

    def _cost_after(self, before: Turn | None, y: int) -> int:
        return cost_after(before, self._turns[y], self._others[y])

    def _next(self, mask: int) -> Iterator[int]:
        return (y for y in self._numbers if not mask >> y & 1 and self._earlier[y] & ~mask == 0)

    def _step(self, mask: int, last: int, y: int) -> int:
        return self._after[last][y] + sum(self._behind[x][y] for x in self._numbers if mask >> x & 1)

    def come_from(self, ends: Mapping[Turn | None, int]) -> Mapping[Turn | None, int]:
        for y in self._next(0):
            self._so_far[1 << y, y] = min(paid + self._cost_after(end, y) for end, paid in ends.items())
        for mask in range(1, self._all):
            for last in self._numbers:
                paid = self._so_far.get((mask, last))
                if paid is not None:
                    self._extend(mask, last, paid)
        return {
            turn: self._so_far[self._all, y] for y, turn in enumerate(self._turns) if (self._all, y) in self._so_far
        }

    def _extend(self, mask: int, last: int, paid: int) -> None:
        for y in self._next(mask):
            reached = mask | 1 << y, y
            price = paid + self._step(mask, last, y)
            if price < self._so_far.get(reached, _IMPOSSIBLE):
                self._so_far[reached] = price

    def go_on_to(self, following: Run | None) -> None:
        for mask, last in sorted(self._so_far, reverse=True):
            if mask == self._all:
                self._to_come[mask, last] = following.entry(self._turns[last]) if following else 0
            else:
                self._to_come[mask, last] = min(
                    self._step(mask, last, y) + self._to_come[mask | 1 << y, y] for y in self._next(mask)
                )
        self._mark_best()

    def entry(self, before: Turn) -> int:
        return min(self._cost_after(before, y) + self._to_come[1 << y, y] for y in self._next(0))

    def _mark_best(self) -> None:
        best = min(self._so_far[state] + self._to_come[state] for state in self._so_far if state[0] == self._all)
        for y in self._next(0):
            if self._so_far[1 << y, y] + self._to_come[1 << y, y] == best:
                self._may_precede[y] |= self._all & ~(1 << y)
        for (mask, last), paid in self._so_far.items():
            for y in self._next(mask):
                reached = mask | 1 << y
                if paid + self._step(mask, last, y) + self._to_come[reached, y] == best:
                    self._may_precede[y] |= self._all & ~reached

    def settle(self, before: Turn | None) -> list[Turn]:
        mask = 0
        placed: list[int] = []
        while mask != self._all:
            y = min(self._next(mask), key=lambda y: (self._price(mask, placed, before, y), y))
            mask |= 1 << y
            placed.append(y)
        return [self._turns[y] for y in placed]

    def _price(self, mask: int, placed: Sequence[int], before: Turn | None, y: int) -> int:
        step = self._step(mask, placed[-1], y) if placed else self._cost_after(before, y)
        return step + self._to_come[mask | 1 << y, y]

    def is_known(self, first: Turn, second: Turn) -> bool:
        return not self._may_precede[self._number[second]] >> self._number[first] & 1


class LongRun:
    def __init__(self, turns: list[Turn], earlier: list[Turn]):
        self._turns = turns
        self._others = earlier + list({turn.held[0]: turn for turn in turns}.values())
        self._place: dict[Turn, int] = {}
        self._links: list[int] = []
        """How many of the neighbours before each place are linked by a reason."""

    def come_from(self, ends: Mapping[Turn | None, int]) -> Mapping[Turn | None, int]:
        before, paid = min(ends.items(), key=lambda end: end[1])
        self._turns = list(_step_by_step(self._turns, before, self._others))
        self._place = {turn: place for place, turn in enumerate(self._turns)}
        links = (reason(a, b) is not OrderReasonKind.OPEN for a, b in pairwise(self._turns))
        self._links = [0, *accumulate(links)]
        return {self._turns[-1]: paid}

    def go_on_to(self, following: Run | None) -> None:
        """What comes later decides nothing here."""

    def entry(self, before: Turn) -> int:
        return cost_after(before, self._turns[0], self._others)

    def settle(self, before: Turn | None) -> list[Turn]:
        return self._turns

    def is_known(self, first: Turn, second: Turn) -> bool:
        start, end = self._place[first], self._place[second]
        if start > end:
            return False
        if self._links[end] - self._links[start] == end - start:
            return True
        kind = reason(first, second)
        return _STRENGTH[kind] < _STRENGTH[reason(second, first)]


def _step_by_step(turns: Sequence[Turn], before: Turn | None, others: Sequence[Turn]) -> Iterator[Turn]:
    rest = iter(turns)
    able: list[Turn] = []
    while True:
        able += islice(rest, EXACT - len(able))
        if not able:
            return
        first = min(able, key=lambda turn: (_price(turn, able, before, others), turn.order))
        able.remove(first)
        yield first
        before = first


def _price(turn: Turn, able: Sequence[Turn], before: Turn | None, others: Sequence[Turn]) -> int:
    """What it costs to put the turn before the others."""
    if any(time(other, turn) for other in able if other is not turn):
        return _IMPOSSIBLE
    rivals = [other for other in able if other is not turn]
    return cost_after(before, turn, others) + sum(cost(turn, other) for other in rivals)
