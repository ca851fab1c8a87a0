"""Redundant claims: evidence that changes no answer, so the resolution need not look at each.

Most reports repeat what is known. Two kinds of rows of claims differ in nothing that the resolution asks about:

- repeated observations: a daily map shows what it showed yesterday, and no claim about either day, or about the time
  between, says anything else;
- corroborations: sources that say nothing else about the place report exactly the same, one directly after the other.

The first and the last claim of a row decide what the whole row would. Those between go with the last one, in
`Claim.repeats`, and are listed wherever it is. A test holds the answers equal to those of a fold over all claims.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from domain.control.claims import Claim, Held
from domain.control.policies import Trust, trust
from domain.values.interval import Interval
from domain.values.interval_index import IntervalIndex


def without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in their order, without redundant ones, which stand in the `repeats` of others."""
    between = {
        row[-1].position: row[1:-1]
        for row in (*_repeated_observations(claims), *_corroborations(claims))
        if len(row) > 2
    }
    inner = {claim.position for row in between.values() for claim in row}
    return [
        replace(claim, repeats=tuple(between[claim.position])) if claim.position in between else claim
        for claim in claims
        if claim.position not in inner
    ]


def _repeated_observations(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Unbroken rows of observations of one source, each believed as far as the others."""
    by_state: dict[Held, dict[tuple[str, Trust], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.is_observation:
            by_state[claim.held][claim.voice, trust(claim)].append(claim)
    for held, rows in by_state.items():
        long = [row for row in rows.values() if len(row) > 2]
        if long:
            others = (claim for claim in claims if not claim.is_observation or claim.held != held)
            otherwise = IntervalIndex(others, lambda claim: claim.observed if claim.is_observation else claim.window)
            for row in long:
                yield from _unbroken(sorted(row, key=lambda claim: claim.observed.end), otherwise)


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


def _corroborations(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Rows that follow directly on each other in `Claim.order`, each claim the only one of its source."""
    spoken = Counter(claim.voice for claim in claims)

    def says(claim: Claim) -> tuple[object, ...]:
        row = None if spoken[claim.voice] == 1 else claim.position
        return row, claim.changed, claim.held, claim.occurred, claim.loser, claim.manner, trust(claim)

    return (list(row) for _, row in groupby(sorted(claims, key=lambda claim: claim.order), key=says))
