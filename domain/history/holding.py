"""What a total counts: the places of one actor at some levels of control."""

from typing import NamedTuple

from domain.control.aspects import Level
from domain.control.claims import Held
from domain.control.state import State
from domain.history.tally import may_be
from domain.values.terms import Certainty, ControlLevel

_TWO_SIDES = frozenset({ControlLevel.CONTESTED, ControlLevel.SHARED})
"""Levels at which a place is of other actors too than the one that is named as its holder."""


class Holding(NamedTuple):
    """The places of an actor at any of these levels.

    Where CONTROL is counted, a place that the actor holds at another level may count too: one source counts a district
    of which it has the influence, another does not. Where CONTESTED or SHARED is counted, a place at that level may
    count whoever is named as its holder, since the log does not say who the others are.
    """

    actor: str
    levels: frozenset[ControlLevel] = frozenset({ControlLevel.CONTROL})

    def certainly_has(self, state: State | None) -> bool:
        return state is not None and state.certainty is Certainty.ESTABLISHED and self.counts(state)

    def counts(self, state: State) -> bool:
        """Whether the state is the actor's at a level that is counted, however certain it is."""
        return self.has((state.holder, state.level))

    def is_of_actor(self, state: State) -> bool:
        """Whether the state is the actor's at a level that may be counted."""
        return state.holder == self.actor and self._may_count(state.level)

    def may_have(self, state: State | None) -> bool:
        return state is not None and any(map(self.may_include, may_be(state)))

    def has(self, held: Held) -> bool:
        """Whether it is the actor's at a level that is counted."""
        holder, level = held
        return holder == self.actor and level in self.levels

    def may_include(self, held: Held) -> bool:
        holder, level = held
        return self._may_count(level) if holder == self.actor else level in self.levels & _TWO_SIDES

    def _may_count(self, level: Level) -> bool:
        return level in self.levels or ControlLevel.CONTROL in self.levels
