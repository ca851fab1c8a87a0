"""The sum over happenings: others are added, the same people never twice. `docs/counting.md` has the rules.

Happenings that are certainly others (another time, direction, way, group, side or kind, or two incident keys) are
added. Those that are not are gathered into a heap and held against each other:

- told of the same day by different tellers, they are taken for one happening;
- told for a period in which others lie, a number is held against the sum of those;
- else nobody can tell: at least the larger, at most all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.incident_count import IncidentCount, incident_count
from domain.counting.incidents import Incident
from domain.counting.overlap_groups import OverlapGroups
from domain.counting.people_query import PeopleQuery
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, civil_days, hull
from domain.values.interval_index import IntervalIndex
from domain.values.number_range import OPEN, NumberRange
from domain.values.number_sums import sum_ranges
from domain.values.terms import CountReason, PlaceKind


class Total(NamedTuple):
    """`bounds` is open on both sides where nothing was told: that is not zero. `incidents` are in order of time."""

    bounds: NumberRange
    incidents: tuple[IncidentCount, ...]


class Line(NamedTuple):
    """What became of one claim, by its position in the log. `notes` are for the reader."""

    position: int
    added: bool
    reason: CountReason
    notes: tuple[CountNote, ...]


def total(incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree) -> Total:
    """The people of these happenings as far as they lie in the question."""
    found = [one for incident in incidents if (one := incident_count(incident, query, tree))]
    summed = sorted((one for one in found if not _refused(one)), key=_surest_first)
    heaps = OverlapGroups(summed, tree)
    for one in summed:
        heaps.put(one)
    bounds = sum_ranges(heap.bounds for heap in heaps.all) if heaps.all else OPEN
    shown = [one for heap in heaps.all for one in heap.shown] + [_not_admitted(one) for one in found if _refused(one)]
    return Total(bounds, tuple(sorted(shown, key=lambda one: (one.incident.when, one.incident.claims[0].position))))


def _surest_first(one: IncidentCount) -> tuple[Any, ...]:
    """Days before periods, keyed before unkeyed, told with more before told with less; never by order of recording."""
    incident, traits = one.incident, one.incident.traits
    length = incident.when.length if incident.when.is_period else timedelta(0)
    untold = sum(not known for known in (traits.ways, traits.places, traits.groups, traits.parties))
    numbers = tuple(-1 if number is None else number for number in one.bounds)
    return length, not incident.keyed, untold, incident.when, numbers, incident.id


def _refused(one: IncidentCount) -> bool:
    return all(claim.denied for claim in one.incident.claims)


def _not_admitted(one: IncidentCount) -> IncidentCount:
    note = CountNote(CountNoteKind.NOT_ADMITTED)
    return replace(one, added=False, reason=CountReason.NOT_ADMITTED, notes=(*one.notes, note))


def account(one: IncidentCount) -> Iterator[Line]:
    """What became of each claim of a happening, its parts included, and why."""
    for claim in one.incident.claims:
        yield Line(claim.position, one.added, _reason(one), one.notes)
    for part in one.parts:
        yield from (line._replace(added=False, reason=_inner(line.reason)) for line in account(part))


def _reason(one: IncidentCount) -> CountReason:
    if one.reason is not CountReason.ADDED or len(one.incident.claims) == 1:
        return one.reason
    return CountReason.DISPUTED if one.disputed else CountReason.SAME_INCIDENT


def _inner(reason: CountReason) -> CountReason:
    return CountReason.DISPUTED if reason is CountReason.DISPUTED else CountReason.PART


def by_day(incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree) -> Iterator[tuple[date, NumberRange]]:
    """Every civil day of the question of which something is told. What may lie on several counts at most, on each."""
    near = IntervalIndex(incidents, _reach)
    day = query.first
    while day <= query.last:
        today = civil_days(day, day)
        found = total(
            [one for one in near.touching(*today) if _touches(one, today)],
            replace(query, first=day, last=day),
            tree,
        )
        if found.incidents:
            yield day, found.bounds
        day += timedelta(days=1)


def _reach(one: Incident) -> Interval:
    """The time of a happening and of its parts, which may have been told for other days."""
    times = [one.when, *map(_reach, one.parts)]
    return hull(times)


def _touches(one: Incident, time: Interval) -> bool:
    return time.overlaps(one.when) or any(_touches(part, time) for part in one.parts)


def by_way(
    incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree, kind: PlaceKind | None
) -> Iterator[tuple[str, NumberRange]]:
    """Every place by which people were told to have come, in order of id; with a kind, those of it that hold them."""
    everything = list(incidents)
    named = {place for one in everything for way in _ways(one) for place in way}
    places = {
        up
        for place in named
        for up in tree.chain(place)
        if (up == place if kind is None else tree.kinds.get(up) == kind)
    }
    for place in sorted(places):
        if query.via is None or tree.within(place, query.via):
            found = total(everything, replace(query, via=place), tree)
            if found.incidents:
                yield place, found.bounds


def _ways(one: Incident) -> Iterator[frozenset[str]]:
    yield from one.traits.ways
    for part in one.parts:
        yield from _ways(part)
