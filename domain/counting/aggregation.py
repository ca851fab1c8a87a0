"""The sum over incidents: distinct people are added, the same people never twice. `docs/counting.md` has the rules.

Incidents that are certainly distinct (another time, direction, way, group, side or kind, or two keys) are added. Those
that may share people form an overlap group and are compared with each other:

- reported of the same day by different sources, they are taken for one incident;
- a number reported for a period in which others lie is compared with the sum of those;
- otherwise the sum is at least the larger and at most all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.incident_count import IncidentCount, incident_count
from domain.counting.incidents import Incident
from domain.counting.overlap_groups import overlap_groups
from domain.counting.people_query import PeopleQuery
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval import Interval, civil_days, hull
from domain.values.interval_index import IntervalIndex
from domain.values.number_range import OPEN, NumberRange
from domain.values.number_sums import sum_ranges
from domain.values.terms import CountReason, PlaceKind


class Total(NamedTuple):
    """`bounds` is open on both sides where nothing was reported: that is not zero. `incidents` are in order of time."""

    bounds: NumberRange
    incidents: tuple[IncidentCount, ...]


class Line(NamedTuple):
    """What became of one claim, by its position in the log. `notes` are for the reader."""

    position: int
    added: bool
    reason: CountReason
    notes: tuple[CountNote, ...]


def total(incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree) -> Total:
    """The people of these incidents as far as they lie in the question."""
    counts = [count for incident in incidents if (count := incident_count(incident, query, tree))]
    admitted = sorted((count for count in counts if not _is_denied(count)), key=_surest_first)
    groups = overlap_groups(admitted, tree)
    bounds = sum_ranges(group.bounds for group in groups) if groups else OPEN
    shown = [count for group in groups for count in group.shown]
    shown += [_not_admitted(count) for count in counts if _is_denied(count)]
    return Total(bounds, tuple(sorted(shown, key=_in_order_of_time)))


def _in_order_of_time(count: IncidentCount) -> tuple[Interval, int]:
    return count.incident.when, count.incident.claims[0].position


def _surest_first(count: IncidentCount) -> tuple[Any, ...]:
    """Days before periods, keyed before unkeyed, more detailed before less; never by order of recording."""
    incident, traits = count.incident, count.incident.traits
    length = incident.when.length if incident.when.is_period else timedelta(0)
    unknown = sum(not known for known in (traits.ways, traits.places, traits.groups, traits.parties))
    numbers = tuple(-1 if number is None else number for number in count.bounds)
    return length, not incident.keyed, unknown, incident.when, numbers, incident.id


def _is_denied(count: IncidentCount) -> bool:
    """Whether these people were not let across, by every claim about them."""
    return all(claim.denied for claim in count.incident.claims)


def _not_admitted(count: IncidentCount) -> IncidentCount:
    note = CountNote(CountNoteKind.NOT_ADMITTED)
    return replace(count, added=False, reason=CountReason.NOT_ADMITTED, notes=(*count.notes, note))


def account(count: IncidentCount) -> Iterator[Line]:
    """What became of each claim of an incident, its parts included, and why."""
    for claim in count.incident.claims:
        yield Line(claim.position, count.added, _reason(count), count.notes)
    for part in count.parts:
        yield from (line._replace(added=False, reason=_inner(line.reason)) for line in account(part))


def _reason(count: IncidentCount) -> CountReason:
    if count.reason is not CountReason.ADDED or len(count.incident.claims) == 1:
        return count.reason
    return CountReason.DISPUTED if count.disputed else CountReason.SAME_INCIDENT


def _inner(reason: CountReason) -> CountReason:
    return CountReason.DISPUTED if reason is CountReason.DISPUTED else CountReason.PART


def by_day(incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree) -> Iterator[tuple[date, NumberRange]]:
    """Every civil day of the question with a report. People who may belong to several days count at most, on each."""
    near = IntervalIndex(incidents, _reach)
    day = query.first
    while day <= query.last:
        today = civil_days(day, day)
        touching = [incident for incident in near.touching(*today) if _touches(incident, today)]
        sum_of_day = total(touching, replace(query, first=day, last=day), tree)
        if sum_of_day.incidents:
            yield day, sum_of_day.bounds
        day += timedelta(days=1)


def _reach(incident: Incident) -> Interval:
    """The time of an incident and of its parts, which may have been reported for other days."""
    return hull([incident.when, *map(_reach, incident.parts)])


def _touches(incident: Incident, time: Interval) -> bool:
    return time.overlaps(incident.when) or any(_touches(part, time) for part in incident.parts)


def by_way(
    incidents: Iterable[Incident], query: PeopleQuery, tree: PlaceTree, kind: PlaceKind | None
) -> Iterator[tuple[str, NumberRange]]:
    """The sum by each place on the way, in order of id; with a kind, by the places of that kind around them."""
    everything = list(incidents)
    named = {place for incident in everything for way in _ways(incident) for place in way}
    places = {
        up
        for place in named
        for up in tree.chain(place)
        if (up == place if kind is None else tree.kinds.get(up) == kind)
    }
    for place in sorted(places):
        if query.via is None or tree.within(place, query.via):
            sum_of_way = total(everything, replace(query, via=place), tree)
            if sum_of_way.incidents:
                yield place, sum_of_way.bounds


def _ways(incident: Incident) -> Iterator[frozenset[str]]:
    yield from incident.traits.ways
    for part in incident.parts:
        yield from _ways(part)
