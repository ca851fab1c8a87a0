"""Which reported word fits a sum: that of a claim with the very same number, else the plainest."""

from collections.abc import Sequence

from domain.counting.aggregation import Total
from domain.values.number_range import OPEN, NumberRange
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier


def summed(total: Total) -> ReportedNumber:
    """A sum; where a single incident is all that is added, with the word of its own claim."""
    alone = [count for count in total.incidents if count.added]
    return bounded(total.bounds, [claim.count for claim in alone[0].incident.claims] if len(alone) == 1 else ())


def bounded(bounds: NumberRange, reported: Sequence[ReportedNumber] = ()) -> ReportedNumber:
    """A number with the word of a report that gives just that, else with the plainest word."""
    for count in reported:
        if count.range == bounds and bounds != OPEN:
            return count
    return ReportedNumber(*bounds, _word(bounds))


def _word(bounds: NumberRange) -> Qualifier:
    if bounds.low is not None and bounds.low == bounds.best == bounds.high:
        return Qualifier.EXACT
    if bounds.low is not None and bounds.high is None:
        return Qualifier.AT_LEAST
    return Qualifier.UP_TO if bounds.low is None and bounds.high is not None else Qualifier.UNKNOWN
