"""Which incidents a total over a period may hold: those within its time that are no wider in who or where."""

from collections.abc import Callable, Collection
from typing import Any

from domain.counting.incidents import Incident
from domain.gazetteer.place_tree import PlaceTree


def could_hold(total: Incident, other: Incident, tree: PlaceTree) -> bool:
    """Whether all people of the other are among those whom the total numbers, if both are true."""
    mine, others = total.traits, other.traits
    return (
        total.is_total
        and total.when.covers(other.when)
        and _no_wider(others.origins, mine.origins, tree.within)
        and _no_wider(others.destinations, mine.destinations, tree.within)
        and _no_wider(others.places, mine.places, tree.within)
        and _no_wider(others.ways, mine.ways, lambda way, wide: _is_within(way, wide, tree))
        and _no_wider(others.groups, mine.groups, _same)
        and _no_wider(others.parties, mine.parties, _same)
        and others.kinds <= mine.kinds
    )


def _no_wider(those: Collection[Any], mine: Collection[Any], within: Callable[[Any, Any], bool]) -> bool:
    """What a total leaves open, it leaves open to all; what the other leaves open may lie anywhere."""
    return not mine or (bool(those) and all(any(within(a, b) for b in mine) for a in those))


def _is_within(way: Collection[str], wide: Collection[str], tree: PlaceTree) -> bool:
    return all(any(tree.within(place, other) for other in wide) for place in way)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)
