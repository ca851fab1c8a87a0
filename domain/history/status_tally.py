"""How many places have each status, as bounds: how many border crossing points were open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from domain.control.aspects import status_held
from domain.control.state import State
from domain.history import tally
from domain.history.place_history import PlaceHistory
from domain.history.series import series
from domain.values.terms import Direction, FacilityStatus


class StatusRow(NamedTuple):
    """The places of one status, in whatever direction: `low` certainly have it, `high` may have it."""

    status: FacilityStatus
    low: int
    high: int


def status_tally(states: Iterable[State]) -> list[StatusRow]:
    """A row for every status that any of the places may have; the most places first."""
    return _rows(tally.tally(map(_in_any_direction, states)))


def status_series(histories: Iterable[PlaceHistory], days: Sequence[date]) -> dict[date, list[StatusRow]]:
    """For each of the days, which are in order, what `status_tally` says of all places that exist on it."""
    return {point.day: _rows(point.rows) for point in series(map(_all_in_any_direction, histories), days)}


def _rows(rows: Iterable[tally.Row]) -> list[StatusRow]:
    """Places that nobody speaks of and those of which it is said that nobody knows are counted together."""
    lows: Counter[str | None] = Counter()
    highs: Counter[str | None] = Counter()
    for (status, _), low, high in rows:
        lows[status] += low
        highs[status] += high
    ordered = sorted(highs, key=lambda status: (-highs[status], status or ""))
    return [StatusRow(status_held(status), lows[status], highs[status]) for status in ordered]


def _all_in_any_direction(history: PlaceHistory) -> PlaceHistory:
    periods = [replace(period, state=_in_any_direction(period.state)) for period in history.periods]
    return replace(history, periods=periods)


def _in_any_direction(state: State) -> State:
    """A place that is open in one direction and one that is open in both are counted together."""
    others = tuple(replace(other, level=Direction.BOTH) for other in state.alternatives)
    return replace(state, level=Direction.BOTH, alternatives=others)
