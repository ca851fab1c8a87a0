"""Which place a reported name may mean: the likeliest first, with reasons, and whether another may be meant as well.

Nothing here decides for anybody: a match is a proposal. It is `ambiguous` where it is not likely enough to be taken
without a look, or where another place is almost as likely.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from domain import names, sounds
from domain.sounds import Heard

SURE = 0.84
"""A lower score is ambiguous even alone. From benchmarks/names.py: below it wrong answers begin."""
APART = 0.08
"""Two places that are closer than this are ambiguous."""
MANY = 100
"""Among more places than this, one that is not even on record may sound like another that is: so ask for more."""
SURE_OF_MANY = 0.9
APART_OF_MANY = 0.16
LONG = 5.0
"""In consonants. What is shorter must sound the same among many, vowels and all: Bakhtar is not Bokhtar."""
APART_FROM_EXACT = 0.05
"""Beside a name letter for letter only those count that sound the same."""
SHOWN = 0.4
"""A lower score is no match."""
ALIKE = 0.99
"""The most for a name that is not spelt the same."""
LETTERS = 0.03
"""What the letters themselves may cost: they decide between names that sound the same."""
MOVED = 0.96
PART = 0.8
"""What a name counts that has all words of the other, and more. Short of NEAR, it makes the best ambiguous."""
NEAR = 0.97
ASIDE = 0.95
"""What a name counts of which a part is in brackets: Khost (Matun)."""
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
    """`is_telling`: there is enough of it to tell it from many others."""

    score: float
    reason: str
    is_telling: bool = True


class Index:
    """The names of a gazetteer, read once: a gazetteer is asked many times."""

    def __init__(self, candidates: Iterable[Candidate]):
        self._named = [(one.place, called) for one in candidates for called in one.names]
        self._places = len({place for place, _ in self._named})
        self._same: dict[str, list[int]] = defaultdict(list)
        self._bones: list[str] = []
        self._owner: list[int] = []
        for number, (_, called) in enumerate(self._named):
            self._same[names.normal(called)].append(number)
            for bones in {names.bones(words) for words in names.readings(called)}:
                self._bones.append(bones)
                self._owner.append(number)

    def __len__(self) -> int:
        return len(self._named)

    def rank(self, name: str, first: int) -> list[Match]:
        """The likeliest places, at most `first` of them; those of equal score in order of id."""
        best: dict[str, tuple[Likeness, str]] = {}
        for asked in names.variants(name):
            for place, called in self._looked_at(asked):
                found = likeness(asked, called)
                if asked != name:
                    found = found._replace(score=ASIDE * found.score, reason=f"{asked!r}: {found.reason}")
                if found.score >= SHOWN and (place not in best or found.score > best[place][0].score):
                    best[place] = found, called
        ordered = sorted(best.items(), key=lambda one: (-one[1][0].score, one[0]))
        scores = [found.score for _, (found, _) in ordered]
        doubts = _of_many if self._places > MANY else _of_few
        return [
            Match(place, round(found.score, 3), called, (found.reason, *told), bool(told))
            for place, (found, called) in ordered[:first]
            for told in [list(doubts(found, scores))]
        ]

    def _looked_at(self, name: str) -> Iterable[tuple[str, str]]:
        """Those that may be like it: a full comparison with every name of a large gazetteer would take too long."""
        chosen = set(self._same.get(names.normal(name), ()))
        for mine in {names.bones(words) for words in names.readings(name)}:
            for scorer in (fuzz.ratio, fuzz.token_set_ratio):
                for *_, number in process.extract(mine, self._bones, scorer=scorer, limit=_LOOKED_AT):
                    chosen.add(self._owner[number])
        return [self._named[number] for number in sorted(chosen)]


def rank(name: str, candidates: Iterable[Candidate], first: int) -> list[Match]:
    """As `Index` does, of a gazetteer that is asked once."""
    return Index(candidates).rank(name, first)


def _of_few(found: Likeness, scores: Sequence[float]) -> Iterator[str]:
    """Why one is not to be taken without a look."""
    yield from _rivals(found, scores, APART)
    if found.score < SURE:
        yield "not alike enough to be sure"


def _of_many(found: Likeness, scores: Sequence[float]) -> Iterator[str]:
    yield from _rivals(found, scores, APART_OF_MANY)
    if found.score < SURE_OF_MANY:
        yield f"not alike enough to be sure among more than {MANY} places"
    elif not found.is_telling:
        yield f"too short to be sure of it among more than {MANY} places"


def _rivals(found: Likeness, scores: Sequence[float], apart: float) -> Iterator[str]:
    least = found.score - (APART_FROM_EXACT if found.score == 1 else apart)
    if found.score < NEAR:
        least = min(least, PART - LETTERS)
    if rivals := sum(score > least for score in scores) - 1:
        yield f"{rivals} other place{'s are' if rivals > 1 else ' is'} about as likely, or more"


def likeness(one: str, other: str) -> Likeness:
    """How like two names are, and in what."""
    if names.normal(one) == names.normal(other):
        return Likeness(1.0, "the same name")
    letters = LETTERS * (1 - fuzz.ratio(names.normal(one), names.normal(other)) / 100)
    vowelless = names.is_vowelless(one), names.is_vowelless(other)
    best = max(
        found
        for mine in names.readings(one)
        for theirs in names.readings(other)
        for found in _ways(mine, theirs, vowelless)
    )
    return best._replace(score=max(0.0, best.score - letters))


def _ways(mine: Sequence[str], theirs: Sequence[str], vowelless: tuple[bool, bool]) -> Iterator[Likeness]:
    def heard(one: Iterable[str], other: Iterable[str], most: float, reason: str) -> Likeness:
        found = sounds.likeness(Heard("".join(one), vowelless[0]), Heard("".join(other), vowelless[1]))
        is_same = found.score == 1 and not any(vowelless)
        return Likeness(most * found.score, reason, is_same or found.weight >= LONG)

    yield heard(mine, theirs, ALIKE, "sounds alike")
    if len(mine) > 1 and len(theirs) > 1:
        by = names.by_bones
        yield heard(sorted(mine, key=by), sorted(theirs, key=by), MOVED, "the same words in another order")
    if _is_part(mine, theirs):
        yield Likeness(PART, "has the words of the other name, and more")


def _is_part(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    few, many = sorted((set(map(names.consonants, mine)), set(map(names.consonants, theirs))), key=len)
    return few < many and max(map(len, few), default=0) > 1
