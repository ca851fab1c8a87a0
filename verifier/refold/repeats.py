"""Claims that say nothing new, and what stands for them: docs/resolution.md, "Who speaks", and docs/proofs.md."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from verifier.refold.claims import Claim
from verifier.refold.times import Interval


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """Without what a voice told twice at one moment, and without copies of what stands."""
    return _without_copies(_told_once(claims))


def without_rows(claims: Iterable[Claim]) -> list[Claim]:
    """Also without the middle of every row of claims that say the same. It changes no state; what the evidence for one
    is depends on it.
    """
    once = _told_once(claims)
    rows = [row for row in (*_rows_of_sights(once), *_rows_of_voices(once)) if len(row) > 2]
    return _without_copies(_behind(once, {id(row[-1]): row[1:-1] for row in rows}))


def _told_once(claims: Iterable[Claim]) -> list[Claim]:
    first: dict[tuple[object, ...], Claim] = {}
    again: dict[int, list[Claim]] = {}
    every = sorted(claims, key=lambda claim: claim.position)
    for claim in sorted(every, key=lambda claim: claim.told):
        kept = first.setdefault((claim.voice, claim.told[0], claim.copy_of, claim.content), claim)
        if kept is not claim:
            again.setdefault(id(kept), []).append(claim)
    return _behind(every, again)


def _without_copies(claims: Sequence[Claim]) -> list[Claim]:
    """A copy of what is not there, or of what stands later, speaks for itself."""
    stand_in = {each.told[1]: claim for claim in claims for each in (claim, *claim.repeats)}
    copies: dict[int, list[Claim]] = {}
    alone: list[Claim] = []
    for claim in claims:
        original = claim
        while original.copy_of in stand_in and original.copy_of < original.told[1]:
            original = stand_in[original.copy_of]
        if original is not claim:
            copies.setdefault(id(original), []).append(claim)
        elif claim.copy_of is not None:
            alone.append(claim)
    kept = _behind(claims, copies)
    single = {claim.position for claim in alone}
    return [replace(claim, copy_of=None) if claim.position in single else claim for claim in kept]


def _behind(claims: Iterable[Claim], repeats: dict[int, list[Claim]]) -> list[Claim]:
    """The claims without these repeats, which go with the claims that stand for them."""
    gone = {id(claim) for behind in repeats.values() for claim in behind}
    kept = []
    for claim in claims:
        behind = [each for other in repeats.get(id(claim), ()) for each in (other, *other.repeats)]
        if id(claim) not in gone:
            kept.append(replace(claim, repeats=(*claim.repeats, *behind)) if behind else claim)
    return kept


def _rows_of_voices(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Of voices that say one thing each, those that say exactly the same."""
    single = [c for c in claims if c.copy_of is None and sum(other.voice == c.voice for other in claims) == 1]
    for content in {claim.content for claim in single}:
        yield sorted((claim for claim in single if claim.content == content), key=lambda claim: claim.order)


def _rows_of_sights(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Of one voice, each day later than the last, with nothing else said of the place from one to the next."""
    sights = [claim for claim in claims if claim.is_single_sight and claim.copy_of is None]
    for alike in {_alike(claim) for claim in sights}:
        row: list[Claim] = []
        for claim in sorted((c for c in sights if _alike(c) == alike), key=lambda claim: claim.observed.end):
            if row and not _follows(row[-1], claim, claims):
                yield row
                row = []
            row.append(claim)
        yield row


def _alike(claim: Claim) -> tuple[object, ...]:
    return claim.voice, claim.held, claim.interest, claim.grade


def _follows(before: Claim, claim: Claim, claims: Iterable[Claim]) -> bool:
    others = [other for other in claims if not other.is_single_sight or other.held != claim.held]
    start, end = before.observed.start, claim.observed.end
    between = any(start <= time.end and time.start < end for time in map(_about, others))
    return before.observed.end <= claim.observed.start and not between


def _about(claim: Claim) -> Interval:
    return claim.observed if claim.is_single_sight else claim.window
