"""The sum over groups of incidents: nobody is in two groups. `docs/counting.md` has the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.group_count import GroupCount, group_count
from domain.counting.incident_count import IncidentCount, incident_count, sum_counts
from domain.counting.overlap_groups import GroupedPeople
from domain.counting.people_query import PeopleQuery
from domain.values.count_terms import CountReason
from domain.values.interval import Interval
from domain.values.number_range import NumberRange


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


def total(people: GroupedPeople, query: PeopleQuery) -> Total:
    """The people of these incidents as far as they lie in the question."""
    counts = [count for group in people.groups if (count := group_count(group, query, people.tree))]
    shown = [incident for count in counts for incident in count.shown]
    denied = (incident_count(incident, query, people.tree) for incident in people.not_admitted)
    shown += [_not_admitted(count) for count in denied if count]
    return Total(added(counts), tuple(sorted(shown, key=_in_order_of_time)))


def added(counts: Sequence[GroupCount]) -> NumberRange:
    """The sum of groups. Where reports contradict each other, a low goes before a high."""
    low, best, high = sum_counts(counts)
    return NumberRange(low, best, high if high is None else max(high, low or 0))


def _in_order_of_time(count: IncidentCount) -> tuple[Interval, int]:
    return count.incident.when, count.incident.claims[0].position


def _not_admitted(count: IncidentCount) -> IncidentCount:
    note = CountNote(CountNoteKind.NOT_ADMITTED)
    return replace(count, added=False, reason=CountReason.NOT_ADMITTED, notes=(*count.notes, note))


def account(count: IncidentCount) -> Iterator[Line]:
    """What became of each claim of an incident, its parts and what repeats them included, and why."""
    alone = len(count.incident.positions) == 1
    for position in count.incident.positions:
        yield Line(position, count.added, _reason(count, alone), count.notes)
    for part in count.parts:
        yield from (line._replace(added=False, reason=_inner(line.reason)) for line in account(part))


def _reason(count: IncidentCount, alone: bool) -> CountReason:
    if count.reason is not CountReason.ADDED or alone:
        return count.reason
    return CountReason.DISPUTED if count.disputed else CountReason.SAME_INCIDENT


def _inner(reason: CountReason) -> CountReason:
    return CountReason.DISPUTED if reason is CountReason.DISPUTED else CountReason.PART
