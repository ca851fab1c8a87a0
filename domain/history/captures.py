"""Whether a place was a holder's at the end of a window of days, and whether it came under the holder within it.

A state is that of the end of a day, by the place's periods; but a place also fell where it was retaken before the
evening (brief_turns.py). A place counts in `low` if it certainly was, in `high` if it may have been: see `Holding` for
the levels of control.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from domain.control.state import Period, State
from domain.history.brief_turns import BriefTurn
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
    captures = [capture for capture in captures_of(history, holding) if there.overlaps(capture.days)]
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


def captures_of(history: PlaceHistory, holding: Holding) -> list[Capture]:
    """Every time that the place came under the holder, or may have, in order.

    Uncertain states that follow each other are one capture, and an established one after them is the same capture.
    Turns that no evening shows count as well.
    """
    captures = _Captures(holding)
    brief = deque(_brief_captures(history.brief, holding))
    for period in history.periods:
        while brief and brief[0].days.last <= period.start:
            captures.hear_of(brief.popleft())
        captures.go_on(period)
    for capture in brief:
        captures.hear_of(capture)
    return captures.captures


class _Captures:
    """The captures so far, as the periods of a place go by."""

    def __init__(self, holding: Holding):
        self.captures: list[Capture] = []
        self._holding = holding
        self._had: State | None = None
        """The newest established state, while it is the holder's."""
        self._unsure = False

    def go_on(self, period: Period) -> None:
        state, holding = period.state, self._holding
        is_established = state.certainty is Certainty.ESTABLISHED
        if is_established and holding.is_of_actor(state):
            self._establish(state)
            self._had, self._unsure = state, False
        elif is_established and not holding.may_have(state):
            self._had, self._unsure = None, False
        elif self._had is None and holding.may_have(state):
            self._add(_perhaps(period, holding), to_last=self._unsure)
            self._unsure = True
        elif is_established:
            self._unsure = True

    def hear_of(self, capture: Capture) -> None:
        """Of one that was over by the evening. If it is certain, what was unsure before it is known now."""
        if capture.certain:
            self._forget_unsure()
            self._had = None
        self._add(capture, to_last=self._unsure and self._had is None)
        self._unsure = not capture.certain

    def _forget_unsure(self) -> None:
        if self._had is None and self._unsure:
            self.captures.pop()
            self._unsure = False

    def _establish(self, state: State) -> None:
        had, is_counted = self._had, self._holding.counts(state)
        if had is None:
            # What was unsure is over: what is known now is narrower.
            self._forget_unsure()
            self.captures.append(_change(state, is_counted))
        elif is_counted and not self._holding.counts(had) and not self.captures[-1].certain:
            self._add(_change(state), to_last=True)
        elif is_counted and self._holding.counts(had) and had.since != state.since and had.level == state.level:
            # Lost and taken again between the ends of two days; or perhaps only contested in between.
            self.captures.append(_change(state, certain=not self._unsure))

    def _add(self, capture: Capture, to_last: bool) -> None:
        """At the end, or as more of the last one."""
        if to_last:
            before = self.captures.pop()
            capture = Capture(Days(before.days.since, max(before.days.until, capture.days.until)), capture.certain)
        self.captures.append(capture)


def _brief_captures(brief: Iterable[BriefTurn], holding: Holding) -> Iterator[Capture]:
    """Those that were over by the evening of their day, in order."""
    entered: BriefTurn | None = None
    last = -1
    for turn in brief:
        if not holding.may_include(turn.held) or turn.number != last + 1:
            entered = None
        if holding.may_include(turn.held) and (turn.before is None or not holding.may_include(turn.before)):
            entered = turn
        if entered and not holding.may_include(turn.after):
            yield Capture(entered.days, entered.certain and turn.certain and holding.has(turn.held))
        last = turn.number


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
