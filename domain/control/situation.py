"""Everything that the answer for one day depends on. The same situation always gives the same answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from domain.control.claims import Claim
from domain.control.evidence import Evidence
from domain.control.policies import Trust, trust
from domain.control.tenures import Tenure
from domain.control.testimony import Statement
from domain.values.terms import Interest


class Challenger(NamedTuple):
    """The last statement of a voice that is for another holder, and the tenure to which its newest claim belongs."""

    statement: Statement
    tenure: Tenure

    @property
    def newest(self) -> Claim:
        return max(self.statement.claims, key=lambda claim: claim.order)


@dataclass(frozen=True)
class Situation:
    """The facts about one place at the end of one day.

    - `current`: the tenure that has wholly begun last, with its evidence; None before the first.
    - `pending`: tenures of another state that may have begun: their time has started and has not ended.
    - `challengers`: voices whose last word is for another holder and is not known to be older than the current tenure.
    - `excluded`: last words for another holder that do not count: of a party to its own gain, or of a worse grade.
    - `best_support`: where there are challengers, the trust in the best voice that still backs the current tenure.
    """

    current: Evidence | None
    pending: tuple[Tenure, ...]
    challengers: tuple[Challenger, ...]
    excluded: tuple[Statement, ...]
    best_support: Trust | None

    @cached_property
    def sides(self) -> dict[str | None, Trust]:
        """The holders between whom the voices are divided, each with the trust in the best voice for it.

        Empty where nobody challenges the current tenure. That tenure is no side where none of its voices backs it any
        more: it is given up.
        """
        sides: dict[str | None, Trust] = {}
        for challenger in self.challengers:
            holder, best = challenger.statement.held[0], min(map(trust, challenger.statement.claims))
            sides[holder] = min(best, sides.get(holder, best))
        if self.current is not None and self.best_support is not None:
            sides[self.current.tenure.held[0]] = self.best_support
        return sides

    @property
    def is_disputed(self) -> bool:
        return len(self.sides) > 1

    @property
    def has_own_gain_claim(self) -> bool:
        """Whether a party says, to its own gain, that the place is its own, and nothing later answers it."""
        return any(claim.interest is Interest.OWN_GAIN for words in self.excluded for claim in words.claims)

    @property
    def opposition(self) -> list[list[Claim]]:
        """The claims for other states: of each challenger, each excluded statement, each pending tenure."""
        challenging = [challenger.statement.claims for challenger in self.challengers]
        return challenging + [words.claims for words in self.excluded] + [tenure.claims for tenure in self.pending]
