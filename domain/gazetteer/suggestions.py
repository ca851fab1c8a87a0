"""Which of the known names may be meant by one that is not known."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE_MIN = 60
"""Of 100, by rapidfuzz's weighted ratio: `arrival` finds `arrivals-per-day`, and `x` finds nothing."""


def suggestions(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The likest first, in an order that does not hang on that of `known`."""
    found = process.extract(name, sorted(known), scorer=fuzz.WRatio, limit=most, score_cutoff=ALIKE_MIN)
    return [one for one, *_ in found]
