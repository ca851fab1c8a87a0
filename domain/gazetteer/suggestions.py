"""Known names that an unknown one may have been meant for."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE_MIN = 60
"""Of 100, by rapidfuzz's weighted ratio: `arrival` finds `arrivals-per-day`, and `x` finds nothing."""

SLIP_MIN = 80
"""Of 100, by the letters of two ids: a slip or a missing prefix, and no other word."""


def suggestions(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The most similar first; the order of `known` makes no difference."""
    matches = process.extract(name, sorted(known), scorer=fuzz.WRatio, limit=most, score_cutoff=ALIKE_MIN)
    return [match for match, *_ in matches]


def similar(id: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Ids that differ from an unknown one by few letters, the most similar first."""
    matches = process.extract(id.lower(), sorted(known), scorer=fuzz.ratio, limit=most, score_cutoff=SLIP_MIN)
    return [match for match, *_ in matches]
