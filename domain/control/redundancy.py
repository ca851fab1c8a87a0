"""Repeats: what is said once more while nobody says anything else. Evidence, and no news.

Most of what is reported is said again. Two rows of claims that differ in nothing that the fold asks about:

- sights: a daily map shows what it showed yesterday, and nothing is told of either day, or of the time between, but
  that this state was seen;
- echoes: sources that have nothing else to say of the place tell the very same, one directly after the other.

The first and the last of a row say all that the fold needs to know. Those between go with the last, in `Claim.repeats`:
they are listed wherever it is. tests/domain/test_repeats.py holds the answers equal to those of a fold over all.
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
    """The claims in their order, without those that only repeat; these are found again in `repeats`."""
    between = {row[-1].position: row[1:-1] for row in (*_sights(claims), *_echoes(claims)) if len(row) > 2}
    inner = {claim.position for row in between.values() for claim in row}
    return [
        replace(claim, repeats=tuple(between[claim.position])) if claim.position in between else claim
        for claim in claims
        if claim.position not in inner
    ]


def _sights(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Unbroken rows of one source, that is believed alike each time."""
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
    """The parts in which each is clearly later than the one before, and nothing else is told from one to the next."""
    part = [row[0]]
    for before, claim in pairwise(row):
        stretch = Interval(before.observed.start, claim.observed.end)
        if before.observed.end > claim.observed.start or any(True for _ in otherwise.touching(*stretch)):
            yield part
            part = []
        part.append(claim)
    yield part


def _echoes(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Rows that follow directly in the order of rule 1, each claim the only one of its source."""
    spoken = Counter(claim.voice for claim in claims)

    def says(claim: Claim) -> tuple[object, ...]:
        row = None if spoken[claim.voice] == 1 else claim.position
        return row, claim.changed, claim.held, claim.occurred, claim.loser, claim.manner, trust(claim)

    return (list(row) for _, row in groupby(sorted(claims, key=lambda claim: claim.order), key=says))
