"""What a question about people asks for, and how much of an incident lies in it: all, perhaps some, or nothing."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from domain.counting.incidents import Incident
from domain.counting.people_claims import Traits
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, civil_days
from domain.values.lazy import lazy
from domain.values.terms import CasualtyKind, PersonGroup


class Overlap(IntEnum):
    NOTHING = 0
    PERHAPS = 1
    ALL = 2


@dataclass(frozen=True)
class PeopleQuery:
    """`first` to `last` are civil days, both included. A place stands for everything in it; None asks for all."""

    first: date
    last: date
    origin: str | None = None
    destination: str | None = None
    via: str | None = None
    group: PersonGroup | None = None
    within: str | None = None
    party: str | None = None
    kinds: frozenset[CasualtyKind] = frozenset()

    @lazy
    def window(self) -> Interval:
        return civil_days(self.first, self.last)

    @lazy
    def asks_for_traits(self) -> bool:
        wanted = (self.origin, self.destination, self.via, self.group, self.within, self.party)
        return bool(self.kinds) or any(value is not None for value in wanted)


def overlap(incident: Incident, query: PeopleQuery, tree: PlaceTree) -> Overlap:
    """How much of an incident lies in the question. What no claim says may lie in it."""
    in_time = _time(incident, query)
    if in_time is Overlap.NOTHING or not query.asks_for_traits:
        return in_time
    return min(in_time, overlap_of_traits(incident.traits, query, tree))


def overlap_of_traits(traits: Traits, query: PeopleQuery, tree: PlaceTree) -> Overlap:
    """The same without the time."""
    return min(
        _where(traits.origins, query.origin, tree),
        _where(traits.destinations, query.destination, tree),
        _where(traits.places, query.within, tree),
        _way(traits, query.via, tree),
        _matches(traits.groups, query.group),
        _matches(traits.parties, query.party),
        _kinds(traits.kinds, query.kinds),
    )


def _time(incident: Incident, query: PeopleQuery) -> Overlap:
    if query.window.covers(incident.when):
        return Overlap.ALL
    return Overlap.PERHAPS if query.window.overlaps(incident.when) else Overlap.NOTHING


def _where(places: Iterable[str], wanted: str | None, tree: PlaceTree) -> Overlap:
    if wanted is None:
        return Overlap.ALL
    return _by_all(places, wanted, lambda place: _lies_in(place, wanted, tree))


def _lies_in(place: str, wanted: str, tree: PlaceTree) -> Overlap:
    if tree.within(place, wanted):
        return Overlap.ALL
    return Overlap.NOTHING if tree.apart(place, wanted) else Overlap.PERHAPS


def _way(traits: Traits, wanted: str | None, tree: PlaceTree) -> Overlap:
    """People reported by several ways may have taken any of them; people reported by none, any way at all."""
    if wanted is None:
        return Overlap.ALL
    if not traits.ways:
        ends = [(a, b) for a in traits.origins for b in traits.destinations]
        on_it = any(tree.may_lie_on_the_way(wanted, a, b) for a, b in ends)
        return Overlap.PERHAPS if on_it else Overlap.NOTHING
    return _by_all(traits.ways, wanted, lambda way: _passes(way, wanted, traits, tree))


def _passes(way: Collection[str], wanted: str, traits: Traits, tree: PlaceTree) -> Overlap:
    shares = {_lies_in(place, wanted, tree) for place in way if tree.root(place) == tree.root(wanted)}
    if not shares:  # reported on the other side of the border only
        ends = [(a, b) for a in traits.origins for b in traits.destinations]
        return Overlap.PERHAPS if any(tree.may_lie_on_the_way(wanted, a, b) for a, b in ends) else Overlap.NOTHING
    return shares.pop() if len(shares) == 1 else Overlap.PERHAPS


def _matches(reported: Iterable[Any], wanted: Any) -> Overlap:
    if wanted is None:
        return Overlap.ALL
    return _by_all(reported, wanted, lambda value: Overlap.ALL if value == wanted else Overlap.NOTHING)


def _kinds(reported: frozenset[CasualtyKind], wanted: frozenset[CasualtyKind]) -> Overlap:
    """Of one number for several kinds, nobody knows how many were of one of them."""
    if not wanted or reported <= wanted:
        return Overlap.ALL
    return Overlap.PERHAPS if reported & wanted else Overlap.NOTHING


def _by_all(reported: Iterable[Any], wanted: Any, overlap_of: Callable[[Any], Overlap]) -> Overlap:
    """What all claims agree on; where they do not, or none says anything, perhaps."""
    if wanted is None:
        return Overlap.ALL
    shares = {overlap_of(value) for value in reported}
    return shares.pop() if len(shares) == 1 else Overlap.PERHAPS
