"""Of claims about times far away from a day those that may still matter on it, for what they share with nearer ones."""

import sys
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from domain.control.claims import Claim
from domain.control.policies import grade
from domain.history.stretches import Key
from domain.values.interval import Interval
from domain.values.terms import Interest

_Words = dict[object, list[Key]]
"""In groups, each by the end of its time."""


class DistantWords:
    """Claims in groups of which the last before the times near a day, and the first after them, stand for all.

    Those are the words of one voice that has spoken more than once; what voices that spoke once say alike; the claims
    for one holder; and all that is said for the speaker's own gain, which is kept apart in the other groups as well.
    `spans` are the times that the claims are about, by position.
    """

    def __init__(self, spans: Mapping[int, Interval]):
        self._spans = spans
        self._claims: dict[int, Claim] = {}
        self._voices: dict[str, set[int]] = defaultdict(set)
        self._of_voices: _Words = {}
        self._of_holders: dict[str | None, _Words] = defaultdict(dict)
        self._own_gain: list[Key] = []

    def add(self, claim: Claim) -> None:
        self._claims[claim.position] = claim
        voice = self._voices[claim.voice]
        if len(voice) == 1:
            (other,) = voice
            self._move(self._claims[other], is_alone=False)
        voice.add(claim.position)
        _add(*self._group(claim, len(voice) == 1), claim)
        _add(self._of_holders[claim.holder], _is_own_gain(claim), claim)
        if _is_own_gain(claim):
            insort(self._own_gain, _key(claim))

    def remove(self, claim: Claim) -> None:
        voice = self._voices[claim.voice]
        _remove(*self._group(claim, len(voice) == 1), claim)
        _remove(self._of_holders[claim.holder], _is_own_gain(claim), claim)
        if _is_own_gain(claim):
            self._own_gain.remove(_key(claim))
        voice.remove(claim.position)
        if len(voice) == 1:
            (other,) = voice
            self._move(self._claims[other], is_alone=True)
        del self._claims[claim.position]

    def _move(self, claim: Claim, is_alone: bool) -> None:
        _remove(*self._group(claim, not is_alone), claim)
        _add(*self._group(claim, is_alone), claim)

    def _group(self, claim: Claim, is_alone: bool) -> tuple[_Words, object]:
        if is_alone:
            return self._of_holders[claim.holder], (claim.held, claim.interest, grade(claim))
        return self._of_voices, (claim.voice, _is_own_gain(claim))

    def has_own_gain(self, near: Interval) -> tuple[bool, bool]:
        """Whether anything was said for the speaker's own gain about times before these, and about later ones."""
        own = self._own_gain
        return bool(own) and own[0][0] <= near.start, bool(own) and own[-1][0] > near.end

    def beyond(self, near: Interval, claims: Collection[Claim]) -> set[int]:
        """The positions of those that stand for what lies before or after the times near the day, about which the given
        claims are.
        """
        named = {holder for claim in claims for holder in (claim.holder, claim.loser)}
        holders = self._of_holders.keys() if any(claim.regained for claim in claims) else named
        chosen: set[int] = set()
        for group in self._of_voices.values():
            chosen.update(self._last(group, near.start, with_overlapping=True))
            chosen.update(self._first(group, near.end))
        for holder in holders & self._of_holders.keys():
            for group in self._of_holders[holder].values():
                chosen.update(self._last(group, near.start))
        chosen.update(self._last(self._own_gain, near.start))
        return chosen

    def _last(self, group: Sequence[Key], moment: datetime, with_overlapping: bool = False) -> Iterator[int]:
        began: datetime | None = None
        for index in range(bisect_right(group, (moment, sys.maxsize)) - 1, -1, -1):
            end, position = group[index]
            if began is not None and (end <= began or not with_overlapping):
                return
            if self._spans[position].end <= moment:
                yield position
                began = began or self._claims[position].observed.start

    def _first(self, group: Sequence[Key], moment: datetime) -> Iterator[int]:
        later = (group[index][1] for index in range(bisect_right(group, (moment, sys.maxsize)), len(group)))
        yield from islice((position for position in later if self._spans[position].start >= moment), 1)


def _add(words: _Words, group: object, claim: Claim) -> None:
    insort(words.setdefault(group, []), _key(claim))


def _remove(words: _Words, group: object, claim: Claim) -> None:
    own = words[group]
    del own[bisect_left(own, _key(claim))]
    if not own:
        del words[group]


def _key(claim: Claim) -> Key:
    return claim.observed.end, claim.position


def _is_own_gain(claim: Claim) -> bool:
    return claim.interest is Interest.OWN_GAIN
