"""Totals that others stated, each beside what the log shows for its days, places, holder and way of counting.

No number is added to another, and no number of one list is divided by the total of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.history.captures import HoldingEvidence, exists_in, fell_within, gained_within, held_at_end
from domain.history.claimed_totals import ClaimedTotal
from domain.history.place_history import PlaceHistory
from domain.values.days import Days
from domain.values.reported_number import ReportedNumber, between
from domain.values.terms import Qualifier, TallyBasis


@dataclass(frozen=True, slots=True)
class CountedTotal:
    """What the log shows beside a stated total.

    `count`: `low` places certainly count, `high` with those that may. `denominator`: the places of the kind that
    existed on the last day of the window; for GROSS_FALLS, on any day of it. `silent`: places that are not counted, and
    of which the log does not speak on every day that matters. `falls` and `recaptured` (places of the count that were
    not the holder's any more at the end) are given for GROSS_FALLS. Without a holder nothing can be counted.
    """

    count: ReportedNumber
    denominator: int
    silent: int
    falls: ReportedNumber | None = None
    recaptured: ReportedNumber | None = None


_WAYS = {
    TallyBasis.NET: held_at_end,
    TallyBasis.GROSS_FALLS: fell_within,
    TallyBasis.NET_GAIN: gained_within,
}
NOT_COUNTED = ReportedNumber(None, None, None, Qualifier.UNKNOWN)


def counted_total(claim: ClaimedTotal, histories: Iterable[PlaceHistory]) -> CountedTotal:
    """`histories` are all places of the claim's kind within its place, whenever they existed."""
    window = claim.window
    days = window if claim.basis is TallyBasis.GROSS_FALLS else Days.between(window.last, window.last)
    there = [history for history in histories if exists_in(history, days)]
    if claim.holding is None:
        return CountedTotal(NOT_COUNTED, len(there), len(there))
    holding = [_WAYS[claim.basis](history, claim.holding, window) for history in there]
    count = between(sum(evidence.certain for evidence in holding), sum(evidence.possible for evidence in holding))
    counted = CountedTotal(count, len(there), sum(evidence.silent for evidence in holding))
    return _with_falls(counted, holding) if claim.basis is TallyBasis.GROSS_FALLS else counted


def _with_falls(counted: CountedTotal, holding: list[HoldingEvidence]) -> CountedTotal:
    falls = between(sum(evidence.falls[0] for evidence in holding), sum(evidence.falls[1] for evidence in holding))
    recaptured = between(sum(evidence.lost for evidence in holding), sum(evidence.may_be_lost for evidence in holding))
    return CountedTotal(counted.count, counted.denominator, counted.silent, falls, recaptured)


def consistent(claim: ClaimedTotal, counted: CountedTotal) -> bool | None:
    """Whether what was stated can be what the log shows; None where nobody can know.

    It can if the bounds meet. If they do not, the log speaks against it, unless places of which it does not speak could
    make up the difference, or those by which the two lists of places differ.
    """
    low, high = _bounds(claim.numerator)
    if counted.count == NOT_COUNTED or (low is None and high is None):
        return None
    assert counted.count.low is not None
    assert counted.count.high is not None
    too_many = 0 if low is None else low - counted.count.high
    too_few = 0 if high is None else counted.count.low - high
    if too_many <= 0 and too_few <= 0:
        return True
    other_list = 0 if claim.denominator is None else abs(claim.denominator - counted.denominator)
    return None if too_many <= counted.silent + other_list and too_few <= other_list else False


def _bounds(figure: ReportedNumber) -> tuple[int | None, int | None]:
    """A number that is only a best ("about 50") is taken as it is: EDTF and we give no width to "about"."""
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high
