"""The standing claims about one place as seen from one civil day, and excerpts of those near it in time.

A claim about a time years ago seldom says anything of this day. An excerpt has every claim between two moments around
the day across which no claim reaches, and of what lies beyond the few that may still matter (distant_words.py). Whether
it decides the day is asked of the result (excerpts.py).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from domain.control.claims import Claim
from domain.history.distant_words import DistantWords
from domain.history.spans import spans
from domain.history.stretches import Key, Stretch, Stretches
from domain.values.interval import OPEN_END, OPEN_START, Interval, end_of


class Excerpt(NamedTuple):
    """Some of the claims about a place, in the order of the log.

    Those about a time within (`since`, `until`] are all there; if it `is_short`, without the middles of stretches of
    sights. OPEN_START and OPEN_END: nothing lies beyond. `own_gain_before`, `own_gain_after`: whether a party to its
    own gain has spoken of a time beyond.
    """

    claims: tuple[Claim, ...]
    is_short: bool
    since: datetime
    until: datetime
    own_gain_before: bool
    own_gain_after: bool

    @property
    def is_whole(self) -> bool:
        return self.since == OPEN_START and self.until == OPEN_END


class Vicinity:
    """`claims` are all that may ever come to stand; none stands at first."""

    def __init__(self, day: date, claims: Sequence[Claim]):
        self._now = end_of(day)
        self._spans = spans(claims)
        self._has_copies = any(claim.copy_of is not None for claim in claims)
        self._claims: dict[int, Claim] = {}
        self._before, self._after = Stretches(), Stretches()
        """Claims about a time that begins by the end of the day, in order of its end; others, in order of its start."""
        self._distant = DistantWords(self._spans)

    @property
    def claims(self) -> list[Claim]:
        """All of them, in the order of the log."""
        return [self._claims[position] for position in sorted(self._claims)]

    def add(self, claim: Claim) -> None:
        self._claims[claim.position] = claim
        side, key = self._place(claim)
        side.add(key, claim, self._spans[claim.position])
        self._distant.add(claim)

    def remove(self, claim: Claim) -> None:
        del self._claims[claim.position]
        side, key = self._place(claim)
        side.remove(key)
        self._distant.remove(claim)

    def _place(self, claim: Claim) -> tuple[Stretches, Key]:
        start, end = self._spans[claim.position]
        return (self._before, (end, claim.position)) if start < self._now else (self._after, (start, claim.position))

    def excerpt(self, changes: int, short: bool = True) -> Excerpt:
        """With about so many changes of what is reported, before the day and after it. Where there are copies, it is
        never short: one of them may repeat what would be left out.
        """
        walk = _Walk(changes, short and not self._has_copies)
        since, latest = walk.back(reversed(self._before), self._now)
        near = Interval(since, walk.onward(self._after, latest))
        chosen = self._distant.beyond(near, walk.claims).union(claim.position for claim in walk.claims)
        claims = tuple(self._claims[position] for position in sorted(chosen))
        return Excerpt(claims, walk.is_short, *near, *self._distant.has_own_gain(near))


class _Walk:
    """From a day to a moment before it, and to one after it, across which no claim reaches."""

    def __init__(self, changes: int, short: bool):
        self.claims: list[Claim] = []
        self.is_short = False
        self._changes, self._short = changes, short

    def back(self, stretches: Iterable[Stretch], now: datetime) -> tuple[datetime, datetime]:
        """Over those that begin by `now`, the latest first. With the latest moment that any of them reaches."""
        number, reached, latest = 0, now, now
        for stretch in stretches:
            is_clear = stretch.span.end <= reached
            if is_clear and number >= self._changes:
                return reached, latest
            number += self._take(stretch, is_clear)
            reached, latest = min(reached, stretch.span.start), max(latest, stretch.span.end)
        return OPEN_START, latest

    def onward(self, stretches: Iterable[Stretch], latest: datetime) -> datetime:
        """Over those that begin later, the earliest first."""
        number, reached = 0, latest
        for stretch in stretches:
            is_clear = reached <= stretch.span.start
            if is_clear and number >= self._changes:
                return reached
            number += self._take(stretch, is_clear)
            reached = max(reached, stretch.span.end)
        return OPEN_END

    def _take(self, stretch: Stretch, is_clear: bool) -> int:
        """How many changes it counts for."""
        taken = stretch.ends if is_clear and self._short else stretch.claims
        self.is_short |= len(taken) < len(stretch)
        self.claims += taken
        return 1 if is_clear else len(stretch)
