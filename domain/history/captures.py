"""Whether a place was a holder's at the end of a window of days, and whether it came under the holder within it.

Everything is read off the place's periods, so a state is that of the end of a day. A place counts in `low` if it
certainly was, in `high` if it may have been. Only CONTROL is certain: one teller counts a district of which the holder
has the influence, another does not.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from domain.control.state import Period, State
from domain.history.claimed_totals import Window
from domain.history.place_history import Life
from domain.history.tally import may_be
from domain.values import edtf
from domain.values.terms import Certainty, ControlLevel

_DAY = timedelta(days=1)


class Told(NamedTuple):
    """What the log shows of one place for one holder and window.

    `certain` and `possible`: it counts. `silent`: it is not counted, but of some of the days nobody said anything.
    `falls`: how often it came under the holder, at least and at most. `lost` and `may_be_lost`: it counts, and at the
    end of the window it was (may have been) not the holder's any more.
    """

    certain: bool
    possible: bool
    silent: bool
    falls: tuple[int, int] = (0, 0)
    lost: bool = False
    may_be_lost: bool = False


def exists_in(life: Life, window: Window) -> Window | None:
    """Those days of the window on which the place is there, from the first to the last of them."""
    begin = window.first or date.min
    there = [one for one in life.stretches if one.since <= window.last and one.until > begin]
    if not there:
        return None
    first = max(begin, there[0].since)
    return Window(None if first == date.min else first, min(window.last, there[-1].until - _DAY))


def held_at_end(life: Life, holder: str, window: Window) -> Told:
    """NET: whether the holder had the place at the end of the window's last day. What is no more is nobody's."""
    if exists_in(life, Window(window.last, window.last)) is None:
        return Told(False, False, silent=False)
    state = _state_on(life, window.last)
    certain = _certainly(state, holder)
    possible = certain or _may_hold(state, holder)
    return Told(certain, possible, silent=state is None)


def fell_within(life: Life, holder: str, window: Window) -> Told:
    """GROSS_FALLS: whether the place came under the holder within the window, retaken or not. A place counts once.

    It certainly did where the change to it lies wholly within the window. It may have where the change may lie partly
    outside (nobody knows since when, say), or where only a possible, disputed or claimed state has the holder in it,
    unless the holder had the place already.
    """
    days = exists_in(life, window)
    if days is None:
        return Told(False, False, silent=False)
    # What is told of a day on which the place is no more is no fall of it.
    there = Window(window.first, days.last)
    comings = [one for one in comings_of(life.periods, holder) if there.touches(one.first, one.last)]
    sure = [one for one in comings if one.certain and there.holds(one.first, one.last)]
    end = _state_on(life, days.last)
    return Told(
        certain=bool(sure),
        possible=bool(comings),
        silent=not comings and not _is_told_of(life, days),
        falls=(len(sure), len(comings)),
        lost=bool(sure) and end is not None and not _may_hold(end, holder),
        may_be_lost=bool(comings) and (end is None or not _certainly(end, holder)),
    )


class Coming(NamedTuple):
    """The days within which a place came under a holder; `first` None: nobody knows since when."""

    first: date | None
    last: date
    certain: bool


def comings_of(periods: Iterable[Period], holder: str) -> list[Coming]:
    """Every time that the place came under the holder, or may have, in order.

    Unsure states that follow each other tell of one time, and an established one after them of the same.
    """
    found: list[Coming] = []
    had: State | None = None
    """The newest established state, while it is the holder's."""
    unsure = False
    for period in periods:
        state = period.state
        if state.certainty is not Certainty.ESTABLISHED:
            if had is None and _may_hold(state, holder):
                _add(found, _perhaps(period, holder), to_last=unsure)
                unsure = True
        elif state.holder != holder:
            had, unsure = None, False
        else:
            _establish(found, had, state, unsure)
            had, unsure = state, False
    return found


def _establish(found: list[Coming], had: State | None, state: State, unsure: bool) -> None:
    is_whole = state.level is ControlLevel.CONTROL
    if had is None:
        if unsure:
            # It is over: what is known now is narrower.
            found.pop()
        found.append(_change(state, is_whole))
    elif is_whole and had.level is not ControlLevel.CONTROL and not found[-1].certain:
        _add(found, _change(state), to_last=True)
    elif is_whole and had.level is ControlLevel.CONTROL and had.since != state.since:
        # Lost and taken again between the ends of two days.
        found.append(_change(state))


def _add(found: list[Coming], coming: Coming, to_last: bool) -> None:
    """At the end, or as more of the last one."""
    if to_last:
        before = found.pop()
        coming = Coming(before.first, max(before.last, coming.last), coming.certain)
    found.append(coming)


def _change(state: State, certain: bool = True) -> Coming:
    told = edtf.bounds(state.since or "")
    assert told.latest is not None, "control is told up to some date"
    return Coming(told.earliest and told.earliest.date(), told.latest.date(), certain)


def _perhaps(period: Period, holder: str) -> Coming:
    """By a state that is not sure: with the change that it tells of, or on any of its days."""
    if period.state.holder == holder and period.state.since:
        return _change(period.state, certain=False)
    return Coming(period.start, _last_day(period), False)


def _last_day(period: Period) -> date:
    return date.max if period.end is None else period.end - _DAY


def _state_on(life: Life, day: date) -> State | None:
    """None where nobody said anything."""
    return next((p.state for p in life.periods if p.start <= day and (p.end is None or day < p.end)), None)


def _certainly(state: State | None, holder: str) -> bool:
    return (
        state is not None
        and state.certainty is Certainty.ESTABLISHED
        and (state.holder, state.level) == (holder, ControlLevel.CONTROL)
    )


def _may_hold(state: State | None, holder: str) -> bool:
    return state is not None and holder in {who for who, _ in may_be(state)}


def _is_told_of(life: Life, days: Window) -> bool:
    """Whether there is a state on every one of the days."""
    reached = days.first
    for period in life.periods:
        if reached is None or period.start > reached:
            return False
        if period.end is None or period.end > days.last:
            return True
        reached = max(reached, period.end)
    return False
