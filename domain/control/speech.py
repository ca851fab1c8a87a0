"""What each voice says: its words in order, in statements of one state.

A voice never disputes itself: its later word takes the place of its earlier one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from domain.control.claims import Claim


@dataclass(eq=False, slots=True)
class Statement:
    """Consecutive words of one voice for one state. `before`: its last word for another state, None at the first."""

    before: Claim | None
    claims: list[Claim] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Word:
    """A claim as a word of its voice. `goes_on`: the voice sees the same before and after, so until its next word it
    speaks for every day between.
    """

    claim: Claim
    statement: Statement
    goes_on: bool


class Speech:
    """All words of all voices."""

    def __init__(self, claims: Iterable[Claim]):
        by_voice: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_voice[claim.voice].append(claim)
        words = [word for own in by_voice.values() for word in _words(own)]
        self.words = sorted(words, key=lambda word: word.claim.utterance)
        """In order of time."""
        self._statements = {word.claim.position: word.statement for word in words}

    def statement(self, claim: Claim) -> Statement:
        return self._statements[claim.position]


def _words(own: list[Claim]) -> Iterator[Word]:
    own.sort(key=lambda claim: claim.utterance)
    goes_on = [a.held == b.held and not a.changed and b.is_single_sight for a, b in pairwise(own)]
    before, following = None, iter([*goes_on, False])
    for _, run in groupby(own, key=lambda claim: claim.held):
        statement = Statement(before, list(run))
        yield from (Word(claim, statement, next(following)) for claim in statement.claims)
        before = statement.claims[-1]
