"""Whether two groups of people are certainly distinct."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from domain.counting.people_claims import Traits
from domain.gazetteer.place_tree import PlaceTree
from domain.values.terms import PersonGroup


def distinct(these: Traits, other: Traits, tree: PlaceTree) -> bool:
    """Whether nobody can be among both: another direction, place, way, group, side or fate, or a claim says so."""
    return (
        people_distinct(these, other, tree)
        or _all_pairs(these.ways, other.ways, lambda a, b: _ways_apart(a, b, tree))
        or not these.ids.isdisjoint(other.disjoint_from)
        or not other.ids.isdisjoint(these.disjoint_from)
    )


def people_distinct(these: Traits, other: Traits, tree: PlaceTree) -> bool:
    """The same without the way: the people of one incident may be reported by several."""
    one_voice = these.one_voice is not None and these.one_voice == other.one_voice
    return (
        _all_pairs(these.origins, other.origins, tree.apart)
        or _all_pairs(these.destinations, other.destinations, tree.apart)
        or _all_pairs(these.places, other.places, tree.apart)
        or _all_pairs(these.kinds, other.kinds, _differ)
        or _all_pairs(these.sides, other.sides, _differ)
        # Two voices may call the same people by two names. A voice that uses two names means two groups.
        or _all_pairs(these.groups, other.groups, _differ if one_voice else _armed_and_not)
        or (one_voice and _all_pairs(these.parties, other.parties, _differ))
    )


def _all_pairs(these: Collection[Any], others: Collection[Any], test: Callable[[Any, Any], bool]) -> bool:
    return bool(these) and bool(others) and all(test(a, b) for a in these for b in others)


def _differ(these: Any, other: Any) -> bool:
    return these != other


def _armed_and_not(these: PersonGroup, other: PersonGroup) -> bool:
    return (these is PersonGroup.ARMED_FORCES) != (other is PersonGroup.ARMED_FORCES)


def _ways_apart(these: Iterable[str], other: Iterable[str], tree: PlaceTree) -> bool:
    others = list(other)
    return all(tree.ways_apart(a, b) for a in these for b in others)
