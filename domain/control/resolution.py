"""From the standing claims about one place to its state on a day, and to its periods.

    claims -> counted (policy) -> turns -> order -> tenures -> situation of a day -> rules -> state -> periods

Everything follows from the claims alone; the order of recording decides only where nothing else does.
docs/resolution.md explains the rules with worked cases.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.control.claims import Claim
from domain.control.policies import select
from domain.control.redundancy import without_repeats
from domain.control.resolved_place import ResolvedPlace
from domain.control.state import UNKNOWN, Period, State
from domain.values.terms import Certainty, Policy


def state_on(claims: Sequence[Claim], day: date, policy: Policy) -> State:
    """The state of one place at the end of a civil day, by its standing claims; UNKNOWN where there is none."""
    return ResolvedPlace(without_repeats(claims), policy).state_on(day)


def periods(claims: Sequence[Claim], policy: Policy) -> tuple[Period, ...]:
    """The whole history of one place as runs of days with one state, oldest first; UNKNOWN ones are left out."""
    return _periods(ResolvedPlace(without_repeats(claims), policy))


def periods_by_policy(claims: Sequence[Claim]) -> dict[Policy, tuple[Period, ...]]:
    """The history of one place under every policy. Policies that count the same claims share one fold."""
    claims = without_repeats(claims)
    by_policy: dict[Policy, tuple[Period, ...]] = {}
    shared: dict[tuple[tuple[int, ...], ...], tuple[Period, ...]] = {}
    for policy in Policy:
        if policy is Policy.CAUTIOUS and not _has_dispute(by_policy[Policy.AGAINST_INTEREST]):
            by_policy[policy] = by_policy[Policy.AGAINST_INTEREST]
            continue
        selection = tuple(tuple(claim.position for claim in part) for part in select(claims, policy))
        if policy is Policy.CAUTIOUS or selection not in shared:
            shared[selection] = _periods(ResolvedPlace(claims, policy))
        by_policy[policy] = shared[selection]
    return by_policy


def _periods(place: ResolvedPlace) -> tuple[Period, ...]:
    days = place.days_of_change()
    states = [place.state_on(day) for day in days]
    starts = [i for i, state in enumerate(states) if i == 0 or state != states[i - 1]]
    ends = [*(days[i] for i in starts[1:]), None]
    return tuple(Period(days[i], end, states[i]) for i, end in zip(starts, ends, strict=False) if states[i] != UNKNOWN)


def _has_dispute(periods: Iterable[Period]) -> bool:
    return any(period.state.certainty is Certainty.DISPUTED for period in periods)
