"""Claims that say nothing new: evidence that changes no answer, so the resolution need not look at each.

- an exact repeat: what one voice told at one moment, told once more;
- a copy (`copyOf`): another text that repeats one and adds no voice and no later word;
- an unbroken row of sights: a daily map shows what it showed yesterday, and nobody says anything else of either day or
  of the time between. The first and the last of a row decide what the whole row would.

What is left out goes with another claim, in `Claim.repeats`, and is listed wherever that one is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.control.claims import Claim, Held
from domain.control.policies import grade
from domain.values.interval import Interval
from domain.values.interval_index import IntervalIndex


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that say nothing new, which stand in the `repeats` of others."""
    return _with_their_copies(_without_rows(_told_once(claims)))


def _without_rows(claims: Sequence[Claim]) -> list[Claim]:
    rows = [row for row in (*_unbroken_rows(claims), *_corroborations(claims)) if len(row) > 2]
    return _attached(claims, {row[-1].position: row[1:-1] for row in rows})


def _attached(claims: Iterable[Claim], repeats: dict[int, list[Claim]]) -> list[Claim]:
    """The claims without those in `repeats`, each with its own, which are given by its position, and with theirs."""
    gone = {claim.position for group in repeats.values() for claim in group}
    return [
        replace(claim, repeats=(*claim.repeats, *_every(repeats[claim.position])))
        if claim.position in repeats
        else claim
        for claim in claims
        if claim.position not in gone
    ]


def _every(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (each for claim in claims for each in (claim, *claim.repeats))


def _told_once(claims: Iterable[Claim]) -> list[Claim]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        moment, _ = claim.told
        groups[claim.voice, moment, claim.copy_of, _content(claim), claim.interest].append(claim)
    told = sorted((claim for group in groups.values() for claim in group), key=lambda claim: claim.position)
    again: dict[int, list[Claim]] = {}
    for group in groups.values():
        if len(group) > 1:
            kept = min(group, key=lambda claim: claim.told)
            again[kept.position] = [claim for claim in group if claim is not kept]
    return _attached(told, again) if again else told


def _content(claim: Claim) -> tuple[object, ...]:
    return claim.changed, claim.held, claim.occurred, claim.loser, claim.manner, claim.regained, grade(claim)


def _with_their_copies(claims: list[Claim]) -> list[Claim]:
    """A copy of something that is not there, or does not stand, speaks for itself. A correction of the original is
    still what it copies.
    """
    if all(claim.copy_of is None for claim in claims):
        return claims
    at = {each.told[1]: claim for claim in claims for each in (claim, *claim.repeats)}
    copies: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        original = _original(claim, at)
        if original is not claim:
            copies[original.position].append(claim)
    alone = {claim.position for claim in claims} - {claim.position for group in copies.values() for claim in group}
    kept = [replace(c, copy_of=None) if c.copy_of is not None and c.position in alone else c for c in claims]
    return _attached(kept, copies)


def _original(claim: Claim, at: dict[int, Claim]) -> Claim:
    """What it is a copy of in the end. An original always stands earlier in the log."""
    while claim.copy_of in at and claim.copy_of < claim.told[1]:
        claim = at[claim.copy_of]
    return claim


def _corroborations(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Voices that say nothing else of the place and report exactly the same."""
    by_voice: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_voice[claim.voice].append(claim)
    rows: dict[object, list[Claim]] = defaultdict(list)
    for own in by_voice.values():
        if len(own) == 1 and own[0].copy_of is None:
            rows[_content(own[0]), own[0].interest].append(own[0])
    return (sorted(row, key=lambda claim: claim.order) for row in rows.values())


def _unbroken_rows(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Sights of one voice, each believed as far as the others, with nothing said otherwise between them."""
    rows: dict[Held, dict[object, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.is_single_sight and claim.copy_of is None:
            rows[claim.held][claim.voice, claim.interest, grade(claim)].append(claim)
    for held, by_voice in rows.items():
        long = [sorted(row, key=lambda claim: claim.observed.end) for row in by_voice.values() if len(row) > 2]
        otherwise = _otherwise(claims, held) if long else None
        for row in long:
            assert otherwise is not None
            yield from _unbroken(row, otherwise)


def _otherwise(claims: Iterable[Claim], held: Held) -> IntervalIndex[Claim]:
    others = (claim for claim in claims if not claim.is_single_sight or claim.held != held)
    return IntervalIndex(others, lambda claim: claim.span)


def _unbroken(row: Sequence[Claim], otherwise: IntervalIndex[Claim]) -> Iterator[list[Claim]]:
    """The parts of a row in which each claim is clearly later than the last, with nothing opposed between them."""
    part = [row[0]]
    for before, claim in pairwise(row):
        between = Interval(before.observed.start, claim.observed.end)
        if before.observed.end > claim.observed.start or any(True for _ in otherwise.touching(*between)):
            yield part
            part = []
        part.append(claim)
    yield part
