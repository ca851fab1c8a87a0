"""A sum broken down by day, month, place, way, actor or kind of harm. Each cell is a question of its own.

People who may belong to several cells count at most, in each: the cells of a breakdown may come to more than the sum.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any

from domain.counting.aggregation import added
from domain.counting.group_count import GroupCount, group_count
from domain.counting.incidents import Incident
from domain.counting.overlap_groups import GroupedPeople, OverlapGroup
from domain.counting.people_claims import Traits
from domain.counting.people_query import Overlap, PeopleQuery, overlap_of_traits
from domain.gazetteer.place_tree import PlaceTree
from domain.values.number_range import NumberRange
from domain.values.terms import CasualtyKind, PlaceKind

Narrow = Callable[[PeopleQuery, Any], PeopleQuery]
Run = tuple[date, date]
"""The first and the last civil day, both included."""


@dataclass(frozen=True)
class Axis:
    """The values that a sum is broken down by. `narrow` asks about one of them, `trait` is what that depends on."""

    values: Sequence[Any]
    narrow: Narrow
    trait: Callable[[Traits], Hashable]
    _touched: dict[Hashable, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    def touched(self, group: OverlapGroup, query: PeopleQuery, tree: PlaceTree) -> list[Any]:
        """The values for which the group may have people."""
        lists = [self._of_traits(traits, query, tree) for member in group.members for traits in _traits(member)]
        return lists[0] if len(lists) == 1 else list(dict.fromkeys(value for values in lists for value in values))

    def _of_traits(self, traits: Traits, query: PeopleQuery, tree: PlaceTree) -> list[Any]:
        key = self.trait(traits)
        if key not in self._touched:
            asked = ((value, self.narrow(PeopleQuery(query.first, query.last), value)) for value in self.values)
            self._touched[key] = [
                value for value, narrowed in asked if overlap_of_traits(traits, narrowed, tree) is not Overlap.NOTHING
            ]
        return self._touched[key]


@dataclass(frozen=True)
class TimeAxis:
    """Runs of days that follow each other."""

    values: Sequence[Run]

    def narrow(self, query: PeopleQuery, run: Run) -> PeopleQuery:
        return replace(query, first=run[0], last=run[1])

    def touched(self, group: OverlapGroup, query: PeopleQuery, tree: PlaceTree) -> Sequence[Run]:
        first, last = group.reach.first_day, group.reach.last_day
        begin = 0 if first is None else bisect_left(self._lasts, first)
        end = len(self.values) if last is None else bisect_right(self._firsts, last)
        return self.values[begin:end]

    @cached_property
    def _firsts(self) -> list[date]:
        return [first for first, _ in self.values]

    @cached_property
    def _lasts(self) -> list[date]:
        return [last for _, last in self.values]


_A_DAY = timedelta(days=1)


def by_cell(
    people: GroupedPeople, query: PeopleQuery, axes: Sequence[Axis | TimeAxis]
) -> Iterator[tuple[tuple[Any, ...], NumberRange]]:
    """The cells that somebody was reported in, by their value on each axis, in the order of the axes."""
    cells: dict[tuple[Any, ...], list[GroupCount]] = defaultdict(list)
    questions: dict[tuple[Any, ...], PeopleQuery] = {}
    for group in people.groups:
        for cell in product(*(axis.touched(group, query, people.tree) for axis in axes)):
            if cell not in questions:
                questions[cell] = _narrowed(query, axes, cell)
            if count := group_count(group, questions[cell], people.tree):
                cells[cell].append(count)
    order = [{value: number for number, value in enumerate(axis.values)} for axis in axes]
    for cell in sorted(cells, key=lambda cell: [numbers[value] for numbers, value in zip(order, cell, strict=True)]):
        yield cell, added(cells[cell])


def _narrowed(query: PeopleQuery, axes: Sequence[Axis | TimeAxis], cell: Sequence[Any]) -> PeopleQuery:
    for axis, value in zip(axes, cell, strict=True):
        query = axis.narrow(query, value)
    return query


def by_day(people: GroupedPeople, query: PeopleQuery) -> Iterator[tuple[date, NumberRange]]:
    """Every civil day of the question with a report."""
    for ((day, _),), bounds in by_cell(people, query, [days(query)]):
        yield day, bounds


def by_way(people: GroupedPeople, query: PeopleQuery, kind: PlaceKind | None) -> Iterator[tuple[str, NumberRange]]:
    """The sum by each place on the way, in order of id; with a kind, by the places of that kind around them."""
    for (place,), bounds in by_cell(people, query, [ways(people, query, kind)]):
        yield place, bounds


def days(query: PeopleQuery) -> TimeAxis:
    number = (query.last - query.first).days + 1
    return TimeAxis([(day, day) for day in (query.first + timedelta(days=at) for at in range(number))])


def months(query: PeopleQuery) -> TimeAxis:
    """Calendar months; the first and the last only as far as the question asks for them."""
    runs, first = [], query.first
    while first <= query.last:
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        runs.append((first, min(following - _A_DAY, query.last)))
        first = following
    return TimeAxis(runs)


def ways(people: GroupedPeople, query: PeopleQuery, kind: PlaceKind | None) -> Axis:
    named = {place for traits in _all_traits(people) for way in traits.ways for place in way}
    around = _around(named, kind, people.tree)
    asked = [place for place in around if query.via is None or people.tree.within(place, query.via)]
    return Axis(
        asked,
        lambda query, place: replace(query, via=place),
        lambda traits: (traits.ways, traits.origins, traits.destinations),
    )


def places(people: GroupedPeople, query: PeopleQuery, kind: PlaceKind | None) -> Axis:
    """Where people came to harm: the places reported, or those of one kind around them."""
    named = {place for traits in _all_traits(people) for place in traits.places}
    around = _around(named, kind, people.tree)
    asked = [place for place in around if query.within is None or people.tree.within(place, query.within)]
    return Axis(asked, lambda query, place: replace(query, within=place), lambda traits: traits.places)


def parties(people: GroupedPeople, query: PeopleQuery) -> Axis:
    """The actors that the people belonged to, as far as somebody says."""
    named = {party for traits in _all_traits(people) for party in traits.parties}
    asked = sorted(named) if query.party is None else [query.party]
    return Axis(asked, lambda query, party: replace(query, party=party), lambda traits: traits.parties)


def kinds(people: GroupedPeople, query: PeopleQuery) -> Axis:
    """What happened to them, one kind at a time: of a number for several kinds, any share may be of one."""
    named = {kind for traits in _all_traits(people) for kind in traits.kinds}
    asked = [kind for kind in CasualtyKind if kind in named and (not query.kinds or kind in query.kinds)]
    return Axis(asked, lambda query, kind: replace(query, kinds=frozenset([kind])), lambda traits: traits.kinds)


def _around(named: Iterable[str], kind: PlaceKind | None, tree: PlaceTree) -> list[str]:
    """These places in order of id; with a kind, the places of that kind that they lie in."""
    if kind is None:
        return sorted(named)
    return sorted({up for place in named for up in tree.chain(place) if tree.kinds.get(up) == kind})


def _all_traits(people: GroupedPeople) -> Iterator[Traits]:
    return (traits for group in people.groups for member in group.members for traits in _traits(member))


def _traits(incident: Incident) -> Iterator[Traits]:
    yield incident.traits
    for part in incident.parts:
        yield from _traits(part)
