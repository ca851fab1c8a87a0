"""A short way to write claims in tests: which source claims what, and for when."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count

from domain.control.claims import Claim
from domain.control.resolution import periods, state_on
from domain.control.state import State
from domain.values.knowledge import end_of_known_day as known_on
from domain.values.terms import ControlLevel, Interest, Manner, Policy

TALIBAN, GOVERNMENT = "taliban", "afghan-security-forces"
_positions = count(1)


def changed(occurred: str, holder: str | None, source: str, loser: str | None = None, **more) -> Claim:
    return _claim(True, occurred, holder, source, loser=loser, manner=more.pop("manner", Manner.UNKNOWN), **more)


def seen(occurred: str, holder: str | None, source: str, **more) -> Claim:
    return _claim(False, occurred, holder, source, **more)


def _claim(is_change: bool, occurred: str, holder: str | None, source: str, **more) -> Claim:
    given = {"level": ControlLevel.CONTROL, "known": known_on(date(2021, 6, 23))} | more
    level, known = given.pop("level"), given.pop("known")
    return spoken(next(_positions), is_change, holder, level, occurred, known, source, **given)


def spoken(
    position: int,
    is_change: bool,
    holder: str | None,
    level: ControlLevel,
    occurred: str,
    known: datetime,
    source: str | None = None,
    *more,
    **named,
) -> Claim:
    """A claim with its fields in their order; its voice is the source, and without one the claim itself."""
    return Claim(position, is_change, holder, level, occurred, known, source or "", *more, **named)


def to_own_gain(claim: Claim) -> Claim:
    return replace(claim, interest=Interest.OWN_GAIN)


def june(day: int, *claims: Claim, policy: Policy = Policy.AGAINST_INTEREST) -> State:
    """The state at the end of that day of June 2021; the periods must say the same."""
    asked = date(2021, 6, day)
    state = state_on(claims, asked, policy)
    at = [p.state for p in periods(claims, policy) if p.start <= asked and (p.end is None or asked < p.end)]
    assert at == ([state] if state.certainty != "UNKNOWN" or state.alternatives else []), "periods differ from the fold"
    return state
