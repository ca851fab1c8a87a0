"""The bounds of a sum, in the words of whoever told just that."""

from collections.abc import Sequence

from domain.counting.aggregation import Total
from domain.values.counts import Count
from domain.values.number_range import OPEN, NumberRange
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier


def summed(total: Total) -> ReportedNumber:
    """Where one incident is all that is added, in its own words."""
    alone = [one for one in total.incidents if one.added]
    return bounded(total.bounds, [claim.count for claim in alone[0].incident.claims] if len(alone) == 1 else ())


def bounded(bounds: NumberRange, told: Sequence[Count] = ()) -> ReportedNumber:
    """In the words of a claim that says just that, else in none."""
    for one in told:
        if (one.low, one.best, one.high) == bounds and bounds != OPEN:
            return ReportedNumber(one.low, one.best, one.high, one.qualifier, one.verbatim)
    return ReportedNumber(*bounds, _word(bounds))


def _word(bounds: NumberRange) -> Qualifier:
    if bounds.low is not None and bounds.low == bounds.best == bounds.high:
        return Qualifier.EXACT
    if bounds.low is not None and bounds.high is None:
        return Qualifier.AT_LEAST
    return Qualifier.UP_TO if bounds.low is None and bounds.high is not None else Qualifier.UNKNOWN
