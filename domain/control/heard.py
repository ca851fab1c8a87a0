"""What has been said by a moment: the last word of every voice, and all that backs one side. A sweep over the days of a
place moves both forward.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.control.claims import Claim
from domain.control.policies import Trust
from domain.control.speech import Speech, Word
from domain.values.interval import OPEN_START


class LastWords:
    """The last words of all voices by a moment, the latest at the end."""

    def __init__(self, speech: Speech):
        self._words = speech.words
        self._ends = [word.claim.observed.end for word in speech.words]
        self._said = 0
        self._last: dict[str, Word] = {}
        self._going_on: dict[str, Word] = {}
        """Those of voices that see the same before and after the moment."""

    def advance(self, now: datetime) -> Sequence[Word]:
        """What is said until the moment, since the one before."""
        before, self._said = self._said, bisect_right(self._ends, now, self._said)
        said = self._words[before : self._said]
        for word in said:
            self._hear(word)
        return said

    def _hear(self, word: Word) -> None:
        voice = word.claim.voice
        if voice in self._last and self._last[voice].number > word.number:
            return
        self._last.pop(voice, None)
        self._last[voice] = word
        self._going_on.pop(voice, None)
        if word.goes_on:
            self._going_on[voice] = word

    def last(self, voice: str) -> Claim:
        return self._last[voice].claim

    def reaching_beyond(self, moment: datetime) -> Sequence[Word]:
        """Those that a word which begins at the moment does not answer."""
        words = [*self._going_on.values()]
        for word in reversed(self._last.values()):
            if word.claim.observed.end <= moment:
                break
            if not word.goes_on:
                words.append(word)
        return words


@dataclass(eq=False, slots=True)
class Backing:
    """What has been said by a moment for one holder, or for one state."""

    latest_start: datetime = OPEN_START
    """The latest beginning of anything said for it: what ended by then is answered."""
    ends: dict[str, datetime] = field(default_factory=dict)
    """By voice: the end of its last word for it."""
    trust: dict[str, Trust] = field(default_factory=dict)
    """By voice: how far its last word for it is believed."""

    def add(self, claim: Claim, trust: Trust) -> None:
        self.latest_start = max(self.latest_start, claim.observed.start)
        self.ends[claim.voice] = claim.observed.end
        self.trust[claim.voice] = trust

    def is_upheld_by(self, voice: str, last: Claim) -> bool:
        """Whether a voice backs it, no earlier than it says anything else; `last` is its last word."""
        return self.ends.get(voice, OPEN_START) > last.observed.start
