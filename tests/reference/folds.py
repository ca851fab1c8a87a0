"""What the laws are asked of: any function from the claims about one place to its periods, and its answer for a day."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

from domain.control.claims import Claim
from domain.control.state import UNKNOWN, Period, State
from domain.values.terms import Policy

Fold = Callable[[Sequence[Claim], Policy], Sequence[Period]]


class Answers:
    """The states that a fold gives for the ends of civil days; UNKNOWN where no period is."""

    def __init__(self, periods: Sequence[Period]):
        self._periods = periods
        self._starts = [period.start for period in periods]

    def on(self, day: date) -> State:
        index = bisect_right(self._starts, day) - 1
        if index < 0:
            return UNKNOWN
        period = self._periods[index]
        return period.state if period.end is None or day < period.end else UNKNOWN
