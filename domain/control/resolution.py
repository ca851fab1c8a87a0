"""From the standing claims about one place to its state on a day, and to its periods.

    claims -> heard (policy) -> turns -> order -> tenures -> situation of a day -> rules -> state -> periods

Everything follows from the claims alone; the order of recording decides only where nothing else does.
docs/resolution.md explains the rules with worked cases.
"""

from collections.abc import Iterator, Sequence
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
    changes = list(_changes(place))
    return _joined(changes, [answer(situation, policy, place) for _, situation in changes])


def periods_by_policy(claims: Sequence[Claim]) -> dict[Policy, tuple[Period, ...]]:
    """The history of one place under every policy. Policies that hear the same claims alike share one sweep, and where
    voices are not divided one answer.
    """
    claims = without_repeats(claims)
    swept: dict[object, Swept] = {}
    by_policy: dict[Policy, tuple[Period, ...]] = {}
    for policy in Policy:
        hearing = hear(claims, policy)
        alike = tuple(claim.position for claim in hearing.counted), hearing.asks_interest
        if alike not in swept:
            swept[alike] = Swept(ResolvedPlace(hearing))
        by_policy[policy] = swept[alike].under(policy)
    return by_policy


class Swept:
    """The changes of a place as one or more policies hear it, with the answers; from a day on, where one is given."""

    def __init__(self, place: ResolvedPlace, since: date | None = None):
        self._place = place
        self._changes = list(_changes(place, since))
        self._states = [answer(situation, Policy.AGAINST_INTEREST, place) for _, situation in self._changes]
        self._periods = _joined(self._changes, self._states)

    @property
    def situations(self) -> list[Situation]:
        return [situation for _, situation in self._changes]

    def under(self, policy: Policy) -> tuple[Period, ...]:
        """Policies that hear alike differ in what they make of divided voices, and in nothing else."""
        if policy is not Policy.CAUTIOUS or not any(situation.is_divided for _, situation in self._changes):
            return self._periods
        states = [
            answer(situation, Policy.CAUTIOUS, self._place) if situation.is_divided else state
            for (_, situation), state in zip(self._changes, self._states, strict=True)
        ]
        return _joined(self._changes, states)


def _changes(place: ResolvedPlace, since: date | None = None) -> Iterator[tuple[date, Situation]]:
    """The days on which the situation differs from that of the day before; the first of all days since one, and those
    after it.
    """
    days = place.days_of_change()
    if since is not None:
        days = [since, *(day for day in days if day > since)]
    before = None
    for day, situation in zip(days, situations(place, days), strict=True):
        if situation != before:
            before = situation
            yield day, situation


def _joined(changes: Sequence[tuple[date, Situation]], states: Sequence[State]) -> tuple[Period, ...]:
    """Days in a row with one state, by the state from each day of change on."""
    starts = [i for i, state in enumerate(states) if i == 0 or state != states[i - 1]]
    ends = [*(changes[i][0] for i in starts[1:]), None]
    return tuple(
        Period(changes[i][0], end, states[i]) for i, end in zip(starts, ends, strict=False) if states[i] != UNKNOWN
    )
