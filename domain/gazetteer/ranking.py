"""Which place a reported name may mean: the likeliest first, with reasons, and whether another may be meant as well.

Nothing here decides for anybody: a match is a proposal. It is `ambiguous` where it is not likely enough to be taken
without a look, or where another place is almost as likely.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from domain.gazetteer import names
from domain.gazetteer.match_reasons import MatchReason, MatchReasonKind
from domain.gazetteer.similarity import LETTERS, PART, Similarity, similarity

SURE = 0.84
"""A lower score is ambiguous even alone. From benchmarks/names.py: below it wrong answers begin."""
APART = 0.08
"""Two places that are closer than this are ambiguous."""
MANY = 100
"""Among more places than this, one that is not even on record may sound like another that is: so ask for more."""
SURE_OF_MANY = 0.9
APART_OF_MANY = 0.16
APART_FROM_EXACT = 0.05
"""Beside a name letter for letter only those count that sound the same."""
SHOWN = 0.4
"""A lower score is no match."""
NEAR = 0.97
ASIDE = 0.95
"""What a name counts of which a part is in brackets: Khost (Matun)."""
_LOOKED_AT = 30
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
    reasons: tuple[MatchReason, ...]
    ambiguous: bool


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
            for bones in names.skeletons(called):
                self._bones.append(bones)
                self._owner.append(number)

    def __len__(self) -> int:
        return len(self._named)

    def rank(self, name: str, first: int) -> list[Match]:
        """The likeliest places, at most `first` of them; those of equal score in order of id."""
        best: dict[str, tuple[Similarity, str]] = {}
        for asked in names.variants(name):
            for place, called in self._looked_at(asked):
                found = similarity(asked, called)
                if asked != name:
                    found = found._replace(score=ASIDE * found.score, reason=found.reason._replace(part=asked))
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
        for mine in names.skeletons(name):
            for scorer in (fuzz.ratio, fuzz.token_set_ratio):
                for *_, number in process.extract(mine, self._bones, scorer=scorer, limit=_LOOKED_AT):
                    chosen.add(self._owner[number])
        return [self._named[number] for number in sorted(chosen)]


def rank(name: str, candidates: Iterable[Candidate], first: int) -> list[Match]:
    """As `Index` does, of a gazetteer that is asked once."""
    return Index(candidates).rank(name, first)


def _of_few(found: Similarity, scores: Sequence[float]) -> Iterator[MatchReason]:
    """Why one is not to be taken without a look."""
    yield from _rivals(found, scores, APART)
    if found.score < SURE:
        yield MatchReason(MatchReasonKind.NOT_ALIKE_ENOUGH)


def _of_many(found: Similarity, scores: Sequence[float]) -> Iterator[MatchReason]:
    yield from _rivals(found, scores, APART_OF_MANY)
    if found.score < SURE_OF_MANY:
        yield MatchReason(MatchReasonKind.NOT_ALIKE_ENOUGH_AMONG_MANY, MANY)
    elif not found.is_telling:
        yield MatchReason(MatchReasonKind.TOO_SHORT_AMONG_MANY, MANY)


def _rivals(found: Similarity, scores: Sequence[float], apart: float) -> Iterator[MatchReason]:
    least = found.score - (APART_FROM_EXACT if found.score == 1 else apart)
    if found.score < NEAR:
        least = min(least, PART - LETTERS)
    if rivals := sum(score > least for score in scores) - 1:
        yield MatchReason(MatchReasonKind.RIVALS, rivals)
