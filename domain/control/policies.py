"""The policies: which standing claims count, and how far each is believed.

A policy is pure, named and versioned. A snapshot's token carries `VERSION`, so that nobody takes an answer under one
version of the rules for an answer under another.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from domain.control.claims import Claim
from domain.values.interval import Interval
from domain.values.terms import Interest, Policy

VERSION = 2

_INTERESTS = {
    interest: rank
    for rank, interest in enumerate((Interest.AGAINST_INTEREST, Interest.NEUTRAL, Interest.UNKNOWN, Interest.OWN_GAIN))
}
"""Best first."""
Grade = tuple[str, int]
Trust = tuple[int, Grade]
"""Rank of an interest and Admiralty grade; the smallest is believed first."""


class Hearing(NamedTuple):
    """How a policy hears the claims about one place. `silent` are heard without counting: they speak for their own
    gain, or are opposed by a better grade. `asks_interest`: whether interest plays a part between challengers.
    """

    counted: list[Claim]
    silent: list[Claim]
    asks_interest: bool = True

    def trust(self, claim: Claim) -> Trust:
        """How far a claim is believed in a dispute, best first: interest, then reliability, then credibility."""
        return _INTERESTS[claim.interest] if self.asks_interest else 0, grade(claim)


def hear(claims: Sequence[Claim], policy: Policy) -> Hearing:
    if policy is Policy.LATEST:
        return Hearing(list(claims), [], asks_interest=len({claim.interest for claim in claims}) < 2)
    counted = [claim for claim in claims if claim.interest is not Interest.OWN_GAIN]
    if policy is Policy.MOST_RELIABLE:
        counted = _best_graded(counted)
    counts = {claim.position for claim in counted}
    return Hearing(counted, [claim for claim in claims if claim.position not in counts])


def grade(claim: Claim) -> Grade:
    """Admiralty grade, best first: reliability A to F, then credibility 1 to 6. No grade means "cannot be judged"."""
    return claim.reliability or "F", claim.credibility or 6


def _best_graded(claims: list[Claim]) -> list[Claim]:
    """The claims without those that overlap a claim for another holder, of a better grade, that is kept itself."""
    by_grade = [list(equals) for _, equals in groupby(sorted(claims, key=grade), key=grade)]
    if len(by_grade) < 2:
        return claims
    kept: dict[str | None, list[Claim]] = defaultdict(list)
    for equals in by_grade:
        covered = {holder: _Cover(claim.span for claim in own) for holder, own in kept.items()}
        for claim in equals:
            others = (cover for holder, cover in covered.items() if holder != claim.holder)
            if not any(cover.overlaps(claim.span) for cover in others):
                kept[claim.holder].append(claim)
    counts = {claim.position for own in kept.values() for claim in own}
    return [claim for claim in claims if claim.position in counts]


class _Cover:
    """The time that any of the intervals covers."""

    def __init__(self, intervals: Iterable[Interval]):
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for start, end in sorted(intervals):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, when: Interval) -> bool:
        first = bisect_right(self._ends, when.start)
        return first < len(self._starts) and self._starts[first] < when.end
