"""Which place a reported name may mean: the likeliest first, with reasons, and whether another may be meant as well.

Nothing here decides for anybody: a match is a proposal. It is `ambiguous` where it is not likely enough to be taken
without a look, or where another place is almost as likely.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from domain import names

SURE = 0.84
"""A lower score is ambiguous even alone. From benchmarks/names.py: below it wrong answers begin."""
APART = 0.08
"""Two places that are closer than this are ambiguous."""
APART_FROM_EXACT = 0.03
"""But beside a name letter for letter only those count that sound the same."""
SHOWN = 0.5
"""A lower score is no match."""
ALIKE = 0.99
"""The most for a name that is not spelt the same."""
MOVED = 0.96
PART = 0.8
"""What a name counts that has all words of the other, and more. Short of NEAR, it makes the best ambiguous."""
NEAR = 0.95
ASIDE = 0.95
"""What a name counts of which a part is in brackets: Khost (Matun)."""
SHORT = 5
"""With fewer consonants than this, one that differs is too much to be sure."""
_LOOKED_AT = 40
"""Names that a first, coarse look lets through, of each kind."""


class Candidate(NamedTuple):
    """A place and what it is called."""

    place: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is from 0 to 1; 1 is a name on record, letter for letter. `matched` is the name on record."""

    place: str
    score: float
    matched: str
    reasons: tuple[str, ...]
    ambiguous: bool


class Likeness(NamedTuple):
    score: float
    reason: str


def rank(name: str, candidates: Iterable[Candidate], first: int) -> list[Match]:
    """The likeliest places, at most `first` of them; those of equal score in order of id."""
    named = [(one.place, called) for one in candidates for called in one.names]
    best: dict[str, tuple[Likeness, str]] = {}
    for asked in names.variants(name):
        for place, called in _looked_at(asked, named):
            found = likeness(asked, called)
            if asked != name:
                found = Likeness(ASIDE * found.score, f"{asked!r}: {found.reason}")
            if found.score >= SHOWN and (place not in best or found.score > best[place][0].score):
                best[place] = found, called
    ordered = sorted(best.items(), key=lambda one: (-one[1][0].score, one[0]))
    scores = [found.score for _, (found, _) in ordered]
    return [_match(place, called, found, scores) for place, (found, called) in ordered[:first]]


def _match(place: str, called: str, found: Likeness, scores: list[float]) -> Match:
    apart = APART_FROM_EXACT if found.score == 1 else APART
    least = min(found.score - apart, PART - 0.001 if found.score < NEAR else 1)
    rivals = sum(score > least for score in scores) - 1
    doubts = []
    if rivals:
        doubts.append(f"{rivals} other place{'s are' if rivals > 1 else ' is'} about as likely, or more")
    if found.score < SURE:
        doubts.append("not alike enough to be sure")
    return Match(place, round(found.score, 3), called, (found.reason, *doubts), bool(doubts))


def _looked_at(name: str, named: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Those that may be like it: a full comparison with every name of a large gazetteer would take too long."""
    bones = [names.skeleton(called) for _, called in named]
    mine, normal = names.skeleton(name), names.normal(name)
    chosen = {number for number, (_, called) in enumerate(named) if names.normal(called) == normal}
    for scorer in (fuzz.ratio, fuzz.token_set_ratio):
        chosen |= {number for *_, number in process.extract(mine, bones, scorer=scorer, limit=_LOOKED_AT)}
    return [named[number] for number in sorted(chosen)]


def likeness(one: str, other: str) -> Likeness:
    """How like two names are, and in what."""
    if names.normal(one) == names.normal(other):
        return Likeness(1.0, "the same name")
    mine, theirs = names.skeleton(one).split(), names.skeleton(other).split()
    sounds = _ratio(names.sound(one), names.sound(other))
    weight = 0.3 if names.is_vowelless(one) != names.is_vowelless(other) else 0.5

    def whole(bones: str, others: str) -> float:
        score = (1 - weight) * _ratio(bones, others) + weight * sounds
        short = bones != others and max(len(bones), len(others)) < SHORT
        return min(score, SURE - 0.01) if short else score

    return max(
        Likeness(ALIKE * whole("".join(mine), "".join(theirs)), "sounds alike"),
        Likeness(MOVED * whole("".join(sorted(mine)), "".join(sorted(theirs))), "the same words in another order"),
        Likeness(PART * _is_part(mine, theirs), "has the words of the other name, and more"),
    )


def _ratio(one: str, other: str) -> float:
    """From 0 to 1; nothing is not like nothing."""
    return fuzz.ratio(one, other) / 100 if one and other else 0.0


def _is_part(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    few, many = sorted((set(mine), set(theirs)), key=len)
    return few < many and max(map(len, few), default=0) > 2
