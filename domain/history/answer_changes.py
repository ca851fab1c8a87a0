"""The days on which two histories of one place give different answers: before a report is recorded, and after it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from domain.control.state import UNKNOWN, Period, State
from domain.history.diff import seen
from domain.values.days import Days


class AnswerChange(NamedTuple):
    """Civil days in a row whose answers differ in one way, with the answer to the last of them in each history."""

    days: Days
    before: State
    after: State


def answer_changes(before: Sequence[Period], after: Sequence[Period]) -> list[AnswerChange]:
    """Every day of which `answered` differs is in one of them; they are in order and apart from each other."""
    shared = {*before} & {*after}
    parts = _parts([one for one in before if one not in shared], [one for one in after if one not in shared])
    found: list[AnswerChange] = []
    last: Any = None
    for days, first, second in parts:
        kind = _kind(first, second, days.since)
        if kind is not None:
            since = found.pop().days.since if kind == last else days.since
            found.append(AnswerChange(Days(since, days.until), first, second))
        last = kind
    return found


def answered(state: State, day: date) -> tuple[Any, ...]:
    """All that a reader sees of the answer for a day: also how many voices are for what, and the last word."""
    return *_voiced(state), state.last_word(day)


def _voiced(state: State) -> tuple[Any, ...]:
    others = tuple((other.holder, other.level, other.voices) for other in state.alternatives)
    return seen(state), state.voices, others


def _kind(before: State, after: State, day: date) -> Any:
    """How the two differ on all days of a part that begins with this day; None where a reader sees no difference."""
    first, second = _voiced(before), _voiced(after)
    word_differs = before.last_word(day) != after.last_word(day)
    return (first, second, word_differs) if word_differs or first != second else None


def _parts(before: Sequence[Period], after: Sequence[Period]) -> Iterator[tuple[Days, State, State]]:
    """Runs of days over which both states stay, and in each the last word stays or follows the day."""
    bounds = sorted({bound for period in (*before, *after) for bound in _bounds(period)})
    for days in map(Days._make, pairwise(bounds)):
        yield days, _state_on(before, days.since), _state_on(after, days.since)


def _bounds(period: Period) -> Iterator[date]:
    end = period.end or date.max
    yield period.start
    yield end
    for run in period.state.vouched:
        yield from (day for day in run if period.start < day < end)


def _state_on(periods: Sequence[Period], day: date) -> State:
    number = bisect_right(periods, day, key=lambda period: period.start) - 1
    if number < 0 or (periods[number].end or date.max) <= day:
        return UNKNOWN
    return periods[number].state
