"""Sums of numbers that are known by their bounds. `docs/counting.md` gives each rule with an example."""

from collections.abc import Iterable, Sequence

from domain.values.limits import COUNT_MAX
from domain.values.number_range import NumberRange


def sum_ranges(ranges: Iterable[NumberRange]) -> NumberRange:
    """The sum over groups that share nobody. A group without `high` or `best` leaves the sum without.

    A sum above COUNT_MAX keeps what is true of it: at least COUNT_MAX, and an open end.
    """
    members = list(ranges)
    low, best, high = (_sum([member[i] for member in members]) for i in range(3))
    if low is None and any(member.low is not None for member in members):
        low = sum(member.least for member in members)
    return NumberRange(
        low=None if low is None else min(low, COUNT_MAX),
        best=best if best is None or best <= COUNT_MAX else None,
        high=high if high is None or high <= COUNT_MAX else None,
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    return None if None in numbers else sum(number for number in numbers if number is not None)
