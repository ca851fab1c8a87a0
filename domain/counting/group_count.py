"""What one overlap group comes to in a question: at least its largest distinct incidents, at most what covers all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.holdings import Holding, most_together, outermost
from domain.counting.incident_count import IncidentCount, incident_count
from domain.counting.largest_distinct import largest_distinct
from domain.counting.overlap_groups import OverlapGroup
from domain.counting.people_query import PeopleQuery
from domain.gazetteer.place_tree import PlaceTree
from domain.values.count_terms import CountReason
from domain.values.limits import COUNT_MAX
from domain.values.number_range import NumberRange, reconcile
from domain.values.number_sums import sum_ranges


@dataclass(frozen=True)
class GroupCount:
    """`shown` is what an answer says of each member that the question touches."""

    bounds: NumberRange
    shown: tuple[IncidentCount, ...]

    @property
    def on_the_border(self) -> bool:
        return len(self.shown) == 1 and self.shown[0].on_the_border


def group_count(group: OverlapGroup, query: PeopleQuery, tree: PlaceTree) -> GroupCount | None:
    """None where nothing of the group lies in the question."""
    if len(group.members) == 1:
        alone = incident_count(group.members[0], query, tree)
        return GroupCount(alone.bounds, (alone,)) if alone else None
    touched = group.touching(query.window)
    counts = {index: count for index in touched if (count := incident_count(group.members[index], query, tree))}
    if not counts:
        return None
    return _Counted(group, counts).result()


@dataclass(frozen=True)
class _Counted:
    group: OverlapGroup
    counts: Mapping[int, IncidentCount]

    def result(self) -> GroupCount:
        return GroupCount(self._bounds(), tuple(self._shown()))

    def _bounds(self) -> NumberRange:
        indices = list(self.counts)
        if len(indices) == 1 and indices[0] not in self.group.holdings:
            return self.counts[indices[0]].bounds
        return self._together(indices)

    def _together(self, indices: Sequence[int]) -> NumberRange:
        least = {index: self._least(index) for index in indices}
        low = min(largest_distinct(least, self.group.shares, self.group.keyed), COUNT_MAX)
        high = most_together(indices, self.group.holdings, self._high)
        reported = any(self.counts[index].bounds.low is not None for index in indices)
        number = NumberRange(low if low or reported else None, None, high)
        return number._replace(best=self._best(indices, number))

    def _least(self, index: int) -> int:
        holding, count = self.group.holdings.get(index), self.counts[index]
        in_dispute = holding is not None and not holding.sure and not count.partial
        return 0 if in_dispute else count.bounds.least

    def _high(self, index: int) -> int | None:
        count = self.counts[index]
        if not (holding := self.group.holdings.get(index)):
            return count.bounds.high
        if holding.high is None or not count.partial:
            return holding.high
        most = max(holding.high - self._least_outside(holding), count.bounds.least)
        return most if count.bounds.high is None else min(most, count.bounds.high)

    def _least_outside(self, holding: Holding) -> int:
        def outside(index: int) -> int:
            count = self.counts.get(index)
            return holding.number[index] if count is None else count.least_outside

        return holding.least_outside(outside, frozenset(self.counts), self.group.shares, self.group.keyed)

    def _best(self, indices: Sequence[int], number: NumberRange) -> int | None:
        """There is one only where nothing is left open by how the incidents lie to each other."""
        outer = outermost(indices, self.group.holdings)
        inner = [index for index in indices if index not in outer]
        certain = all(self.counts[index].reason is CountReason.ADDED for index in indices)
        if len(outer) != 1 or not certain or self._any_may_share(inner):
            return None
        statements = [self.counts[outer[0]].bounds]
        if inner:
            statements.append(sum_ranges(self.counts[index].bounds for index in inner))
        (_, best, _), disputed = reconcile(statements)
        fits = best is not None and number.least <= best and (number.high is None or best <= number.high)
        return best if fits and not disputed else None

    def _any_may_share(self, indices: Sequence[int]) -> bool:
        among = frozenset(indices)
        return any(self.group.shares[index] & among for index in indices)

    def _shown(self) -> list[IncidentCount]:
        added: set[int] = set()
        shown = []
        for index, count in self.counts.items():
            holding = self.group.holdings.get(index)
            held = [other for other in self.counts if other in holding.held] if holding else []
            if held:
                shown.append(self._period_total(index, held))
            elif self.group.shares[index] & added:
                shown.append(_set_aside(count))
            else:
                added.add(index)
                shown.append(count)
        return shown

    def _period_total(self, index: int, held: Sequence[int]) -> IncidentCount:
        count, others = self.counts[index], self._together(held)
        differs = reconcile([others, count.bounds]).disputed
        kind = CountNoteKind.PERIOD_DIFFERS if differs else CountNoteKind.PERIOD_AGREES
        note = CountNote(kind, count.bounds, others)
        return replace(count, added=False, reason=CountReason.PERIOD_TOTAL, notes=(*count.notes, note))


def _set_aside(count: IncidentCount) -> IncidentCount:
    note = CountNote(CountNoteKind.PERHAPS_DISTINCT, count.bounds)
    return replace(count, added=False, reason=CountReason.MAY_BE_THE_SAME, notes=(*count.notes, note))
