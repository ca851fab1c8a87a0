"""Arithmetic of numbers that are bounds. `docs/counting.md` gives each rule with an example.

`low` is certainly at least, `high` at most, both inclusive; None is open. `best` is there only where somebody gave one:
a sum has one where every member has, and bounds that disagree have none.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.values.limits import COUNT_MAX


class Bounds(NamedTuple):
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def least(self) -> int:
        """A number of people is never below zero, told or not."""
        return self.low or 0


UNTOLD = Bounds()


def added(members: Iterable[Bounds]) -> Bounds:
    """The sum over people who are certainly others. A member without `high` or `best` leaves the sum without.

    A sum larger than a count may be keeps what is true of it: at least the largest number, and an open end.
    """
    found = list(members)
    low, best, high = (_sum([one[i] for one in found]) for i in range(3))
    if low is None and any(one.low is not None for one in found):
        low = sum(one.least for one in found)
    return Bounds(
        low=None if low is None else min(low, COUNT_MAX),
        best=best if best is None or best <= COUNT_MAX else None,
        high=high if high is None or high <= COUNT_MAX else None,
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    return None if None in numbers else sum(number for number in numbers if number is not None)


def agree(tellings: Sequence[Bounds]) -> bool:
    """Whether one number fits them all."""
    return all(one.high is None or max(other.least for other in tellings) <= one.high for one in tellings)


def reconciled(tellings: Sequence[Bounds]) -> Bounds:
    """Several tellings of the same people: their intersection where they agree, else from the least to the most."""
    if agree(tellings):
        return _intersection(tellings)
    lows, highs = [one.low for one in tellings], [one.high for one in tellings]
    return Bounds(
        None if None in lows else min(low for low in lows if low is not None),
        None,
        None if None in highs else max(high for high in highs if high is not None),
    )


def _intersection(tellings: Sequence[Bounds]) -> Bounds:
    low = max((one.low for one in tellings if one.low is not None), default=None)
    high = min((one.high for one in tellings if one.high is not None), default=None)
    bests = {one.best for one in tellings if one.best is not None}
    best = bests.pop() if len(bests) == 1 else None
    fits = best is not None and (low is None or low <= best) and (high is None or best <= high)
    return Bounds(low, best if fits else None, high)


def perhaps_the_same(groups: Sequence[Bounds]) -> Bounds:
    """People of whom nobody says whether they are the same: at least the largest group, at most all of them."""
    low = max((one.low for one in groups if one.low is not None), default=None)
    return Bounds(low, None, added(groups).high)


def perhaps(told: Bounds) -> Bounds:
    """People of whom some, all or none are meant."""
    return Bounds(None, None, told.high)
