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
from domain.gazetteer.compass import Directions, directions
from domain.gazetteer.match_reasons import MatchReason, MatchReasonKind
from domain.gazetteer.similarity import LETTERS, PART, similarity

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


class _Likeness(NamedTuple):
    """How like one name of a place is: as Similarity, with the name on record, and why it needs a look all the same."""

    score: float
    reason: MatchReason
    is_telling: bool
    called: str
    doubts: tuple[MatchReason, ...] = ()


_TOLD_APART = MatchReason(MatchReasonKind.BRACKETS_TELL_APART)


class Index:
    """The names of a gazetteer, read once: a gazetteer is asked many times."""

    def __init__(self, candidates: Iterable[Candidate]):
        self._named = [(one.place, called) for one in candidates for called in one.names]
        self._places = len({place for place, _ in self._named})
        self._same: dict[str, list[int]] = defaultdict(list)
        self._directed: dict[Directions, list[int]] = defaultdict(list)
        self._bones: list[str] = []
        self._owner: list[int] = []
        for number, (_, called) in enumerate(self._named):
            self._same[names.normal(called)].append(number)
            if (said := directions(called)).tokens:
                self._directed[said].append(number)
            for bones in names.skeletons(called):
                self._bones.append(bones)
                self._owner.append(number)

    def __len__(self) -> int:
        return len(self._named)

    def rank(self, name: str, first: int) -> list[Match]:
        """The likeliest places, at most `first` of them; those of equal score in order of id."""
        best = self._best(name)
        if parts := names.parts(name):
            self._add_parts(best, parts)
        ordered = sorted(best.items(), key=lambda one: (-one[1].score, one[0]))
        scores = [found.score for _, found in ordered]
        doubts = _of_many if self._places > MANY else _of_few
        return [
            Match(place, round(found.score, 3), found.called, (found.reason, *told), bool(told))
            for place, found in ordered[:first]
            for told in [[*found.doubts, *doubts(found, scores)]]
        ]

    def _best(self, name: str) -> dict[str, _Likeness]:
        """Of each place that is like it, the name that is most so."""
        best: dict[str, _Likeness] = {}
        for place, called in self._looked_at(name):
            found = similarity(name, called)
            if found.score >= SHOWN and (place not in best or found.score > best[place].score):
                best[place] = _Likeness(*found, called)
        return best

    def _add_parts(self, best: dict[str, _Likeness], parts: tuple[str, str]) -> None:
        """A place that has both names is meant by "Khost (Matun)". One that has one of them may be what the other tells
        it from: "Congo (Kinshasa)" is not any Congo, nor "Buta (Cité)" Buta."""
        before, within = (self._best(part) for part in parts)
        for place in {*before, *within}:
            of_parts = [each[place] for each in (before, within) if place in each]
            weakest, strongest = (choose(of_parts, key=lambda one: one.score) for choose in (min, max))
            has_both = len(of_parts) == len(parts) and weakest.score >= SURE
            found = weakest if has_both else strongest
            score = min(ASIDE * found.score, 1 if has_both else PART)
            if place not in best or score > best[place].score:
                reason = found.reason._replace(part=parts[0] if found is before.get(place) else parts[1])
                best[place] = found._replace(score=score, reason=reason, doubts=() if has_both else (_TOLD_APART,))

    def _looked_at(self, name: str) -> Iterable[tuple[str, str]]:
        """Those that may be like it: a full comparison with every name of a large gazetteer would take too long."""
        chosen = set(self._same.get(names.normal(name), ()))
        chosen.update(self._directed.get(directions(name), ()))
        for mine in names.skeletons(name):
            for scorer in (fuzz.ratio, fuzz.token_set_ratio):
                for *_, number in process.extract(mine, self._bones, scorer=scorer, limit=_LOOKED_AT):
                    chosen.add(self._owner[number])
        return [self._named[number] for number in sorted(chosen)]


def rank(name: str, candidates: Iterable[Candidate], first: int) -> list[Match]:
    """As `Index` does, of a gazetteer that is asked once."""
    return Index(candidates).rank(name, first)


def _of_few(found: _Likeness, scores: Sequence[float]) -> Iterator[MatchReason]:
    """Why one is not to be taken without a look."""
    yield from _rivals(found, scores, APART)
    if found.score < SURE:
        yield MatchReason(MatchReasonKind.NOT_ALIKE_ENOUGH)


def _of_many(found: _Likeness, scores: Sequence[float]) -> Iterator[MatchReason]:
    yield from _rivals(found, scores, APART_OF_MANY)
    if found.score < SURE_OF_MANY:
        yield MatchReason(MatchReasonKind.NOT_ALIKE_ENOUGH_AMONG_MANY, MANY)
    elif not found.is_telling:
        yield MatchReason(MatchReasonKind.TOO_SHORT_AMONG_MANY, MANY)


def _rivals(found: _Likeness, scores: Sequence[float], apart: float) -> Iterator[MatchReason]:
    least = found.score - (APART_FROM_EXACT if found.score == 1 else apart)
    if found.score < NEAR:
        least = min(least, PART - LETTERS)
    if rivals := sum(score > least for score in scores) - 1:
        yield MatchReason(MatchReasonKind.RIVALS, rivals)


def surely_first(narrowed: Sequence[Match]) -> bool:
    """Whether the first of these is meant, where those that were ranked beside them cannot be.

    As strict about the score, and about the distance to the next, as among many places.
    """
    first, *others = narrowed
    if not first.ambiguous:
        return True
    is_apart = all(first.score - other.score >= APART_OF_MANY for other in others)
    return is_apart and first.score >= SURE_OF_MANY and _TOLD_APART not in first.reasons
