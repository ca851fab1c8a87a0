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
        return sorted(rows, key=lambda row: (-row.high, row.held[0] or "", row.held[1]))

    def _count(self, state: State, number: int) -> None:
        self.places += number
        for held in may_be(state):
            self._possible[held] += number
        if state.certainty in _SURE:
            self._certain[state.holder, state.level] += number


def tally(states: Iterable[State]) -> list[Row]:
    """A row for every holder and level that any of the places may have; the most places first."""
    count = Count()
    for state in states:
        count.add(state)
    return count.rows()


def may_be(state: State) -> set[Held]:
    """Every holder and level that the place may have.

    Where sources tie in a dispute the place is one of theirs: that nobody is named is not a holder of its own.
    """
    others = {(other.holder, other.level) for other in state.alternatives}
    if state.certainty in _SURE:
        return {(state.holder, state.level)}
    return (
        others if state.certainty is Certainty.DISPUTED and not state.basis else others | {(state.holder, state.level)}
    )
