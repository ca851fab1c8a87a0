"""A total that somebody stated: for which days, of what, and by which way of counting."""

from dataclasses import dataclass
from datetime import date

from domain.events import TallyClaimed
from domain.events.references import id_of
from domain.history.holding import Holding
from domain.values import edtf
from domain.values.days import Days
from domain.values.reported_number import ReportedNumber
from domain.values.terms import PlaceKind, TallyBasis


@dataclass(frozen=True, slots=True)
class ClaimedTotal:
    """`numerator` places of a kind within a place, of `denominator`, were the holding's; no number is changed here.

    `holding` is None where the claim names no holder.
    """

    within: str
    kind: PlaceKind
    holding: Holding | None
    numerator: ReportedNumber
    denominator: int | None
    basis: TallyBasis
    window: Days


def claimed_total(claim: TallyClaimed, known: date) -> ClaimedTotal:
    return ClaimedTotal(
        within=id_of(claim.within),
        kind=claim.kind,
        holding=Holding(claim.holder, frozenset(claim.levels)) if claim.holder else None,
        numerator=ReportedNumber(*(getattr(claim.numerator, name) for name in ReportedNumber._fields)),
        denominator=claim.denominator,
        basis=claim.basis,
        window=window(claim, known),
    )


def window(claim: TallyClaimed, known: date) -> Days:
    """The widest run of days that the reported window may mean.

    "Since May", without an end, ends when it was stated: with `occurred`, or where that is open too, on the day from
    which the claim was known.
    """
    reported = edtf.interval(claim.window)
    first = reported.first_day
    last = reported.last_day or edtf.interval(claim.occurred).last_day or known
    return Days.between(first, max(first or last, last))
