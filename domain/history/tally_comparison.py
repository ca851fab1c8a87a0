"""Totals that others stated, each beside what the log shows for its days, places, holder and way of counting.

No number is added to another, and no number of one list is divided by the total of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.history.captures import HoldingEvidence, exists_in, fell_within, held_at_end
from domain.history.claimed_totals import ClaimedTotal
from domain.history.place_history import PlaceHistory
from domain.values.days import Days
from domain.values.reported_number import ReportedNumber, between
from domain.values.terms import Qualifier, TallyBasis


@dataclass(frozen=True, slots=True)
class CountedTotal:
    """What the log shows beside a stated total.

    `count`: `low` places certainly count, `high` with those that may. `denominator`: the places of the kind that
    existed, on the last day (NET) or on any day (GROSS_FALLS) of the window. `silent`: places that are not counted,
    and of which the log does not speak on every day that matters. `falls` and `recaptured` (places of the count that
    were not the holder's any more at the end) are told for GROSS_FALLS. Without a holder nothing can be counted.
    """

    count: ReportedNumber
    denominator: int
    silent: int
    falls: ReportedNumber | None = None
    recaptured: ReportedNumber | None = None


NOT_COUNTED = ReportedNumber(None, None, None, Qualifier.UNKNOWN)


def counted_total(claim: ClaimedTotal, lives: Iterable[PlaceHistory]) -> CountedTotal:
    """`lives` are all places of the claim's kind within its place, whenever they existed."""
    if claim.basis is TallyBasis.NET:
        end = Days.between(claim.window.last, claim.window.last)
        there = [life for life in lives if exists_in(life, end)]
        told = [held_at_end(life, claim.holder, end) for life in there] if claim.holder else []
    else:
        there = [life for life in lives if exists_in(life, claim.window)]
        told = [fell_within(life, claim.holder, claim.window) for life in there] if claim.holder else []
    if not claim.holder:
        return CountedTotal(NOT_COUNTED, len(there), len(there))
    count = between(sum(one.certain for one in told), sum(one.possible for one in told))
    found = CountedTotal(count, len(there), sum(one.silent for one in told))
    return found if claim.basis is TallyBasis.NET else _with_falls(found, told)


def _with_falls(found: CountedTotal, told: list[HoldingEvidence]) -> CountedTotal:
    falls = between(sum(one.falls[0] for one in told), sum(one.falls[1] for one in told))
    recaptured = between(sum(one.lost for one in told), sum(one.may_be_lost for one in told))
    return CountedTotal(found.count, found.denominator, found.silent, falls, recaptured)


def consistent(claim: ClaimedTotal, found: CountedTotal) -> bool | None:
    """Whether what was stated can be what the log shows; None where that cannot be told.

    It can if the bounds meet. If they do not, the log speaks against it, unless places of which it does not speak could
    make up the difference, or those by which the two lists of places differ.
    """
    low, high = _bounds(claim.numerator)
    if found.count == NOT_COUNTED or (low is None and high is None):
        return None
    assert found.count.low is not None
    assert found.count.high is not None
    too_many = 0 if low is None else low - found.count.high
    too_few = 0 if high is None else found.count.low - high
    if too_many <= 0 and too_few <= 0:
        return True
    other_list = 0 if claim.denominator is None else abs(claim.denominator - found.denominator)
    return None if too_many <= found.silent + other_list and too_few <= other_list else False


def _bounds(figure: ReportedNumber) -> tuple[int | None, int | None]:
    """A number that is only a best ("about 50") is taken as it is: EDTF and we give no width to "about"."""
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high
