"""The standing claims about one place as seen from one civil day, and excerpts of those near it in time.

A claim about a time years ago seldom says anything of this day. An excerpt has every claim between two moments around the
day across which no claim reaches. Of what lies beyond, it has the last word before and the first word after of each voice,
and the last claim for each holder. Whether it decides the day is asked of the result: see excerpts.py.
"""

import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from domain.control.claims import Claim
from domain.history.spans import spans
from domain.history.stretches import Key, Stretch, Stretches
from domain.values.interval import OPEN_END, OPEN_START, end_of
from domain.values.terms import Interest

_Group = tuple[str, str | None, bool]
"""The words of one voice, or the claims for one holder; those for the speaker's own gain apart."""


class Excerpt(NamedTuple):
    """Some of the claims about a place, in the order of the log.

    Those about a time within (`since`, `until`] are all there; if it `is_short`, without the middles of stretches of sights.
    OPEN_START and OPEN_END: nothing lies beyond. `own_gain_before`, `own_gain_after`: whether a party to its own gain has
    spoken of a time beyond.
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
        """Of claims about a time that begins by the end of the day, in order of its end; and of others, of its start."""
        self._groups: dict[_Group, list[Key]] = {}
        """Every claim in its groups, by the end of its time."""

    @property
    def claims(self) -> list[Claim]:
        """All of them, in the order of the log."""
        return [self._claims[position] for position in sorted(self._claims)]

    def add(self, claim: Claim) -> None:
        self._claims[claim.position] = claim
        side, key = self._place(claim)
        side.add(key, claim, self._spans[claim.position])
        for group in _groups(claim):
            insort(self._groups.setdefault(group, []), (claim.observed.end, claim.position))

    def remove(self, claim: Claim) -> None:
        del self._claims[claim.position]
        side, key = self._place(claim)
        side.remove(key)
        for group in _groups(claim):
            own = self._groups[group]
            del own[bisect_left(own, (claim.observed.end, claim.position))]
            if not own:
                del self._groups[group]

    def _place(self, claim: Claim) -> tuple[Stretches, Key]:
        start, end = self._spans[claim.position]
        return (self._before, (end, claim.position)) if start < self._now else (self._after, (start, claim.position))

    def excerpt(self, changes: int, short: bool = True) -> Excerpt:
        """With about so many changes of what is reported, before the day and after it. Where there are copies, it is never
        short: one of them may repeat what would be left out.
        """
        walk = _Walk(changes, short and not self._has_copies)
        since, latest = walk.back(reversed(self._before), self._now)
        until = walk.onward(self._after, latest)
        chosen = {claim.position for claim in walk.claims}
        for own in self._groups.values():
            chosen.update(self._beyond(own, since, until))
        own_gain = [own for (_, _, is_own_gain), own in self._groups.items() if is_own_gain]
        return Excerpt(
            tuple(self._claims[position] for position in sorted(chosen)),
            walk.is_short,
            since,
            until,
            any(own[0][0] <= since for own in own_gain),
            any(own[-1][0] > until for own in own_gain),
        )

    def _beyond(self, own: Sequence[Key], since: datetime, until: datetime) -> Iterator[int]:
        """What stands for the claims of a group beyond the two moments: the last before, with those that overlap it,
        and the first after.
        """
        began = OPEN_END
        for index in range(bisect_right(own, (since, sys.maxsize)) - 1, -1, -1):
            end, position = own[index]
            if end <= began < OPEN_END:
                break
            if self._spans[position].end <= since:
                yield position
                began = self._claims[position].observed.start if began == OPEN_END else began
        for index in range(bisect_right(own, (until, sys.maxsize)), len(own)):
            _, position = own[index]
            if self._spans[position].start >= until:
                yield position
                break


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


def _groups(claim: Claim) -> tuple[_Group, _Group]:
    is_own_gain = claim.interest is Interest.OWN_GAIN
    return ("voice", claim.voice, is_own_gain), ("holder", claim.holder, is_own_gain)
