"""From turns to tenures: the times for which one state is reported, with every claim that attests to it."""

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
    """A claim with the time for which it vouches, after its turn was narrowed by other claims."""

    claim: Claim
    observed: Interval


@dataclass(frozen=True, slots=True, eq=False)
class Tenure:
    """Turns to one state that follow each other with no other state between.

    Its claims may vouch for later days than it lasted; they then challenge the next tenure.

    `when` is the time in which the first of them fell; `cut`: it begins where the turn before it ended. `order_known`:
    something says that it came after the tenure before.
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
    def claims(self) -> list[Claim]:
        return [attestation.claim for attestation in self.attestations]

    @property
    def manner(self) -> Manner | None:
        """The manner that its dated changes agree on; DISPUTED where they do not; None where nobody saw it change."""
        reported = {claim.manner or Manner.UNKNOWN for claim in self.claims if claim.changed}
        known = reported - {Manner.UNKNOWN}
        if not known:
            return Manner.UNKNOWN if reported else None
        return known.pop() if len(known) == 1 else Manner.DISPUTED


def tenures(claims: Iterable[Claim]) -> list[Tenure]:
    """The tenures that the claims attest to, in order; `when.end` never falls."""
    runs: list[list[OrderedTurn]] = []
    for step in in_order(turns(claims)):
        if runs and runs[-1][-1].turn.held == step.turn.held:
            runs[-1].append(step)
        else:
            runs.append([step])
    return [_tenure(run) for run in runs]


def _tenure(run: Sequence[OrderedTurn]) -> Tenure:
    first = run[0]
    attestations = sorted(
        (Attestation(claim, step.turn.observed(claim)) for step in run for claim in step.turn.claims),
        key=lambda attestation: attestation.claim.order,
    )
    return Tenure(first.turn.held, first.turn.when, first.turn.cut, first.order_known, tuple(attestations))
