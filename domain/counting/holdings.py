"""What the period totals of a group hold, and what that does to their numbers.

A total is held against the sum of what lies in it if it can hold it. What it holds is not added to it: more people than
that total are nowhere. But where a total says more than the others come to, its lower bound is in dispute, and theirs
stays.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from domain.counting.incident_count import everybody
from domain.counting.incidents import Incident
from domain.counting.largest_distinct import Links, connected, largest_distinct
from domain.counting.period_totals import could_hold
from domain.gazetteer.place_tree import PlaceTree
from domain.values.limits import COUNT_MAX
from domain.values.number_range import OPEN, NumberRange


@dataclass(frozen=True)
class Holding:
    """What one total holds. `lots` share nobody with each other; `least` is what each comes to, and `number` the
    least of each incident.

    `wordless`: the total has no number, and says nothing where others do. `high`: at most so many are in the total and
    what it holds; None is open. `sure`: its lower bound is not in dispute.
    """

    held: Set[int]
    lots: tuple[Set[int], ...]
    least: tuple[int, ...]
    number: Mapping[int, int]
    wordless: bool
    high: int | None
    sure: bool

    def says_nothing_beside(self, others: Set[int]) -> bool:
        return self.wordless and not self.held.isdisjoint(others)

    def least_outside(self, outside: Callable[[int], int], touched: Set[int], shares: Links, keyed: Set[int]) -> int:
        """At least so many of what it holds are outside a question that touches some of it."""
        return sum(
            least if lot.isdisjoint(touched) else largest_distinct({i: outside(i) for i in lot}, shares, keyed)
            for lot, least in zip(self.lots, self.least, strict=True)
        )


def holdings(members: Sequence[Incident], shares: Links, tree: PlaceTree) -> Mapping[int, Holding]:
    """By the index of the total. The narrowest come first: a total may hold another with all that is in that."""
    could = {
        index: frozenset(other for other in shares[index] if could_hold(member, members[other], tree))
        for index, member in enumerate(members)
        if member.is_total
    }
    numbers = (
        {index: everybody(member, tree).bounds for index, member in enumerate(members)} if any(could.values()) else {}
    )
    keyed = frozenset(index for index, member in enumerate(members) if member.keyed)
    result: dict[int, Holding] = {}
    for index in sorted((index for index, held in could.items() if held), key=lambda index: (len(could[index]), index)):
        if holding := _holding(index, could[index], numbers, result, shares, keyed):
            result[index] = holding
    return result


def _holding(
    total: int,
    held: Set[int],
    numbers: Mapping[int, NumberRange],
    inner: Mapping[int, Holding],
    shares: Links,
    keyed: Set[int],
) -> Holding | None:
    lots = tuple(connected(held, shares))
    alone = {index: _least(index, numbers, inner) for index in held}
    least = tuple(largest_distinct({index: alone[index] for index in lot}, shares, keyed) for lot in lots)
    number = numbers[total]
    if number.high is not None and number.high < sum(least):
        return None
    most = most_together(held, inner, lambda index: inner[index].high if index in inner else numbers[index].high)
    high, sure = number.high, most is None or number.least <= most
    if number.low is None and high is None and most is not None and number.best is not None:
        high = max(number.best, most)  # a lone best is both its bounds
    return Holding(held, lots, least, alone, number == OPEN, high, sure)


def _least(index: int, numbers: Mapping[int, NumberRange], inner: Mapping[int, Holding]) -> int:
    return 0 if index in inner and not inner[index].sure else numbers[index].least


def outermost(indices: Collection[int], inner: Mapping[int, Holding]) -> list[int]:
    """Those that no total among them holds, without totals that say nothing."""
    among = frozenset(indices)
    left = [index for index in indices if index not in inner or not inner[index].says_nothing_beside(among)]
    held = frozenset().union(*(inner[index].held for index in left if index in inner))
    return [index for index in left if index not in held]


def most_together(
    indices: Collection[int], inner: Mapping[int, Holding], high: Callable[[int], int | None]
) -> int | None:
    """At most so many people are in these together."""
    highs = [high(index) for index in outermost(indices, inner)]
    if None in highs:
        return None
    most = sum(number for number in highs if number is not None)
    return most if most <= COUNT_MAX else None
