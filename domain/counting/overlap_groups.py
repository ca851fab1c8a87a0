"""Incidents that may share people, gathered into groups. Nobody is in two groups, so groups can be added.

The groups are the same for every question: they are made once, and each question asks how much of each lies in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.counting.distinctness import distinct
from domain.counting.holdings import Holding, holdings
from domain.counting.incidents import Incident, incidents
from domain.counting.largest_distinct import Links, connected
from domain.counting.people_claims import PeopleClaim
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, hull
from domain.values.interval_index import IntervalIndex
from domain.values.lazy import lazy
from domain.values.number_range import in_order


@dataclass(frozen=True)
class OverlapGroup:
    """`members` come from the surest to the vaguest; elsewhere they are named by their index in it.

    `shares`: which of them may share people. `holdings`: the period totals among them that hold others.
    """

    members: tuple[Incident, ...]
    shares: Links = field(default_factory=dict)
    holdings: Mapping[int, Holding] = field(default_factory=dict)

    @lazy
    def keyed(self) -> frozenset[int]:
        return frozenset(index for index, member in enumerate(self.members) if member.keyed)

    @lazy
    def reach(self) -> Interval:
        return hull([member.reach for member in self.members]) if len(self.members) > 1 else self.members[0].reach

    def touching(self, time: Interval) -> Iterable[int]:
        """The members that may have people in this time, from the surest to the vaguest."""
        return sorted(self._by_time.touching(*time)) if len(self.members) > 1 else (0,)

    @lazy
    def _by_time(self) -> IntervalIndex[int]:
        return IntervalIndex(range(len(self.members)), lambda index: self.members[index].reach)


@dataclass(frozen=True)
class GroupedPeople:
    """Everybody that some claims number: in groups, and those who were not let across."""

    groups: tuple[OverlapGroup, ...]
    not_admitted: tuple[Incident, ...]
    tree: PlaceTree


def grouped_people(claims: Iterable[PeopleClaim], tree: PlaceTree) -> GroupedPeople:
    everything = incidents(claims, tree)
    denied = tuple(incident for incident in everything if incident.denied)
    return GroupedPeople(tuple(_groups([one for one in everything if not one.denied], tree)), denied, tree)


def _surest_first(incident: Incident) -> tuple[Any, ...]:
    """Days before periods, keyed before unkeyed, more detailed before less; never by order of recording."""
    traits = incident.traits
    length = incident.when.length if incident.when.is_period else timedelta(0)
    unknown = sum(not known for known in (traits.ways, traits.places, traits.groups, traits.parties))
    numbers = sorted(in_order(claim.bounds) for claim in incident.claims)
    return length, not incident.keyed, unknown, incident.when, numbers, incident.id


def _groups(admitted: Sequence[Incident], tree: PlaceTree) -> Iterable[OverlapGroup]:
    shares = _shares(admitted, tree)
    for part in connected(frozenset(range(len(admitted))), shares):
        if len(part) == 1:
            yield OverlapGroup((admitted[next(iter(part))],))
            continue
        order = sorted(part, key=lambda index: _surest_first(admitted[index]))
        number = {index: new for new, index in enumerate(order)}
        links = {number[index]: frozenset(number[other] for other in shares[index]) for index in order}
        members = tuple(admitted[index] for index in order)
        yield OverlapGroup(members, links, holdings(members, links, tree))


def _shares(admitted: Sequence[Incident], tree: PlaceTree) -> Mapping[int, set[int]]:
    """Two keys never share anybody, however their times lie: only incidents without one have to be compared."""
    links: dict[int, set[int]] = defaultdict(set)
    if all(incident.keyed for incident in admitted):
        return links
    near = IntervalIndex(range(len(admitted)), lambda index: admitted[index].when)
    for index, incident in enumerate(admitted):
        for other in () if incident.keyed else near.touching(*incident.when):
            if (admitted[other].keyed or other > index) and _may_share(incident, admitted[other], tree):
                links[index].add(other)
                links[other].add(index)
    return links


def _may_share(incident: Incident, other: Incident, tree: PlaceTree) -> bool:
    return incident.when.overlaps(other.when) and not distinct(incident.traits, other.traits, tree)
