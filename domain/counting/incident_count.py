"""The number of one incident as far as it lies in a question: its claims reconciled with each other and its parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.counting.count_notes import CountNote, CountNoteKind
from domain.counting.distinctness import distinct
from domain.counting.incidents import Incident, components
from domain.counting.people_claims import PeopleClaim
from domain.counting.people_query import Overlap, PeopleQuery, overlap
from domain.gazetteer.place_tree import PlaceTree
from domain.values.number_range import OPEN, NumberRange, reconcile
from domain.values.number_sums import some_or_all, sum_ranges
from domain.values.terms import CountReason


@dataclass(frozen=True)
class IncidentCount:
    """An incident with what it counts for in a question. `notes` are for the reader.

    `disputed`: no single number fits everything that was reported of it.
    """

    incident: Incident
    bounds: NumberRange
    disputed: bool = False
    added: bool = True
    reason: CountReason = CountReason.ADDED
    notes: tuple[CountNote, ...] = ()
    parts: tuple["IncidentCount", ...] = ()
    merged: bool = False
    """Several incidents that were taken for one, though no key says so."""


def incident_count(
    incident: Incident, query: PeopleQuery, tree: PlaceTree, inside_whole: bool = False
) -> IncidentCount | None:
    """None where nothing of it lies in the question. Where the whole lies in it, so do its parts."""
    how_much = Overlap.ALL if inside_whole else overlap(incident, query, tree)
    parts = [(part, incident_count(part, query, tree, how_much is Overlap.ALL)) for part in incident.parts]
    inside = tuple(count for _, count in parts if count)
    if how_much is Overlap.NOTHING and not inside:
        return None
    whole, disputed = reconcile(_statements(incident.claims, tree))
    least = _least(inside, tree)
    notes = [CountNote(CountNoteKind.DISPUTED, whole)] if disputed else []
    if how_much is Overlap.ALL:
        whole, exceeds = _with_parts(whole, least)
        disputed = disputed or exceeds
        notes += _part_notes(whole, least, exceeds) if inside else []
    else:
        elsewhere = [part for part, count in parts if count is None]
        whole = _what_is_left(whole, how_much, least, _least_elsewhere(elsewhere, tree))
        if whole.low is not None and whole.low == whole.high:
            how_much = Overlap.ALL
            notes.append(CountNote(CountNoteKind.PARTS_IN_QUERY, whole))
        else:
            notes.append(CountNote(CountNoteKind.PERHAPS_IN_QUERY))
    reason = CountReason.ADDED if how_much is Overlap.ALL else CountReason.MAY_LIE_OUTSIDE
    return IncidentCount(incident, whole, disputed, reason=reason, notes=tuple(notes), parts=inside)


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


def _least(parts: Iterable[IncidentCount], tree: PlaceTree) -> NumberRange:
    """The parts together: by districts, or by posts, whichever gives more. Never both: they are the same people."""
    by_scheme: dict[object, list[NumberRange]] = defaultdict(list)
    for part in parts:
        by_scheme[part.incident.traits.scheme(tree)].append(part.bounds)
    return max((sum_ranges(ranges) for ranges in by_scheme.values()), key=lambda sum: sum.least, default=OPEN)


def _with_parts(whole: NumberRange, parts: NumberRange) -> tuple[NumberRange, bool]:
    """Parts lie inside their whole: it is at least as large as they are together. True: they are more than it."""
    if whole.high is not None and parts.least > whole.high:
        return NumberRange(whole.low, None, parts.least), True
    if parts.least <= whole.least:
        return whole, False
    best = whole.best if whole.best is not None and whole.best >= parts.least else None
    return NumberRange(parts.least, best, whole.high), False


def _what_is_left(whole: NumberRange, how_much: Overlap, inside: NumberRange, elsewhere: int) -> NumberRange:
    """At least the parts that lie in the question; at most the whole without those that lie elsewhere."""
    if how_much is Overlap.NOTHING:
        return inside
    most = some_or_all(whole).high
    if most is not None:
        most = max(most - elsewhere, inside.least)
    exact = inside.best if most == inside.low == inside.best else None
    return NumberRange(inside.low, exact, most)


def _least_elsewhere(parts: Sequence[Incident], tree: PlaceTree) -> int:
    by_scheme: dict[object, list[NumberRange]] = defaultdict(list)
    for part in parts:
        by_scheme[part.traits.scheme(tree)].append(reconcile(_statements(part.claims, tree)).range)
    return max((sum_ranges(ranges).least for ranges in by_scheme.values()), default=0)


def _part_notes(whole: NumberRange, least: NumberRange, exceeds: bool) -> list[CountNote]:
    if exceeds:
        return [CountNote(CountNoteKind.PARTS_EXCEED_WHOLE, least)]
    if least.high is not None and least.high < whole.least:
        return [CountNote(CountNoteKind.PARTS_FALL_SHORT, least, missing=whole.least - least.high)]
    return [CountNote(CountNoteKind.PARTS_NOT_ADDED, least)]
