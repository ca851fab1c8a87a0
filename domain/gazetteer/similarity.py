"""How like two names are, and in what: as they are written, as they sound, and word by word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from domain.gazetteer import names, phonetics
from domain.gazetteer.compass import directions
from domain.gazetteer.match_reasons import MatchReason, MatchReasonKind
from domain.gazetteer.phonetics import Heard

ALIKE = 0.99
"""The most for a name that is not spelt the same."""
LETTERS = 0.03
"""What the letters themselves may cost: they decide between names that sound the same."""
MOVED = 0.96
PART = 0.8
"""What a name counts that has all words of the other, and more. Short of NEAR, it makes the best ambiguous."""
TRANSLATED = 0.97
"""What a name counts that says the same direction in another language: Ouest, West."""
OTHER_DIRECTION = 0.6
"""The most for one that says another direction: North Kivu is not South Kivu, however alike the rest sounds."""
LONG = 5.0
"""In consonants. What is shorter must sound the same among many, vowels and all: Bakhtar is not Bokhtar."""


class Similarity(NamedTuple):
    """From 0 to 1; 1 is the same name. `is_telling`: there is enough of it to tell it from many others."""

    score: float
    reason: MatchReason
    is_telling: bool = True


def similarity(name: str, other: str) -> Similarity:
    """Of all readings of both, the best."""
    if names.normal(name) == names.normal(other):
        return Similarity(1.0, MatchReason(MatchReasonKind.SAME_NAME))
    mine, theirs = directions(name), directions(other)
    if mine.tokens and mine == theirs:
        return Similarity(TRANSLATED, MatchReason(MatchReasonKind.TRANSLATED))
    found = _heard(name, other)
    if mine.tokens and theirs.tokens and mine.tokens != theirs.tokens:
        return found._replace(score=min(found.score, OTHER_DIRECTION))
    return found


def _heard(name: str, other: str) -> Similarity:
    letters = LETTERS * (1 - fuzz.ratio(names.normal(name), names.normal(other)) / 100)
    vowelless = names.is_vowelless(name), names.is_vowelless(other)
    best = max(
        found
        for mine in names.readings(name)
        for theirs in names.readings(other)
        for found in _ways(mine, theirs, vowelless)
    )
    return best._replace(score=max(0.0, best.score - letters))


def _ways(mine: Sequence[str], theirs: Sequence[str], vowelless: tuple[bool, bool]) -> Iterator[Similarity]:
    def heard(one: Iterable[str], other: Iterable[str], most: float, kind: MatchReasonKind) -> Similarity:
        found = phonetics.alike(Heard("".join(one), vowelless[0]), Heard("".join(other), vowelless[1]))
        is_same = found.score == 1 and not any(vowelless)
        return Similarity(most * found.score, MatchReason(kind), is_same or found.weight >= LONG)

    yield heard(mine, theirs, ALIKE, MatchReasonKind.SOUNDS_ALIKE)
    if len(mine) > 1 and len(theirs) > 1:
        by = names.coarse
        yield heard(sorted(mine, key=by), sorted(theirs, key=by), MOVED, MatchReasonKind.WORDS_REORDERED)
    if _is_part(mine, theirs):
        yield Similarity(PART, MatchReason(MatchReasonKind.MORE_WORDS))


def _is_part(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    few, many = sorted((set(map(names.consonants, mine)), set(map(names.consonants, theirs))), key=len)
    return few < many and max(map(len, few), default=0) > 1
