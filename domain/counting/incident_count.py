"""The number of one incident as far as it lies in a question: its claims reconciled with each other and its parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.distinctness import distinct
from domain.counting.incidents import Incident
from domain.counting.people_claims import PeopleClaim
from domain.counting.people_query import Overlap, PeopleQuery, overlap
from domain.counting.relations import components
from domain.gazetteer.place_tree import PlaceTree
from domain.values.count_terms import CountReason
from domain.values.number_range import OPEN, NumberRange, Reconciliation, in_order, reconcile
from domain.values.number_sums import sum_ranges


@dataclass(frozen=True)
class IncidentCount:
    """An incident with what it counts for in a question. `notes` are for the reader.

    `disputed`: no single number fits everything that was reported of it. `least_outside`: so many of its people are
    certainly not in the question. `partial`: it does not lie in the question as a whole.
    """

    incident: Incident
    bounds: NumberRange
    disputed: bool = False
    added: bool = True
    reason: CountReason = CountReason.ADDED
    notes: tuple[CountNote, ...] = ()
    parts: tuple["IncidentCount", ...] = ()
    partial: bool = False
    least_outside: int = 0

    @property
    def on_the_border(self) -> bool:
        """Whether an estimate was reported of it of which nobody knows how much lies in the question."""
        if self.reason is not CountReason.MAY_LIE_OUTSIDE:
            return False
        low, best, _ = self.bounds
        return not low and best is None and any(claim.count.best is not None for claim in self.incident.claims)


def incident_count(incident: Incident, query: PeopleQuery, tree: PlaceTree) -> IncidentCount | None:
    """None where nothing of it lies in the question. Where the whole lies in it, so do its parts."""
    how_much = overlap(incident, query, tree)
    if how_much is Overlap.ALL:
        return everybody(incident, tree)
    if incident.parts:
        return _with_its_parts(incident, how_much, query, tree)
    if how_much is Overlap.NOTHING:
        return None
    # Whatever is asked: nobody knows how many of them lie in it.
    if "perhaps" not in incident.kept:
        incident.kept["perhaps"] = _with_its_parts(incident, how_much, query, tree)
    return incident.kept["perhaps"]


def _with_its_parts(incident: Incident, how_much: Overlap, query: PeopleQuery, tree: PlaceTree) -> IncidentCount | None:
    """Of an incident of which nothing, or perhaps some, lies in the question."""
    parts = [(part, incident_count(part, query, tree)) for part in incident.parts]
    inside = tuple(count for _, count in parts if count)
    if not inside and (how_much is Overlap.NOTHING or _covered(incident, tree)):
        return None
    elsewhere = _least_together([part for part, count in parts if count is None], tree)
    whole, disputed = _reported(incident, tree)
    left = _without_whole(inside) if how_much is Overlap.NOTHING else _left(whole, inside, elsewhere)
    sure = left.low is not None and left.low == left.high
    notes = [CountNote(CountNoteKind.DISPUTED, whole)] if disputed else []
    notes.append(CountNote(CountNoteKind.PARTS_IN_QUERY, left) if sure else CountNote(CountNoteKind.PERHAPS_IN_QUERY))
    reason = CountReason.ADDED if sure else CountReason.MAY_LIE_OUTSIDE
    return IncidentCount(
        incident,
        left,
        disputed,
        reason=reason,
        notes=tuple(notes),
        parts=inside,
        partial=True,
        least_outside=elsewhere,
    )


def everybody(incident: Incident, tree: PlaceTree) -> IncidentCount:
    """The number of all its people, worked out once: an incident is always asked about with one tree."""
    if "everybody" not in incident.kept:
        incident.kept["everybody"] = _everybody(incident, tree)
    return incident.kept["everybody"]


def _everybody(incident: Incident, tree: PlaceTree) -> IncidentCount:
    whole, disputed = _reported(incident, tree)
    notes = [CountNote(CountNoteKind.MERGED_WITHOUT_KEY)] if incident.merged else []
    notes += [CountNote(CountNoteKind.DISPUTED, whole)] if disputed else []
    if not incident.parts:
        return IncidentCount(incident, whole, disputed, notes=tuple(notes))
    parts = tuple(everybody(part, tree) for part in incident.parts)
    together = _together(parts)
    bounds, exceeds = _with_parts(whole, together)
    notes += _part_notes(whole, together, exceeds)
    return IncidentCount(incident, bounds, disputed or exceeds, notes=tuple(notes), parts=parts)


class Counted(Protocol):
    @property
    def bounds(self) -> NumberRange: ...

    @property
    def on_the_border(self) -> bool: ...


def sum_counts(counts: Sequence[Counted]) -> NumberRange:
    """The sum of people who are certainly different; open on both sides where there are none.

    The certain part keeps its own best: what lies on the border of the question, and of which an estimate was reported,
    counts by its bounds alone.
    """
    if not counts:
        return OPEN
    low, _, high = sum_ranges(count.bounds for count in counts)
    certain = [count.bounds for count in counts if not count.on_the_border]
    return NumberRange(low, sum_ranges(certain).best if certain else None, high)


def _reported(incident: Incident, tree: PlaceTree) -> Reconciliation:
    if len(incident.claims) == 1:
        return Reconciliation(incident.claims[0].bounds, False)
    return reconcile(_statements(incident.claims, tree))


def _statements(claims: Sequence[PeopleClaim], tree: PlaceTree) -> list[NumberRange]:
    """One number for each way in which the people are reported: as a whole, by districts, by posts."""
    by_scheme: dict[object, list[PeopleClaim]] = defaultdict(list)
    for claim in claims:
        by_scheme[claim.traits.scheme(tree)].append(claim)
    statements: list[NumberRange] = []
    for sharing in by_scheme.values():
        groups = components(sharing, lambda a, b: not distinct(a.traits, b.traits, tree))
        if len(groups) == 1:
            statements += [claim.bounds for claim in sharing]
        else:
            statements.append(sum_ranges(reconcile([claim.bounds for claim in group]).range for group in groups))
    return statements


def _least_together(parts: Sequence[Incident], tree: PlaceTree) -> int:
    return _together([everybody(part, tree) for part in parts]).least


def _together(parts: Iterable[IncidentCount]) -> NumberRange:
    """The parts together: by districts, or by posts, whichever gives more. Never both: they are the same people."""
    return max(_by_division(parts), key=_most_telling, default=OPEN)


def _by_division(parts: Iterable[IncidentCount]) -> list[NumberRange]:
    by_division: dict[object, list[IncidentCount]] = defaultdict(list)
    for part in parts:
        by_division[part.incident.division].append(part)
    return [sum_counts(divided) for divided in by_division.values()]


def _without_whole(parts: Iterable[IncidentCount]) -> NumberRange:
    """Parts in the question of a whole that was reported for elsewhere: at most what the widest division gives."""
    low, best, _ = _together(parts)
    highs = [number.high for number in _by_division(parts)]
    high = None if None in highs else max(number for number in highs if number is not None)
    return NumberRange(low, best if len(highs) == 1 else None, high)


def _most_telling(number: NumberRange) -> tuple[int, ...]:
    return number.least, *in_order(number)


def _with_parts(whole: NumberRange, parts: NumberRange) -> tuple[NumberRange, bool]:
    """Parts lie inside their whole: it is at least as large as they are together. True: they are more than it."""
    if whole.high is not None and parts.least > whole.high:
        return NumberRange(whole.low, None, parts.least), True
    if parts.least <= whole.least:
        return whole, False
    best = whole.best if whole.best is not None and whole.best >= parts.least else None
    return NumberRange(parts.least, best, whole.high), False


def _left(whole: NumberRange, inside: Sequence[IncidentCount], elsewhere: int) -> NumberRange:
    """At least the parts that lie in the question; at most the whole without those that lie elsewhere.

    The parts keep their own best.
    """
    low, best, _ = _together(inside)
    most = None if whole.high is None else max(whole.high - elsewhere, low or 0)
    return NumberRange(low, best if best is not None and (most is None or best <= most) else None, most)


def _covered(incident: Incident, tree: PlaceTree) -> bool:
    """Whether everybody of it is in one of its parts, by one division."""
    by_division: dict[object, list[NumberRange]] = defaultdict(list)
    for part in incident.parts:
        by_division[part.division].append(everybody(part, tree).bounds)
    whole = _reported(incident, tree).range
    estimate = whole.best if len(incident.claims) == 1 else None
    return any(_cover(sum_ranges(parts), whole.high, estimate) for parts in by_division.values())


def _cover(parts: NumberRange, most: int | None, estimate: int | None) -> bool:
    """Estimates cover an estimate that they add up to, as UCDP's deaths by side do."""
    if most is None:
        return False
    return parts.least >= most or (parts.low is None and parts.best is not None and parts.best == estimate)


def _part_notes(whole: NumberRange, parts: NumberRange, exceeds: bool) -> list[CountNote]:
    if exceeds:
        return [CountNote(CountNoteKind.PARTS_EXCEED_WHOLE, parts)]
    if parts.high is not None and parts.high < whole.least:
        return [CountNote(CountNoteKind.PARTS_FALL_SHORT, parts, missing=whole.least - parts.high)]
    return [CountNote(CountNoteKind.PARTS_NOT_ADDED, parts)]
