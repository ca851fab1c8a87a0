"""Whether a place was a holder's at the end of a window of days, and whether it came under the holder within it.

Everything is read off the place's periods, so a state is that of the end of a day. A place counts in `low` if it
certainly was, in `high` if it may have been: see `Holding` for the levels of control.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.control.state import Period, State
from domain.history.holding import Holding
from domain.history.place_history import PlaceHistory
from domain.values import edtf
from domain.values.days import Days
from domain.values.terms import Certainty


class HoldingEvidence(NamedTuple):
    """What the log shows of one place for one holding and window.

    `certain` and `possible`: it counts. `silent`: it is not counted, but for some of the days there is no claim.
    `falls`: how often it came under the holder, at least and at most. `lost` and `may_be_lost`: it counts, and at the
    end of the window it was (may have been) not the holder's any more.
    """

    certain: bool
    possible: bool
    silent: bool
    falls: tuple[int, int] = (0, 0)
    lost: bool = False
    may_be_lost: bool = False


def exists_in(history: PlaceHistory, window: Days) -> Days | None:
    """Those days of the window on which the place is there, from the first to the last of them."""
    there = [run for run in history.existence if run.overlaps(window)]
    if not there:
        return None
    return Days(max(window.since, there[0].since), min(window.until, there[-1].until))


def held_at_end(history: PlaceHistory, holding: Holding, window: Days) -> HoldingEvidence:
    """NET: whether the holder had the place at the end of the window's last day. What is no more is nobody's."""
    if exists_in(history, Days.between(window.last, window.last)) is None:
        return HoldingEvidence(False, False, silent=False)
    state = _state_on(history, window.last)
    certain = holding.certainly_has(state)
    return HoldingEvidence(certain, certain or holding.may_have(state), silent=state is None)


def gained_within(history: PlaceHistory, holding: Holding, window: Days) -> HoldingEvidence:
    """NET_GAIN: whether the place came under the holder within the window, and was the holder's at its end."""
    fell, held = fell_within(history, holding, window), held_at_end(history, holding, window)
    possible = fell.possible and held.possible
    return HoldingEvidence(
        fell.certain and held.certain, possible, silent=not possible and (fell.silent or held.silent)
    )


def fell_within(history: PlaceHistory, holding: Holding, window: Days) -> HoldingEvidence:
    """GROSS_FALLS: whether the place came under the holder within the window, retaken or not. A place counts once.

    It certainly did where the change to it lies wholly within the window. It may have where the change may lie partly
    outside (nobody knows since when, say), or where only a possible, disputed or claimed state has the holder in it,
    unless the holder had the place already.
    """
    days = exists_in(history, window)
    if days is None:
        return HoldingEvidence(False, False, silent=False)
    # A report for a day on which the place no longer exists is no capture of it.
    there = Days(window.since, days.until)
    captures = [capture for capture in captures_of(history.periods, holding) if there.overlaps(capture.days)]
    sure = [capture for capture in captures if capture.certain and there.covers(capture.days)]
    end = _state_on(history, days.last)
    return HoldingEvidence(
        certain=bool(sure),
        possible=bool(captures),
        silent=not captures and not _is_covered(history, days),
        falls=(len(sure), len(captures)),
        lost=bool(sure) and end is not None and not holding.may_have(end),
        may_be_lost=bool(captures) and not holding.certainly_has(end),
    )


class Capture(NamedTuple):
    """The days within which a place came under a holder; without a first one where nobody knows since when."""

    days: Days
    certain: bool


def captures_of(periods: Iterable[Period], holding: Holding) -> list[Capture]:
    """Every time that the place came under the holder, or may have, in order.

    Uncertain states that follow each other are one capture, and an established one after them is the same capture.
    """
    captures: list[Capture] = []
    had: State | None = None
    """The newest established state, while it is the holder's."""
    unsure = False
    for period in periods:
        state = period.state
        is_established = state.certainty is Certainty.ESTABLISHED
        if is_established and holding.is_of_actor(state):
            _establish(captures, had, state, unsure, holding)
            had, unsure = state, False
        elif is_established and not holding.may_have(state):
            had, unsure = None, False
        elif had is None and holding.may_have(state):
            _add(captures, _perhaps(period, holding), to_last=unsure)
            unsure = True
        elif is_established:
            unsure = True
    return captures


def _establish(captures: list[Capture], had: State | None, state: State, unsure: bool, holding: Holding) -> None:
    is_counted = holding.counts(state)
    if had is None:
        if unsure:
            # It is over: what is known now is narrower.
            captures.pop()
        captures.append(_change(state, is_counted))
    elif is_counted and not holding.counts(had) and not captures[-1].certain:
        _add(captures, _change(state), to_last=True)
    elif is_counted and holding.counts(had) and had.since != state.since and had.level == state.level:
        # Lost and taken again between the ends of two days; or perhaps only contested in between.
        captures.append(_change(state, certain=not unsure))


def _add(captures: list[Capture], capture: Capture, to_last: bool) -> None:
    """At the end, or as more of the last one."""
    if to_last:
        before = captures.pop()
        capture = Capture(Days(before.days.since, max(before.days.until, capture.days.until)), capture.certain)
    captures.append(capture)


def _change(state: State, certain: bool = True) -> Capture:
    since = edtf.interval(state.since or "")
    assert since.latest is not None, "a claim of control has an end: its model refuses others"
    return Capture(Days.between(since.first_day, since.last_day), certain)


def _perhaps(period: Period, holding: Holding) -> Capture:
    """By a state that is not sure: with the change that it tells of, or on any of its days."""
    if period.state.holder == holding.actor and period.state.since:
        return _change(period.state, certain=False)
    return Capture(Days(period.start, period.end or date.max), False)


def _state_on(history: PlaceHistory, day: date) -> State | None:
    """None where there is no claim."""
    return next((p.state for p in history.periods if p.start <= day and (p.end is None or day < p.end)), None)


def _is_covered(history: PlaceHistory, days: Days) -> bool:
    """Whether there is a state on every one of the days."""
    reached = days.since
    for period in history.periods:
        if period.start > reached:
            return False
        if period.end is None or period.end >= days.until:
            return True
        reached = max(reached, period.end)
    return False
