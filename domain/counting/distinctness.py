"""Whether two groups of people are certainly others."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from domain.counting.people_claims import Traits
from domain.gazetteer.place_tree import PlaceTree
from domain.values.terms import PersonGroup


def distinct(one: Traits, other: Traits, tree: PlaceTree) -> bool:
    """Whether nobody can be among both: another direction, place, way, group, side or fate, or because it is said."""
    return (
        people_distinct(one, other, tree)
        or _all_pairs(one.ways, other.ways, lambda a, b: _ways_apart(a, b, tree))
        or not one.ids.isdisjoint(other.disjoint_from)
        or not other.ids.isdisjoint(one.disjoint_from)
    )


def people_distinct(one: Traits, other: Traits, tree: PlaceTree) -> bool:
    """The same without the way: the people of one incident may be told by several."""
    same_teller = one.one_source is not None and one.one_source == other.one_source
    return (
        _all_pairs(one.origins, other.origins, tree.apart)
        or _all_pairs(one.destinations, other.destinations, tree.apart)
        or _all_pairs(one.places, other.places, tree.apart)
        or _all_pairs(one.kinds, other.kinds, _differ)
        or _all_pairs(one.sides, other.sides, _differ)
        # Two tellers may call the same people by two names. One teller who uses two means two groups.
        or _all_pairs(one.groups, other.groups, _differ if same_teller else _armed_and_not)
        or (same_teller and _all_pairs(one.parties, other.parties, _differ))
    )


def _all_pairs(told: Collection[Any], others: Collection[Any], test: Callable[[Any, Any], bool]) -> bool:
    return bool(told) and bool(others) and all(test(a, b) for a in told for b in others)


def _differ(one: Any, other: Any) -> bool:
    return one != other


def _armed_and_not(one: PersonGroup, other: PersonGroup) -> bool:
    return (one is PersonGroup.ARMED_FORCES) != (other is PersonGroup.ARMED_FORCES)


def _ways_apart(one: Iterable[str], other: Iterable[str], tree: PlaceTree) -> bool:
    others = list(other)
    return all(tree.ways_apart(a, b) for a in one for b in others)
