"""From changes to holdings: the stretches for which one state is told, with everything that tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.control.claims import Claim, Held
from domain.control.order import Step, in_sequence
from domain.control.turns import changes
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.terms import Manner


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with what it vouches for, after its change was narrowed."""

    claim: Claim
    word: Interval


@dataclass(frozen=True, slots=True)
class Holding:
    """Changes to one state that follow each other with no other state between.

    `when` is the time in which the first of them was; `told`: something says that it came after the holding before.
    """

    held: Held
    when: Interval
    cut: bool
    told: bool
    said: tuple[Said, ...]

    @property
    def since(self) -> str:
        """EDTF, local civil time."""
        return edtf.write(self.when, cut=self.cut)

    @property
    def manner(self) -> Manner | None:
        return _manner(said.claim for said in self.said if said.claim.changed)


def holdings(claims: Iterable[Claim]) -> list[Holding]:
    """The holdings that the claims tell of, in order; `when.end` never falls."""
    runs: list[list[Step]] = []
    for step in in_sequence(changes(claims)):
        if runs and runs[-1][-1].change.held == step.change.held:
            runs[-1].append(step)
        else:
            runs.append([step])
    return [_holding(run) for run in runs]


def _holding(run: Sequence[Step]) -> Holding:
    first = run[0]
    said = sorted(
        (Said(claim, step.change.word(claim)) for step in run for claim in step.change.claims),
        key=lambda s: s.claim.order,
    )
    return Holding(first.change.held, first.change.when, first.change.cut, first.told, tuple(said))


def _manner(changed: Iterable[Claim]) -> Manner | None:
    """The manner that the claims of a change agree on; DISPUTED where they do not; None where nobody saw it change."""
    told = {claim.manner or Manner.UNKNOWN for claim in changed}
    known = told - {Manner.UNKNOWN}
    if not known:
        return Manner.UNKNOWN if told else None
    return known.pop() if len(known) == 1 else Manner.DISPUTED
