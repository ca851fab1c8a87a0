"""What each voice says: its words in order, in statements of one state.

A voice never disputes itself: its later word takes the place of its earlier one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise, zip_longest

from domain.control.claims import Claim, Held
from domain.values.interval import OPEN_START


@dataclass(eq=False, slots=True)
class Statement:
    """Consecutive words of one voice for one state. `before`: its last word for another state, None at the first."""

    before: Claim | None
    claims: list[Claim] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Word:
    """A claim as a word of its voice. `goes_on`: the voice sees the same before and after, so until its next word it
    speaks for every day between. `number`: its place among the words of its voice.
    """

    claim: Claim
    statement: Statement
    goes_on: bool
    number: int


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
    own = _in_order(own)
    before, statement = None, Statement(None)
    for number, (claim, after) in enumerate(zip_longest(own, own[1:])):
        if before and before.held != claim.held:
            statement = Statement(before)
        statement.claims.append(claim)
        goes_on = after is not None and after.held == claim.held and not claim.changed and after.is_single_sight
        yield Word(claim, statement, goes_on, number)
        before = claim


def _in_order(own: list[Claim]) -> list[Claim]:
    """By time. But of "by the 5th it was theirs", and later "on the 4th the others took it", the second came later: of
    nested dates what was told later did, even if its date ends first.
    """
    if len(own) == 1:
        return own
    by_time = sorted(own, key=lambda claim: claim.utterance)
    if all(a.told < b.told for a, b in pairwise(by_time)):
        return by_time
    reaches: dict[Held, _Reach] = defaultdict(_Reach)
    until: dict[int, datetime] = {}
    for claim in sorted(own, key=lambda claim: claim.told):
        others = (reach.of_dates_around(claim) for held, reach in reaches.items() if held != claim.held)
        until[claim.position] = max([claim.observed.end, *(others if claim.changed else ())])
        reaches[claim.held].add(claim)
    return sorted(own, key=lambda c: (until[c.position], until[c.position] > c.observed.end, c.utterance))


class _Reach:
    """Dates, of which only those are kept that end later than all that begin earlier."""

    def __init__(self) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []

    def add(self, claim: Claim) -> None:
        start, end = claim.observed
        index = bisect_right(self._starts, start)
        if index and self._ends[index - 1] >= end:
            return
        last = bisect_right(self._ends, end, lo=index)
        self._starts[index:last], self._ends[index:last] = [start], [end]

    def of_dates_around(self, claim: Claim) -> datetime:
        """The latest end of a date that begins no later; it may end earlier too, and is not around it then."""
        index = bisect_right(self._starts, claim.observed.start)
        return self._ends[index - 1] if index else OPEN_START
