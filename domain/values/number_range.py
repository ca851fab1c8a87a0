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


class Reconciliation(NamedTuple):
    """`disputed`: no single number fits everything that was reported."""

    range: NumberRange
    disputed: bool


def reconcile(ranges: Sequence[NumberRange]) -> Reconciliation:
    """Several statements of one number.

    They agree if their bounds meet; then each narrows the others, and more than 130 and exactly 134 give 134. If not,
    the number is disputed and reaches from the lowest bound to the highest; an open bound keeps that side open. A lone
    best ("about 600") counts as both its bounds when statements are compared; a statement without any number (MANY)
    says nothing. Different bests are a dispute too, and leave no best.
    """
    low, high = _common([stated.low for stated in ranges], [stated.high for stated in ranges])
    compared = [_compared(stated) for stated in ranges if stated != OPEN]
    lowest, highest = _common([stated.low for stated in compared], [stated.high for stated in compared])
    if lowest is not None and highest is not None and lowest > highest:
        lows, highs = [stated.low for stated in compared], [stated.high for stated in compared]
        return Reconciliation(NumberRange(_least(lows), None, _greatest(highs)), True)
    bests = {stated.best for stated in ranges if stated.best is not None}
    best = bests.pop() if len(bests) == 1 else None
    fits = best is not None and (low is None or low <= best) and (high is None or best <= high)
    return Reconciliation(
        NumberRange(low, best if fits else None, high), bool(bests) or (best is not None and not fits)
    )


def _compared(stated: NumberRange) -> NumberRange:
    lone_best = stated.low is None and stated.high is None
    return NumberRange(stated.best, stated.best, stated.best) if lone_best else stated


def _common(lows: Iterable[int | None], highs: Iterable[int | None]) -> tuple[int | None, int | None]:
    """The bounds that hold for all: the highest low and the lowest high."""
    low = max((bound for bound in lows if bound is not None), default=None)
    return low, min((bound for bound in highs if bound is not None), default=None)


def _least(lows: Sequence[int | None]) -> int | None:
    return None if None in lows else min(bound for bound in lows if bound is not None)


def _greatest(highs: Sequence[int | None]) -> int | None:
    return None if None in highs else max(bound for bound in highs if bound is not None)
