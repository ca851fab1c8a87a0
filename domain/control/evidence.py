"""What backs a tenure: when its claims spoke, how far they are believed, and who backs it for its own gain."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import datetime
from functools import cached_property
from itertools import accumulate

from domain.control.claims import Claim
from domain.control.policies import Trust, trust
from domain.control.tenures import Attestation, Tenure
from domain.values.interval import Interval


class Evidence:
    """A tenure with all its claims, whenever they were made, indexed by the end of what each observed.

    Of the `excluded` claims those for the same state, made between its beginning and `until`, when the next tenure
    began, stand among its claims too; they are no reason to believe it.
    """

    def __init__(self, tenure: Tenure, until: datetime, excluded: Iterable[Attestation]):
        self.tenure = tenure
        lasted = Interval(tenure.when.start, until)
        partisan = [e.claim for e in excluded if e.claim.held == tenure.held and e.observed.overlaps(lasted)]
        self.claims = tenure.claims + partisan
        observed = sorted((a.observed.end, a.observed.start) for a in tenure.attestations)
        self._ends = [end for end, _ in observed]
        self._latest_start = list(accumulate((start for _, start in observed), max))
        """Running maximum of start times, in the order of the ends."""
        self._by_trust = sorted((trust(a.claim), a.observed.end, a.claim.voice) for a in tenure.attestations)
        self._ends_by_voice: dict[str, list[datetime]] = defaultdict(list)
        for end, voice in sorted((a.observed.end, a.claim.voice) for a in tenure.attestations):
            self._ends_by_voice[voice].append(end)

    @cached_property
    def basis(self) -> tuple[int, ...]:
        """Positions of its claims, latest first."""
        return latest_first(self.claims)

    def confirmed_after(self, reach: datetime, moment: datetime) -> bool:
        """Whether any of its claims, made by the moment, begins where `reach` ends, or later."""
        index = bisect_right(self._ends, moment)
        return index > 0 and self._latest_start[index - 1] >= reach

    def is_backed_by_voice_of(self, opposing: Attestation, moment: datetime) -> bool:
        """Whether the voice that speaks against the tenure backs it too, and not clearly earlier."""
        own = self._ends_by_voice.get(opposing.claim.voice, ())
        index = bisect_right(own, moment)
        return index > 0 and own[index - 1] > opposing.observed.start

    def best_support(self, moment: datetime, challenging: Container[str]) -> Trust | None:
        """Trust in the best voice that backs it by the moment and does not challenge it; None without such a voice."""
        return next((t for t, end, voice in self._by_trust if end <= moment and voice not in challenging), None)


def latest_first(claims: Iterable[Claim]) -> tuple[int, ...]:
    """Positions of the claims and of those that they stand for, latest first."""
    every = (each for claim in claims for each in (claim, *claim.repeats))
    return tuple(dict.fromkeys(c.position for c in sorted(every, key=lambda c: c.order, reverse=True)))
