"""A number known only by its bounds, and what several statements of the same number come to.

`low` is certainly at least and `high` at most, both inclusive; None is open. `best` is an estimate that a source gave
(as in UCDP's data): it is never computed as a mean. `docs/counting.md` has each rule with an example.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class NumberRange(NamedTuple):
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def least(self) -> int:
        """The lower bound of a number of people: zero where none was reported."""
        return self.low or 0


OPEN = NumberRange()
"""Nothing is known of the number. That is not zero."""


def in_order(number: NumberRange) -> tuple[int, ...]:
    """A key to sort numbers by; an open bound comes first."""
    return tuple(-1 if bound is None else bound for bound in number)


class Reconciliation(NamedTuple):
    """`disputed`: no single number fits everything that was reported."""

    range: NumberRange
    disputed: bool


def reconcile(ranges: Sequence[NumberRange]) -> Reconciliation:
    """Several statements of one number.

    They agree if their bounds meet; then each narrows the others, and more than 130 and exactly 134 give 134. If not,
    the number is disputed and reaches over every largest set of statements that agree: 131 or more, 134 and 90 leave 90
    to 134. A lone best ("about 600") counts as both its bounds when statements are compared; a statement without any
    number (MANY) says nothing. Different bests are a dispute too, and leave no best.
    """
    compared = [_compared(stated) for stated in ranges if stated != OPEN]
    lowest, highest = _common([stated.low for stated in compared], [stated.high for stated in compared])
    if lowest is not None and highest is not None and lowest > highest:
        return Reconciliation(_hull_of_agreeing(compared, lowest, highest), True)
    low, high = _common([stated.low for stated in ranges], [stated.high for stated in ranges])
    bests = {stated.best for stated in ranges if stated.best is not None}
    best = bests.pop() if len(bests) == 1 else None
    fits = best is not None and (low is None or low <= best) and (high is None or best <= high)
    return Reconciliation(
        NumberRange(low, best if fits else None, high), bool(bests) or (best is not None and not fits)
    )


def _hull_of_agreeing(compared: Sequence[NumberRange], highest_low: int, lowest_high: int) -> NumberRange:
    """Of the sets of agreeing statements, the first has the lowest high and the last one the highest low."""
    first = [stated.low for stated in compared if stated.least <= lowest_high]
    last = [stated.high for stated in compared if stated.high is None or stated.high >= highest_low]
    return NumberRange(_common(first, ())[0], None, _common((), last)[1])


def _compared(stated: NumberRange) -> NumberRange:
    lone_best = stated.low is None and stated.high is None
    return NumberRange(stated.best, stated.best, stated.best) if lone_best else stated


def _common(lows: Iterable[int | None], highs: Iterable[int | None]) -> tuple[int | None, int | None]:
    """The bounds that hold for all: the highest low and the lowest high."""
    low = max((bound for bound in lows if bound is not None), default=None)
    return low, min((bound for bound in highs if bound is not None), default=None)
