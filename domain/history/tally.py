"""How many places each holder has, as bounds."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from domain.control.claims import Held
from domain.control.state import State
from domain.values.terms import Certainty

_SURE = (Certainty.ESTABLISHED, Certainty.UNKNOWN)
"""Of a place that nobody says anything of, it is certain that nothing is known."""


class Row(NamedTuple):
    """The places of one holder at one level: `low` certainly are its, `high` may be.

    A place counts once in the `high` of every holder that it may be of, so the highs may add up to more than there are.
    """

    held: Held
    low: int
    high: int


class Count:
    """A tally that places can join and leave, one state at a time."""

    def __init__(self) -> None:
        self.places = 0
        self._certain: Counter[Held] = Counter()
        self._possible: Counter[Held] = Counter()

    def add(self, state: State) -> None:
        self._count(state, 1)

    def remove(self, state: State) -> None:
        self._count(state, -1)

    def rows(self) -> list[Row]:
        """A row for every holder and level that any of the places may have; the most places first."""
        rows = (Row(held, self._certain[held], high) for held, high in self._possible.items() if high)
        return sorted(rows, key=lambda row: (-row.high, *in_order(row.held)))

    def _count(self, state: State, number: int) -> None:
        self.places += number
        for held in may_be(state):
            self._possible[held] += number
        if is_sure(state.certainty):
            self._certain[state.holder, state.level] += number


def in_order(held: Held) -> tuple[str, str]:
    """By what rows of as many places are in order."""
    return held[0] or "", held[1]


def tally(states: Iterable[State]) -> list[Row]:
    """A row for every holder and level that any of the places may have; the most places first."""
    count = Count()
    for state in states:
        count.add(state)
    return count.rows()


def may_be(state: State) -> frozenset[Held]:
    """Every holder and level that the place may have."""
    others = frozenset((other.holder, other.level) for other in state.alternatives)
    return held_by((state.holder, state.level), state.certainty, others, bool(state.basis))


def held_by(held: Held, certainty: Certainty, others: frozenset[Held], has_basis: bool) -> frozenset[Held]:
    """Every holder and level that a place may have in a state with these alternatives.

    Where sources tie in a dispute the place is one of theirs: that nobody is named is not a holder of its own.
    """
    if is_sure(certainty):
        return frozenset({held})
    return others if certainty is Certainty.DISPUTED and not has_basis else others | {held}


def is_sure(certainty: Certainty) -> bool:
    """Whether a place counts in the low bound of its holder."""
    return certainty in _SURE
