"""The policies: which standing claims count, and what a dispute comes to. Rules 6 and 7.

A policy is pure, named and versioned: a snapshot's token carries `VERSION`, so that an answer once given can be told
apart from one under changed rules.
"""

from collections.abc import Sequence
from typing import NamedTuple

from domain.control.claims import Claim
from domain.values.interval import Interval
from domain.values.terms import Interest, Policy

VERSION = 1

_INTERESTS = [Interest.AGAINST_INTEREST, Interest.NEUTRAL, Interest.UNKNOWN, Interest.OWN_GAIN]
"""Best first."""


Trust = tuple[int, tuple[str, int]]
"""Rank of an interest and Admiralty grade; the smallest is believed first."""


class Sorted(NamedTuple):
    """The claims that count, those of a party to its own gain, and those outdone by a better grade."""

    counted: list[Claim]
    own_gain: list[Claim]
    outdone: list[Claim]


def sort(claims: Sequence[Claim], policy: Policy) -> Sorted:
    if policy is Policy.LATEST:
        return Sorted(list(claims), [], [])
    counted = [c for c in claims if c.interest is not Interest.OWN_GAIN]
    own_gain = [c for c in claims if c.interest is Interest.OWN_GAIN]
    if policy is not Policy.MOST_RELIABLE:
        return Sorted(counted, own_gain, [])
    kept = _best_graded(counted)
    positions = {c.position for c in kept}
    return Sorted(kept, own_gain, [c for c in counted if c.position not in positions])


def grade(claim: Claim) -> tuple[str, int]:
    """Admiralty grade, best first: reliability A to F, then credibility 1 to 6. What is not graded cannot be judged."""
    return claim.reliability or "F", claim.credibility or 6


def trust(claim: Claim) -> Trust:
    """How far a claim is believed in a dispute, most first: interest, then reliability, then credibility. Rule 5."""
    return _INTERESTS.index(claim.interest), grade(claim)


def _best_graded(claims: Sequence[Claim]) -> list[Claim]:
    """Without those that overlap an opposing claim of a better grade."""
    if len({grade(claim) for claim in claims}) < 2:
        return list(claims)
    kept: list[tuple[Claim, Interval]] = []
    for claim in sorted(claims, key=lambda c: (grade(c), c.order)):
        said = _said(claim)
        if not any(
            grade(other) < grade(claim) and other.holder != claim.holder and span.overlaps(said) for other, span in kept
        ):
            kept.append((claim, said))
    return [claim for claim, _ in kept]


def _said(claim: Claim) -> Interval:
    """The stretch of `occurred`; for a state seen on a single date, that date."""
    return claim.observed if claim.window.is_open else claim.window
