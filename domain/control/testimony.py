"""What each source says at a moment: its last word, and for how long it spoke."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.control.claims import Claim, Held
from domain.control.tenures import Attestation


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Consecutive agreeing claims of one source. Its assertions speak for the whole time between them."""

    held: Held
    said: tuple[Attestation, ...]
    _ends: list[datetime] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", [said.observed.end for said in self.said])

    @property
    def voice(self) -> str:
        return self.said[0].claim.voice

    @property
    def begun(self) -> datetime:
        return self._ends[0]

    def last(self, moment: datetime) -> Attestation:
        """The last thing said by the moment; the speech must have begun by then."""
        return self.said[bisect_right(self._ends, moment) - 1]

    def attested_until(self, moment: datetime) -> datetime:
        """How far the speech reaches at the moment: to its last word, or to now if it goes on agreeing later."""
        index = bisect_right(self._ends, moment)
        last = self.said[index - 1]
        goes_on = index < len(self.said) and not last.claim.changed and not self.said[index].claim.changed
        return moment if goes_on else last.observed.end

    @property
    def claims(self) -> list[Claim]:
        return [s.claim for s in self.said]


class Testimony:
    """A source with its speeches, in order of time."""

    def __init__(self, speeches: Iterable[Statement]):
        self.speeches = tuple(speeches)
        self._begun = [speech.begun for speech in self.speeches]

    def last(self, moment: datetime) -> Statement | None:
        """The speech in which the source last spoke by the moment; None before its first word."""
        index = bisect_right(self._begun, moment)
        return self.speeches[index - 1] if index else None


def testimonies(said: Iterable[Attestation]) -> dict[str, Testimony]:
    """Every source with its speeches, by the moments of its words; those of one moment stay in the order given."""
    by_voice: dict[str, list[Attestation]] = defaultdict(list)
    for one in said:
        by_voice[one.claim.voice].append(one)
    return {name: Testimony(_speeches(own)) for name, own in by_voice.items()}


def _speeches(own: list[Attestation]) -> Iterable[Statement]:
    runs: list[list[Attestation]] = []
    for one in sorted(own, key=lambda s: s.observed.end):
        if runs and runs[-1][-1].claim.held == one.claim.held:
            runs[-1].append(one)
        else:
            runs.append([one])
    return (Statement(run[0].claim.held, tuple(run)) for run in runs)
