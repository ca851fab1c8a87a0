"""The policies: which standing claims count, and how far each is believed.

A policy is pure, named and versioned. A snapshot's token carries `VERSION`, so that nobody takes an answer under one
version of the rules for an answer under another.
"""

from collections.abc import Sequence
from typing import NamedTuple

from domain.control.claims import Claim
from domain.values.interval import Interval
from domain.values.terms import Interest, Policy

VERSION = 2

_INTERESTS = [Interest.AGAINST_INTEREST, Interest.NEUTRAL, Interest.UNKNOWN, Interest.OWN_GAIN]
"""Best first."""
Trust = tuple[int, tuple[str, int]]
"""Rank of an interest and Admiralty grade; the smallest is believed first."""


class Selection(NamedTuple):
    """Which claims a policy counts. `own_gain` speak for their own gain; `outranked` are opposed by a better grade."""

    counted: list[Claim]
    own_gain: list[Claim]
    outranked: list[Claim]


def select(claims: Sequence[Claim], policy: Policy) -> Selection:
    if policy is Policy.LATEST:
        return Selection(list(claims), [], [])
    disinterested = [c for c in claims if c.interest is not Interest.OWN_GAIN]
    own_gain = [c for c in claims if c.interest is Interest.OWN_GAIN]
    if policy is not Policy.MOST_RELIABLE:
        return Selection(disinterested, own_gain, [])
    counted = _best_graded(disinterested)
    positions = {c.position for c in counted}
    return Selection(counted, own_gain, [c for c in disinterested if c.position not in positions])


def grade(claim: Claim) -> tuple[str, int]:
    """Admiralty grade, best first: reliability A to F, then credibility 1 to 6. No grade means "cannot be judged"."""
    return claim.reliability or "F", claim.credibility or 6


def trust(claim: Claim) -> Trust:
    """How far a claim is believed in a dispute, best first: interest, then reliability, then credibility."""
    return _INTERESTS.index(claim.interest), grade(claim)


def _best_graded(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that overlap an opposing claim of a better grade."""
    if len({grade(claim) for claim in claims}) < 2:
        return list(claims)
    kept: list[tuple[Claim, Interval]] = []
    for claim in sorted(claims, key=lambda c: (grade(c), c.order)):
        vouched = _vouched(claim)
        if not any(
            grade(other) < grade(claim) and other.holder != claim.holder and span.overlaps(vouched)
            for other, span in kept
        ):
            kept.append((claim, vouched))
    return [claim for claim, _ in kept]


def _vouched(claim: Claim) -> Interval:
    """The time of `occurred`; for a state seen on a single date, that date."""
    return claim.observed if claim.window.is_open else claim.window
