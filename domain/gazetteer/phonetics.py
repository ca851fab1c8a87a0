"""How far apart two names sound: what it costs to make one into the other, sound by sound.

A consonant that is lost costs 1. What transliterations and neighbouring languages put for each other costs less, and
what is hardly heard, or not written at all, costs least. The costs follow how sounds are made (place, voice), as in
ALINE (Kondrak 2000), with a few that come of how names travel: Kharkov and Kharkiv, Haditha and Hadisa.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

_GAPS = {"a": 0.3, "e": 0.3, "i": 0.3, "o": 0.3, "u": 0.3, "y": 0.25, "h": 0.2, "w": 0.35, "v": 0.7}
_SHORT_VOWEL = 0.06
"""Lost where the other name is in a script that does not write it."""
_FIRST = 0.6
"""At least, of a consonant with which a name begins."""
_NEAR = {
    0.0: "ei iy uw vw",
    0.06: "ao ae uo",
    0.15: "ai oi au eo eu ui yJ wo ey",
    0.25: "Ts TC SC vu hX",
    0.35: "gh gk gX kX bp td sS sz zJ SJ CJ fv Tz dz JC bv mn ts wb",
    0.5: "pf gJ tT dJ TS lr TJ tC kh pv lv lw",
}
_VOWELS = "aeiou"


class Heard(NamedTuple):
    """A name as it sounds. `vowelless`: in a script that leaves short vowels out."""

    sounds: str
    vowelless: bool


def _nearness() -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for cost, pairs in _NEAR.items():
        for pair in pairs.split():
            near[pair[0]][pair[1]] = near[pair[1]][pair[0]] = cost
    return near


_APART = _nearness()


class Alike(NamedTuple):
    """`score` is from 0 to 1. `weight` is how much there is to go by, in consonants."""

    score: float
    weight: float


def alike(name: Heard, other: Heard) -> Alike:
    """Nothing is not like nothing."""
    mine, theirs = _gaps(name, other), _gaps(other, name)
    weight = max(sum(mine), sum(theirs))
    score = 1 - _distance(name.sounds, other.sounds, mine, theirs) / weight if weight else 0.0
    return Alike(max(0.0, score), weight)


def _gaps(heard: Heard, beside: Heard) -> list[float]:
    """What each sound costs that is lost."""
    gaps = [_GAPS.get(sound, 1.0) for sound in heard.sounds]
    if beside.vowelless and not heard.vowelless:
        gaps = [_SHORT_VOWEL if sound in _VOWELS else gap for sound, gap in zip(heard.sounds, gaps, strict=True)]
    if gaps and heard.sounds[0] not in _VOWELS:
        gaps[0] = max(gaps[0], _FIRST)
    return gaps


def _distance(name: str, other: str, gaps: Sequence[float], others: Sequence[float]) -> float:
    """The cheapest alignment, row by row."""
    row = [0.0, *accumulate(others)]
    for mine, gap in zip(name, gaps, strict=True):
        near = _APART[mine]
        left, corner = row[0] + gap, row[0]
        below = [left]
        for place, theirs in enumerate(other):
            above = row[place + 1]
            change = corner if mine == theirs else corner + near.get(theirs, 1.0)
            left = min(left + others[place], above + gap, change)
            below.append(left)
            corner = above
        row = below
    return row[-1]
