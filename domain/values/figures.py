"""What several reports of one number come to: never an average, and no best that nobody gave."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.values.terms import Qualifier


class Figure(NamedTuple):
    """A number as it was reported, in the form that is compared and stored: counts.py tells the fields."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    verbatim: str | None = None

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None]:
        return self.low, self.best, self.high

    @property
    def is_told(self) -> bool:
        """Whether there is any number in it: MANY keeps its word and has none."""
        return self.numbers != (None, None, None)

    def same(self, other: "Figure") -> bool:
        """The same number, in whatever words; where there is no number, the same word."""
        return self.numbers == other.numbers and (self.is_told or self.qualifier == other.qualifier)


class Together(NamedTuple):
    figure: Figure
    disputed: bool


def together(figures: Sequence[Figure]) -> Together:
    """What sources that speak of one thing leave of it; the first figure is kept as it is where all are the same.

    They agree if their bounds meet and their bests are one, within the bounds: then each narrows the others, and more
    than 130 and exactly 134 give 134. Else the figure is disputed and reaches from the lowest bound to the highest;
    an open bound leaves it open.
    """
    if all(one.same(figures[0]) for one in figures):
        return Together(figures[0], False)
    met = _met(figures)
    return Together(_widened(figures), True) if met is None else Together(met, False)


def _met(figures: Sequence[Figure]) -> Figure | None:
    low = max((one.low for one in figures if one.low is not None), default=None)
    high = min((one.high for one in figures if one.high is not None), default=None)
    bests = {one.best for one in figures if one.best is not None}
    best = next(iter(bests), None)
    told = [number for number in (low, best, high) if number is not None]
    if len(bests) > 1 or told != sorted(told):
        return None
    return between(low, high, best)


def _widened(figures: Sequence[Figure]) -> Figure:
    lows = [one.low for one in figures if one.low is not None]
    highs = [one.high for one in figures if one.high is not None]
    every = len(figures)
    return between(min(lows) if len(lows) == every else None, max(highs) if len(highs) == every else None)


def between(low: int | None, high: int | None, best: int | None = None) -> Figure:
    """What lies between two numbers, either of which may be open; exact where they are one."""
    if low is not None and low == high:
        return Figure(low, low, high, Qualifier.EXACT)
    return Figure(low, best, high, Qualifier.UNKNOWN)
