"""Claims into rows of periods: work for a process of the fold pool, pure data in and out."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.control.state import UNKNOWN, Period
from domain.values.terms import Policy
from store.read import periods
from store.read.claim_rows import ClaimRow
from store.read.folds import histories_of, states_of

FoldedRows = dict[str, list[SimpleNamespace]]
"""By place."""


def rows_of_periods(rows: Sequence[ClaimRow], sides: Sides, aspect: Aspect, policy: Policy) -> FoldedRows:
    """The periods of each place by one policy, as rows of the table of periods have them."""
    return {
        place: [_row(place, aspect, policy, period) for period in folded]
        for place, folded in histories_of(rows, sides, policy).items()
    }


def rows_of_a_day(rows: Sequence[ClaimRow], sides: Sides, aspect: Aspect, policy: Policy, day: date) -> FoldedRows:
    """The state of each place on one day in the same form; what they say of other days is nothing."""
    return {
        place: [_row(place, aspect, policy, Period(day, None, state))]
        for place, state in states_of(rows, sides, day, policy).items()
        if state != UNKNOWN
    }


def _row(place: str, aspect: Aspect, policy: Policy, period: Period) -> SimpleNamespace:
    return SimpleNamespace(**periods.to_row(place, aspect, periods.BITS[policy], period))
