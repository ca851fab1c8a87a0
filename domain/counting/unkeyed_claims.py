"""Which claims without an incident key are about one incident.

Claims of one day (or one period) by different voices are, if they agree in way, group, place and kind. A voice that
gives two numbers for such a day may mean two incidents; then each number is one.
"""

from collections.abc import Iterable
from typing import Any

from domain.counting.people_claims import PeopleClaim
from domain.counting.relations import grouped
from domain.values.number_range import OPEN, in_order

Claims = list[PeopleClaim]


def sharing_one_incident(unkeyed: Iterable[PeopleClaim]) -> list[Claims]:
    return [incident for alike in grouped(unkeyed, _agreement).values() for incident in _incidents(alike)]


def _agreement(claim: PeopleClaim) -> Any:
    return claim.is_total, claim.when, claim.described


def _incidents(alike: Claims) -> list[Claims]:
    """One, or one for each number. Of a period there is one total, however often a voice gives it."""
    if len(alike) == 1 or alike[0].is_total:
        return [alike]
    by_number = grouped((claim for claim in alike if claim.bounds != OPEN), lambda claim: claim.bounds)
    voices = [voice for claims in by_number.values() for voice in {claim.voice for claim in claims}]
    if len(set(voices)) == len(voices):
        return [alike]
    first, *others = sorted(by_number.values(), key=lambda claims: in_order(claims[0].bounds))
    wordless = [claim for claim in alike if claim.bounds == OPEN]
    return [sorted([*first, *wordless], key=lambda claim: claim.position), *others]
