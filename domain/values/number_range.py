"""A number known only by its bounds, and what several statements of the same number come to.

`low` is certainly at least and `high` at most, both inclusive; None is open. `best` is an estimate that a source gave
(as in UCDP's data): it is never computed as a mean. `docs/counting.md` has each rule with an example.
"""

from collections.abc import Sequence
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

    They agree if their bounds meet and they give at most one best, which lies within the bounds. Then each narrows the
    others: more than 130 and exactly 134 give 134. Otherwise the number is disputed, without a best, and reaches from
    the lowest bound to the highest; an open bound keeps that side open.
    """
    lows, bests, highs = ([number for number in numbers if number is not None] for numbers in zip(*ranges, strict=True))
    common = NumberRange(max(lows, default=None), next(iter(bests), None), min(highs, default=None))
    known = [number for number in common if number is not None]
    if len(set(bests)) <= 1 and known == sorted(known):
        return Reconciliation(common, False)
    low = min(lows) if len(lows) == len(ranges) else None
    high = max(highs) if len(highs) == len(ranges) else None
    return Reconciliation(NumberRange(low, None, high), True)
