"""From the standing claims about one place to its state on a day, and to its periods.

    claims -> heard (policy) -> turns -> order -> tenures -> situation of a day -> rules -> state -> periods

Everything follows from the claims alone; the order of recording decides only where nothing else does.
docs/resolution.md explains the rules with worked cases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.control.answers import answer
from domain.control.claims import Claim
from domain.control.policies import hear
from domain.control.repeats import without_repeats
from domain.control.resolved_place import ResolvedPlace, resolved
from domain.control.situation import Situation
from domain.control.state import UNKNOWN, Period, State
from domain.control.sweep import situations
from domain.values.terms import Policy


def state_on(claims: Sequence[Claim], day: date, policy: Policy) -> State:
    """The state of one place at the end of a civil day, by its standing claims; UNKNOWN where there is none."""
    place = resolved(claims, policy)
    return answer(next(situations(place, [day])), policy, place)


def periods(claims: Sequence[Claim], policy: Policy) -> tuple[Period, ...]:
    """The whole history of one place as runs of days with one state, oldest first; UNKNOWN ones are left out."""
    place = resolved(claims, policy)
    return _Sweep(place, list(_changes(place))).periods(policy)


def periods_by_policy(claims: Sequence[Claim]) -> dict[Policy, tuple[Period, ...]]:
    """The history of one place under every policy. Policies that hear the same claims alike share one sweep."""
    claims = without_repeats(claims)
    swept: dict[object, _Sweep] = {}
    answered: dict[object, tuple[Period, ...]] = {}
    by_policy: dict[Policy, tuple[Period, ...]] = {}
    for policy in Policy:
        hearing = hear(claims, policy)
        alike = tuple(claim.position for claim in hearing.counted), hearing.asks_interest
        if alike not in swept:
            place = ResolvedPlace(hearing)
            swept[alike] = _Sweep(place, list(_changes(place)))
        rules = alike, policy is Policy.CAUTIOUS
        answered[rules] = by_policy[policy] = answered.get(rules) or swept[alike].periods(policy)
    return by_policy


@dataclass(slots=True)
class _Sweep:
    """The days on which the situation of a place changes. What every policy answers alike is answered once."""

    place: ResolvedPlace
    changes: Sequence[tuple[date, Situation]]
    _agreed: dict[int, State] = field(default_factory=dict)

    def periods(self, policy: Policy) -> tuple[Period, ...]:
        states = [self._answer(number, situation, policy) for number, (_, situation) in enumerate(self.changes)]
        starts = [i for i, state in enumerate(states) if i == 0 or state != states[i - 1]]
        ends = [*(self.changes[i][0] for i in starts[1:]), None]
        return tuple(
            Period(self.changes[i][0], end, states[i])
            for i, end in zip(starts, ends, strict=False)
            if states[i] != UNKNOWN
        )

    def _answer(self, number: int, situation: Situation, policy: Policy) -> State:
        if number in self._agreed:
            return self._agreed[number]
        state = answer(situation, policy, self.place)
        if not situation.challengers and not situation.rival_levels:
            self._agreed[number] = state
        return state


def _changes(place: ResolvedPlace) -> Iterator[tuple[date, Situation]]:
    """The days on which the situation differs from that of the day before."""
    days = place.days_of_change()
    before = None
    for day, situation in zip(days, situations(place, days), strict=True):
        if (key := situation.key) != before:
            before = key
            yield day, situation
