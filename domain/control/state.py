"""The answer for one place: who holds it, how surely, since when, and who says so."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Manner, OrderReasonKind


class OrderReason(NamedTuple):
    """Why one turn of the place came before another, by the positions of a claim about each."""

    before: int
    after: int
    kind: OrderReasonKind


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another state of the place, with the positions of the claims that speak for it, latest first."""

    holder: str | None
    level: ControlLevel
    claims: tuple[int, ...]
    voices: int = 0
    """How many different voices speak for it; copies are none."""


@dataclass(frozen=True, slots=True)
class State:
    """State of a place at the end of a day.

    `since` is EDTF, local civil time. `basis` are the positions of all claims that back the state, whenever they were
    made, latest first. `level_certainty` is that of the level, where the holder is one. `reasons` are those by
    which the turns that decide the state were put in order.
    """

    holder: str | None
    level: ControlLevel
    certainty: Certainty
    since: str | None = None
    manner: Manner | None = None
    basis: tuple[int, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    level_certainty: Certainty = Certainty.UNKNOWN
    voices: int = 0
    """How many different voices back it; copies are none."""
    reasons: tuple[OrderReason, ...] = ()
    vouched: tuple[Days, ...] = ()
    """The days for which anything in its basis vouches, in order and apart from each other."""

    def last_word(self, day: date) -> date | None:
        """The latest day, not after the one asked for, for which anything in the basis vouches."""
        return max((min(run.last, day) for run in self.vouched if run.since <= day), default=None)


UNKNOWN = State(None, ControlLevel.UNKNOWN, Certainty.UNKNOWN)
"""No claim at all. It never means "government"."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of civil days with one state: `start` inclusive, `end` exclusive and None while it lasts."""

    start: date
    end: date | None
    state: State
