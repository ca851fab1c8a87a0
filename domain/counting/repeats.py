"""Claims that repeat another: the same words of the same voice, or a copy that says of what. They change no sum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.counting.people_claims import PeopleClaim
from domain.counting.relations import grouped


def without_repeats(claims: Iterable[PeopleClaim]) -> list[PeopleClaim]:
    """Each claim once, in order of position; `repeats` has those that say the same.

    Parts of a whole are compared when their wholes are: parts of two claims that repeat each other may be repeats too.
    """
    left = sorted(claims, key=lambda claim: claim.position)
    while len(fewer := _once(left)) < len(left):
        left = fewer
    return left


def _once(claims: Sequence[PeopleClaim]) -> list[PeopleClaim]:
    by_id = {id: claim for claim in claims for id in claim.ids}
    alike = grouped(claims, lambda claim: _in_brief(_original(claim, by_id)))
    if len(alike) == len(claims):
        return list(claims)
    same = grouped(claims, lambda claim: _content(_original(claim, by_id), by_id))
    return [_merged(group, by_id) for group in same.values()]


def _in_brief(claim: PeopleClaim) -> tuple[Any, ...]:
    return claim.occurred, claim.bounds, claim.voice, claim.incident, claim.place


def _merged(group: Sequence[PeopleClaim], by_id: Mapping[str, PeopleClaim]) -> PeopleClaim:
    first = next((claim for claim in group if _original(claim, by_id) is claim), group[0])
    others = [claim for claim in group if claim is not first]
    if not others:
        return first
    repeats = [again for claim in others for again in (replace(claim, repeats=()), *claim.repeats)]
    ids = frozenset().union(*(claim.ids for claim in group))
    return replace(first, ids=ids, repeats=(*first.repeats, *repeats))


def _original(claim: PeopleClaim, by_id: Mapping[str, PeopleClaim]) -> PeopleClaim:
    """What it copies, if that stands; else the claim itself. Two that copy each other, by a correction, both stay."""
    if claim.copy_of is None:
        return claim
    seen, at = {claim.position}, claim
    while at.copy_of is not None and (next_ := by_id.get(at.copy_of)) is not None:
        if next_.position in seen:
            return claim
        seen.add(next_.position)
        at = next_
    return at


def _content(claim: PeopleClaim, by_id: Mapping[str, PeopleClaim]) -> tuple[Any, ...]:
    whole = by_id.get(claim.part_of or "")
    part_of = whole.id if whole else claim.part_of
    return (claim.occurred, claim.bounds, claim.voice, claim.incident, part_of, claim.described, claim.disjoint_from)
