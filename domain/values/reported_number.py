"""A number with the words in which it was reported, in the form that is compared and stored."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.values.number_range import OPEN, NumberRange, reconcile
from domain.values.terms import Qualifier


class ReportedNumber(NamedTuple):
    """The fields of counts.Count, without its validation."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    verbatim: str | None = None

    @property
    def range(self) -> NumberRange:
        return NumberRange(self.low, self.best, self.high)

    def same(self, other: "ReportedNumber") -> bool:
        """The same number, in whatever words; where there is no number (MANY), the same word."""
        return self.range == other.range and (self.range != OPEN or self.qualifier == other.qualifier)


def reconcile_reports(reports: Sequence[ReportedNumber]) -> tuple[ReportedNumber, bool]:
    """What several sources leave of one number, and whether they dispute it.

    Where all report the same, the first keeps its words; else number_range.reconcile decides.
    """
    if all(report.same(reports[0]) for report in reports):
        return reports[0], False
    reconciled, disputed = reconcile([report.range for report in reports])
    return between(reconciled.low, reconciled.high, reconciled.best), disputed


def between(low: int | None, high: int | None, best: int | None = None) -> ReportedNumber:
    """A computed number between two bounds, either of which may be open; exact where they are equal."""
    if low is not None and low == high:
        return ReportedNumber(low, low, high, Qualifier.EXACT)
    return ReportedNumber(low, best, high, Qualifier.UNKNOWN)
