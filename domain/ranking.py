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
APART_FROM_EXACT = 0.03
"""But beside a name letter for letter only those count that sound the same."""
SHOWN = 0.5
"""A lower score is no match."""
ALIKE = 0.99
"""The most for a name that is not spelt the same."""
MOVED = 0.96
PART = 0.8
"""What a name counts that has all words of the other, and more. Short of NEAR, it makes the best ambiguous."""
LETTERS = 0.03
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


class Index:
    """The names of a gazetteer, read once: a gazetteer is asked many times."""

    def __init__(self, candidates: Iterable[Candidate]):
        self._named = [(one.place, called) for one in candidates for called in one.names]
        self._same: dict[str, list[int]] = defaultdict(list)
        self._bones: list[str] = []
        self._owner: list[int] = []
        for number, (_, called) in enumerate(self._named):
            self._same[names.normal(called)].append(number)
            for bones in {names.bones(words) for words in names.readings(called)}:
                self._bones.append(bones)
                self._owner.append(number)

    def rank(self, name: str, first: int) -> list[Match]:
        """The likeliest places, at most `first` of them; those of equal score in order of id."""
        best: dict[str, tuple[Likeness, str]] = {}
        for asked in names.variants(name):
            for place, called in self._looked_at(asked):
                found = likeness(asked, called)
                if asked != name:
                    found = Likeness(ASIDE * found.score, f"{asked!r}: {found.reason}")
                if found.score >= SHOWN and (place not in best or found.score > best[place][0].score):
                    best[place] = found, called
        ordered = sorted(best.items(), key=lambda one: (-one[1][0].score, one[0]))
        scores = [found.score for _, (found, _) in ordered]
        return [_match(place, called, found, scores) for place, (found, called) in ordered[:first]]

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


def _match(place: str, called: str, found: Likeness, scores: list[float]) -> Match:
    apart = APART_FROM_EXACT if found.score == 1 else APART
    least = min(found.score - apart, PART - LETTERS if found.score < NEAR else 1)
    rivals = sum(score > least for score in scores) - 1
    doubts = []
    if rivals:
        doubts.append(f"{rivals} other place{'s are' if rivals > 1 else ' is'} about as likely, or more")
    if found.score < SURE:
        doubts.append("not alike enough to be sure")
    return Match(place, round(found.score, 3), called, (found.reason, *doubts), bool(doubts))


def likeness(one: str, other: str) -> Likeness:
    """How like two names are, and in what."""
    if names.normal(one) == names.normal(other):
        return Likeness(1.0, "the same name")
    letters = LETTERS * (1 - fuzz.ratio(names.normal(one), names.normal(other)) / 100)
    vowelless = names.is_vowelless(one), names.is_vowelless(other)
    return max(
        Likeness(score - letters, reason)
        for mine in names.readings(one)
        for theirs in names.readings(other)
        for score, reason in _ways(mine, theirs, vowelless)
    )


def _ways(mine: Sequence[str], theirs: Sequence[str], vowelless: tuple[bool, bool]) -> Iterator[Likeness]:
    def heard(one: Iterable[str], other: Iterable[str]) -> float:
        return sounds.likeness(Heard("".join(one), vowelless[0]), Heard("".join(other), vowelless[1]))

    yield Likeness(ALIKE * heard(mine, theirs), "sounds alike")
    if len(mine) > 1 and len(theirs) > 1:
        by = names.by_bones
        yield Likeness(MOVED * heard(sorted(mine, key=by), sorted(theirs, key=by)), "the same words in another order")
    if _is_part(mine, theirs):
        yield Likeness(PART, "has the words of the other name, and more")


def _is_part(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    few, many = sorted((set(map(names.consonants, mine)), set(map(names.consonants, theirs))), key=len)
    return few < many and max(map(len, few), default=0) > 1
