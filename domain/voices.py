"""What each source says at a moment: its last word, and for how long it spoke."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.claims import Claim, Held
from domain.holdings import Said


@dataclass(frozen=True, slots=True)
class Speech:
    """Consecutive agreeing claims of one source. Its assertions speak for the whole time between them."""

    held: Held
    said: tuple[Said, ...]

    def last(self, moment: datetime) -> Said:
        """The last thing said by the moment; the speech must have begun by then."""
        return self.said[self._heard(moment) - 1]

    def heard_until(self, moment: datetime) -> datetime:
        """How far the speech reaches at the moment: to its last word, or to now if it goes on agreeing later."""
        index = self._heard(moment)
        last = self.said[index - 1]
        goes_on = index < len(self.said) and not last.claim.changed and not self.said[index].claim.changed
        return moment if goes_on else last.word.hi

    def _heard(self, moment: datetime) -> int:
        return bisect_right(self.said, moment, key=lambda said: said.word.hi)

    @property
    def claims(self) -> list[Claim]:
        return [s.claim for s in self.said]


@dataclass(frozen=True, slots=True)
class Voice:
    speeches: tuple[Speech, ...]

    def last(self, moment: datetime) -> Speech | None:
        """The speech in which the source last spoke by the moment; None before its first word."""
        index = bisect_right(self.speeches, moment, key=lambda speech: speech.said[0].word.hi)
        return self.speeches[index - 1] if index else None


def voices(said: Iterable[Said]) -> dict[str, Voice]:
    """Every source with its speeches, by the moments of its words; those of one moment stay in the order given."""
    by_voice: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_voice[one.claim.voice].append(one)
    return {name: Voice(_speeches(own)) for name, own in by_voice.items()}


def _speeches(own: list[Said]) -> tuple[Speech, ...]:
    runs: list[list[Said]] = []
    for one in sorted(own, key=lambda s: s.word.hi):
        if runs and runs[-1][-1].claim.held == one.claim.held:
            runs[-1].append(one)
        else:
            runs.append([one])
    return tuple(Speech(run[0].claim.held, tuple(run)) for run in runs)
