"""Incidents that may share people, gathered into groups. Nobody is in two groups, so groups can be added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.distinctness import distinct
from domain.counting.incident_count import IncidentCount
from domain.counting.incidents import Incident
from domain.gazetteer.place_tree import PlaceTree
from domain.values.interval_index import IntervalIndex
from domain.values.number_range import NumberRange, reconcile
from domain.values.number_sums import sum_if_distinct, sum_ranges
from domain.values.terms import CountReason


@dataclass
class OverlapGroup:
    """`statements` are numbers for the same people; `shown` is what an answer says of each member."""

    members: list[IncidentCount]
    statements: list[NumberRange]
    shown: list[IncidentCount] = field(default_factory=list)

    @property
    def bounds(self) -> NumberRange:
        return reconcile(self.statements).range


def overlap_groups(counts: Sequence[IncidentCount], tree: PlaceTree) -> list[OverlapGroup]:
    """The groups of these counts, which come from the surest to the vaguest: aggregation.py gives the order."""
    index = IntervalIndex(counts, lambda count: count.incident.when)
    group_of: dict[int, OverlapGroup] = {}
    for count in counts:
        near = (other for other in index.touching(*count.incident.when) if _key(other) in group_of)
        sharing = (group_of[_key(other)] for other in near if _may_share(count, other, tree))
        group = _joined(_each_once(sharing), count, tree)
        group_of |= {_key(member): group for member in group.members}
    return _each_once(group_of.values())


def _each_once(groups: Iterable[OverlapGroup]) -> list[OverlapGroup]:
    return list({id(group): group for group in groups}.values())


def _key(count: IncidentCount) -> int:
    """No two incidents have a claim in common. An incident's id may be that of another's claim."""
    return count.incident.claims[0].position


def _may_share(count: IncidentCount, other: IncidentCount, tree: PlaceTree) -> bool:
    """Whether somebody may be among both."""
    mine, others = count.incident, other.incident
    if not mine.when.overlaps(others.when):
        return False
    if mine.keyed and others.keyed and not (_is_total_over(mine, others) or _is_total_over(others, mine)):
        return False
    return not distinct(mine.traits, others.traits, tree)


def _joined(groups: list[OverlapGroup], count: IncidentCount, tree: PlaceTree) -> OverlapGroup:
    """The groups that a count may share people with, made one with it."""
    if not groups:
        return OverlapGroup([count], [count.bounds], [count])
    members = [member for group in groups for member in group.members]
    shown = [member for group in groups for member in group.shown]
    statements = groups[0].statements if len(groups) == 1 else [sum_ranges(group.bounds for group in groups)]
    if all(_may_share(count, other, tree) for other in members):
        if all(_is_total_over(count.incident, other.incident) for other in members):
            return OverlapGroup(
                [*members, count], [*statements, count.bounds], [*shown, _period_total(count, statements)]
            )
        if all(_same_time(count.incident, other.incident) for other in members) and not _one_source(count, members):
            return _taken_for_one(members, shown, [*statements, count.bounds], count)
    either = sum_if_distinct([reconcile(statements).range, count.bounds])
    aside = _set_aside(count, CountNoteKind.PERHAPS_DISTINCT)
    return OverlapGroup([*members, count], [either], [*shown, aside])


def _taken_for_one(
    members: list[IncidentCount], shown: list[IncidentCount], statements: list[NumberRange], count: IncidentCount
) -> OverlapGroup:
    """Reports of one day by different sources: one incident, and shown as one unless it was reported in several."""
    if len(statements) == len(members) + 1 == len(shown) + 1 or (len(shown) == 1 and shown[0].merged):
        return OverlapGroup([*members, count], statements, [_merged([*members, count], statements)])
    aside = _set_aside(count, CountNoteKind.SAME_TIME)
    return OverlapGroup([*members, count], statements, [*shown, aside])


def _set_aside(count: IncidentCount, kind: CountNoteKind) -> IncidentCount:
    note = CountNote(kind, count.bounds)
    return replace(count, added=False, reason=CountReason.MAY_BE_THE_SAME, notes=(*count.notes, note))


def _is_total_over(period: Incident, other: Incident) -> bool:
    """Reported for longer than a day, and the other lies within it and is shorter."""
    longer = period.when.is_period and period.when.length > other.when.length
    return longer and period.when.covers(other.when)


def _same_time(incident: Incident, other: Incident) -> bool:
    """Within a day each, or reported for the very same days."""
    return incident.when == other.when or not (incident.when.is_period or other.when.is_period)


def _one_source(count: IncidentCount, members: Sequence[IncidentCount]) -> bool:
    """One source never disputes itself: what it reports twice without a key may be the same or distinct."""
    source = count.incident.traits.one_source
    return source is not None and all(other.incident.traits.one_source == source for other in members)


def _period_total(count: IncidentCount, statements: list[NumberRange]) -> IncidentCount:
    events = reconcile(statements).range
    differs = reconcile([events, count.bounds]).disputed
    kind = CountNoteKind.PERIOD_DIFFERS if differs else CountNoteKind.PERIOD_AGREES
    note = CountNote(kind, count.bounds, events)
    return replace(count, added=False, reason=CountReason.PERIOD_TOTAL, notes=(*count.notes, note))


def _merged(members: Sequence[IncidentCount], statements: Sequence[NumberRange]) -> IncidentCount:
    first = min(members, key=_key)
    claims = sorted((claim for one in members for claim in one.incident.claims), key=lambda claim: claim.position)
    parts = tuple(part for member in members for part in member.parts)
    bounds, disputed = reconcile(statements)
    notes = [CountNote(CountNoteKind.MERGED_WITHOUT_KEY)]
    if disputed:
        notes.append(CountNote(CountNoteKind.DISPUTED, bounds))
    incident = Incident(first.incident.id, first.incident.keyed, tuple(claims), tuple(part.incident for part in parts))
    return replace(
        first, incident=incident, bounds=bounds, disputed=disputed, notes=tuple(notes), parts=parts, merged=True
    )
