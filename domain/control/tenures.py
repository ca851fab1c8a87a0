"""From changes to holdings: the stretches for which one state is told, with everything that tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.control.claims import Claim, Held
from domain.control.order import OrderedTurn, in_order
from domain.control.turns import turns
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.terms import Manner


@dataclass(frozen=True, slots=True)
class Attestation:
    """A claim with what it vouches for, after its change was narrowed."""

    claim: Claim
    observed: Interval


@dataclass(frozen=True, slots=True)
class Tenure:
    """Changes to one state that follow each other with no other state between.

    `when` is the time in which the first of them was; `order_known`: something says that it came
    after the tenure before.
    """

    held: Held
    when: Interval
    cut: bool
    order_known: bool
    attestations: tuple[Attestation, ...]

    @property
    def since(self) -> str:
        """EDTF, local civil time."""
        return edtf.write(self.when, cut=self.cut)

    @property
    def manner(self) -> Manner | None:
        return _manner(said.claim for said in self.attestations if said.claim.changed)


def tenures(claims: Iterable[Claim]) -> list[Tenure]:
    """The holdings that the claims tell of, in order; `when.end` never falls."""
    runs: list[list[OrderedTurn]] = []
    for step in in_order(turns(claims)):
        if runs and runs[-1][-1].turn.held == step.turn.held:
            runs[-1].append(step)
        else:
            runs.append([step])
    return [_holding(run) for run in runs]


def _holding(run: Sequence[OrderedTurn]) -> Tenure:
    first = run[0]
    said = sorted(
        (Attestation(claim, step.turn.observed(claim)) for step in run for claim in step.turn.claims),
        key=lambda s: s.claim.order,
    )
    return Tenure(first.turn.held, first.turn.when, first.turn.cut, first.order_known, tuple(said))


def _manner(changed: Iterable[Claim]) -> Manner | None:
    """The manner that the claims of a change agree on; DISPUTED where they do not; None where nobody saw it change."""
    told = {claim.manner or Manner.UNKNOWN for claim in changed}
    known = told - {Manner.UNKNOWN}
    if not known:
        return Manner.UNKNOWN if told else None
    return known.pop() if len(known) == 1 else Manner.DISPUTED
