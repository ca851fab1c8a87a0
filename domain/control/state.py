"""The answer for one place: who holds it, how surely, since when, and who says so."""

from dataclasses import dataclass
from datetime import date

from domain.control.aspects import Level
from domain.values.terms import Certainty, ControlLevel, Manner


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another state of the place, with the positions of the claims that speak for it, latest first."""

    holder: str | None
    level: Level
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class State:
    """State of a place at the end of a day.

    `since` is EDTF, local civil time. `basis` are the positions of all claims that back the state, whenever they were
    made, latest first.
    """

    holder: str | None
    level: Level
    certainty: Certainty
    since: str | None = None
    manner: Manner | None = None
    basis: tuple[int, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


UNKNOWN = State(None, ControlLevel.UNKNOWN, Certainty.UNKNOWN)
"""No claim at all. It never means "government"."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of civil days with one state: `start` inclusive, `end` exclusive and None while it lasts."""

    start: date
    end: date | None
    state: State

    def touches(self, first_day: date | None, last_day: date | None) -> bool:
        """Whether it has any of the days from the first to the last, both included; None is no bound."""
        begins_in_time = last_day is None or self.start <= last_day
        return begins_in_time and (first_day is None or self.end is None or self.end > first_day)
