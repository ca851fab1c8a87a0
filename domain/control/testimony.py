"""What each voice says at a moment: its last statement, and how far that reaches.

A voice speaks in claims. Consecutive claims of one voice for the same state are one statement; the statements of a
voice, in order of time, are its testimony.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.control.claims import Claim, Held
from domain.control.tenures import Attestation


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Consecutive claims of one voice for one state. Its observations speak for the whole time between them."""

    held: Held
    attestations: tuple[Attestation, ...]
    _ends: list[datetime] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", [attestation.observed.end for attestation in self.attestations])

    @property
    def voice(self) -> str:
        return self.attestations[0].claim.voice

    @property
    def claims(self) -> list[Claim]:
        return [attestation.claim for attestation in self.attestations]

    @property
    def begun(self) -> datetime:
        """The moment of its first word."""
        return self._ends[0]

    def last(self, moment: datetime) -> Attestation:
        """Its last word by the moment; the statement must have begun by then."""
        return self.attestations[bisect_right(self._ends, moment) - 1]

    def attested_until(self, moment: datetime) -> datetime:
        """How far it reaches at the moment: to its last word, or to the moment if the voice goes on seeing the same."""
        index = bisect_right(self._ends, moment)
        last = self.attestations[index - 1]
        goes_on = (
            index < len(self.attestations) and not last.claim.changed and not self.attestations[index].claim.changed
        )
        return moment if goes_on else last.observed.end


class Testimony:
    """The statements of one voice, in order of time."""

    def __init__(self, statements: Iterable[Statement]):
        self.statements = tuple(statements)
        self._begun = [statement.begun for statement in self.statements]

    def last(self, moment: datetime) -> Statement | None:
        """The statement that the voice had last begun by the moment; None before its first word."""
        index = bisect_right(self._begun, moment)
        return self.statements[index - 1] if index else None


def testimonies(attestations: Iterable[Attestation]) -> dict[str, Testimony]:
    """The testimony of every voice. Words of one moment stay in the order given."""
    by_voice: dict[str, list[Attestation]] = defaultdict(list)
    for attestation in attestations:
        by_voice[attestation.claim.voice].append(attestation)
    return {voice: Testimony(_statements(own)) for voice, own in by_voice.items()}


def _statements(own: list[Attestation]) -> Iterable[Statement]:
    runs: list[list[Attestation]] = []
    for attestation in sorted(own, key=lambda own: own.observed.end):
        if runs and runs[-1][-1].claim.held == attestation.claim.held:
            runs[-1].append(attestation)
        else:
            runs.append([attestation])
    return (Statement(run[0].claim.held, tuple(run)) for run in runs)
