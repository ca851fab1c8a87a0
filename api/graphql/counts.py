"""Numbers as they were reported."""

from collections.abc import Sequence

import strawberry

from domain import counts
from domain.bounds import UNTOLD, Bounds
from domain.figures import Figure
from domain.vocabulary import Qualifier


@strawberry.type
class Count:
    """A number as it was reported: bounds, both inclusive, and the word that set them. Null is open or not told."""

    low: int | None
    best: int | None = strawberry.field(description="Null unless somebody gave it: never a middle of the bounds.")
    high: int | None
    qualifier: Qualifier
    verbatim: str | None


def between(low: int, high: int) -> Count:
    """What lies between two numbers that we counted ourselves."""
    exact = low == high
    qualifier = Qualifier.EXACT if exact else Qualifier.UNKNOWN
    return Count(low=low, best=low if exact else None, high=high, qualifier=qualifier, verbatim=None)


def of_figure(figure: Figure) -> Count:
    return Count(**figure._asdict())


def bounded(bounds: Bounds, told: Sequence[counts.Count] = ()) -> Count:
    """Bounds that follow from claims: in the words of a claim that says just that, else in none."""
    for one in told:
        if (one.low, one.best, one.high) == bounds and bounds != UNTOLD:
            return Count(low=one.low, best=one.best, high=one.high, qualifier=one.qualifier, verbatim=one.verbatim)
    low, best, high = bounds
    return Count(low=low, best=best, high=high, qualifier=_word(bounds), verbatim=None)


def _word(bounds: Bounds) -> Qualifier:
    if bounds.low is not None and bounds.low == bounds.best == bounds.high:
        return Qualifier.EXACT
    if bounds.low is not None and bounds.high is None:
        return Qualifier.AT_LEAST
    return Qualifier.UP_TO if bounds.low is None and bounds.high is not None else Qualifier.UNKNOWN
