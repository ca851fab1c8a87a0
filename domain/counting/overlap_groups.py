"""Happenings that may be of the same people, gathered into heaps. The heaps are of others, and so can be added."""

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
    """`tellings` are numbers for the same people; `shown` what is told of each member."""

    members: list[IncidentCount]
    tellings: list[NumberRange]
    shown: list[IncidentCount] = field(default_factory=list)

    @property
    def bounds(self) -> NumberRange:
        return reconcile(self.tellings).range


class OverlapGroups:
    """Put the happenings in from the surest to the vaguest: domain/counting/aggregation.py has the order."""

    def __init__(self, all: Iterable[IncidentCount], tree: PlaceTree):
        self._tree = tree
        self._heap_of: dict[int, OverlapGroup] = {}
        self._index = IntervalIndex(all, lambda one: one.incident.when)

    @property
    def all(self) -> list[OverlapGroup]:
        return list({id(heap): heap for heap in self._heap_of.values()}.values())

    def put(self, one: IncidentCount) -> None:
        near = (other for other in self._index.touching(*one.incident.when) if _number(other) in self._heap_of)
        sharing = [other for other in near if self._may_share(one, other)]
        met = list({id(heap): heap for heap in map(self._heap, sharing)}.values())
        joined = self._joined(met, one)
        self._heap_of |= {_number(member): joined for member in joined.members}

    def _heap(self, member: IncidentCount) -> OverlapGroup:
        return self._heap_of[_number(member)]

    def _may_share(self, one: IncidentCount, other: IncidentCount) -> bool:
        """Whether somebody may be among both."""
        mine, others = one.incident, other.incident
        if not mine.when.overlaps(others.when):
            return False
        if mine.keyed and others.keyed and not (_is_total_over(mine, others) or _is_total_over(others, mine)):
            return False
        return not distinct(mine.traits, others.traits, self._tree)

    def _joined(self, met: list[OverlapGroup], one: IncidentCount) -> OverlapGroup:
        if not met:
            return OverlapGroup([one], [one.bounds], [one])
        members = [member for heap in met for member in heap.members]
        shown = [other for heap in met for other in heap.shown]
        with_all = all(self._may_share(one, other) for other in members)
        tellings = met[0].tellings if len(met) == 1 else [sum_ranges(heap.bounds for heap in met)]
        if with_all and all(_is_total_over(one.incident, other.incident) for other in members):
            return OverlapGroup([*members, one], [*tellings, one.bounds], [*shown, _period(one, tellings)])
        if (
            with_all
            and all(_same_time(one.incident, other.incident) for other in members)
            and not _one_teller(one, members)
        ):
            return self._same(members, shown, [*tellings, one.bounds], one)
        either = sum_if_distinct([reconcile(tellings).range, one.bounds])
        note = CountNote(CountNoteKind.PERHAPS_DISTINCT, one.bounds)
        aside = replace(one, added=False, reason=CountReason.MAY_BE_THE_SAME, notes=(*one.notes, note))
        return OverlapGroup([*members, one], [either], [*shown, aside])

    def _same(
        self, members: list[IncidentCount], shown: list[IncidentCount], tellings: list[NumberRange], one: IncidentCount
    ) -> OverlapGroup:
        """Different tellers of one day: one happening, shown as one where it is not told in several."""
        if len(tellings) == len(members) + 1 == len(shown) + 1 or (len(shown) == 1 and shown[0].merged):
            return OverlapGroup([*members, one], tellings, [_merged([*members, one], tellings)])
        note = CountNote(CountNoteKind.SAME_TIME, one.bounds)
        aside = replace(one, added=False, reason=CountReason.MAY_BE_THE_SAME, notes=(*one.notes, note))
        return OverlapGroup([*members, one], tellings, [*shown, aside])


def _number(one: IncidentCount) -> int:
    """No two happenings have a claim in common. An incident may be called as another's claim is."""
    return one.incident.claims[0].position


def _is_total_over(period: Incident, other: Incident) -> bool:
    """Told for longer than a day, and the other lies within it and is shorter."""
    longer = period.when.is_period and period.when.length > other.when.length
    return longer and period.when.covers(other.when)


def _same_time(one: Incident, other: Incident) -> bool:
    """Within a day each, or told for the very same days."""
    return one.when == other.when or not (one.when.is_period or other.when.is_period)


def _one_teller(one: IncidentCount, members: Sequence[IncidentCount]) -> bool:
    """One source never disputes itself: what it tells twice, without a key, may be the same or others."""
    source = one.incident.traits.one_source
    return source is not None and all(other.incident.traits.one_source == source for other in members)


def _period(one: IncidentCount, tellings: list[NumberRange]) -> IncidentCount:
    events = reconcile(tellings).range
    differs = reconcile([events, one.bounds]).disputed
    kind = CountNoteKind.PERIOD_DIFFERS if differs else CountNoteKind.PERIOD_AGREES
    note = CountNote(kind, one.bounds, events)
    return replace(one, added=False, reason=CountReason.PERIOD_TOTAL, notes=(*one.notes, note))


def _merged(members: Sequence[IncidentCount], tellings: Sequence[NumberRange]) -> IncidentCount:
    first = min(members, key=lambda one: one.incident.claims[0].position)
    claims = sorted((claim for one in members for claim in one.incident.claims), key=lambda claim: claim.position)
    parts = tuple(part for one in members for part in one.parts)
    bounds, disputed = reconcile(tellings)
    notes = [CountNote(CountNoteKind.MERGED_WITHOUT_KEY)]
    if disputed:
        notes.append(CountNote(CountNoteKind.DISPUTED, bounds))
    incident = Incident(first.incident.id, first.incident.keyed, tuple(claims), tuple(part.incident for part in parts))
    return replace(
        first, incident=incident, bounds=bounds, disputed=disputed, notes=tuple(notes), parts=parts, merged=True
    )
