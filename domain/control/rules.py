"""From the situation of a day to its answer: a table of rules, of which the first that fits gives the certainty.

Then the holder. Without challengers it is the holder of the current tenure. With them it is the one of the better
side, by interest, then reliability, then credibility; nobody where two sides are believed alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from domain.control.claims import Claim, Held
from domain.control.evidence import latest_first
from domain.control.situation import Situation
from domain.control.state import Alternative, State
from domain.values.terms import Certainty, ControlLevel, Policy


class Rule(NamedTuple):
    certainty: Certainty
    applies: Callable[[Situation], bool]


RULES = (
    Rule(Certainty.DISPUTED, lambda situation: situation.is_disputed),
    Rule(Certainty.POSSIBLE, lambda situation: bool(situation.pending)),
    Rule(Certainty.CLAIMED, lambda situation: situation.has_own_gain_claim),
    Rule(Certainty.ESTABLISHED, lambda situation: situation.current is not None),
    Rule(Certainty.UNKNOWN, lambda situation: True),
)


def answer(situation: Situation, policy: Policy) -> State:
    """The state that a policy gives for a situation."""
    certainty = next(rule.certainty for rule in RULES if rule.applies(situation))
    if not situation.sides:
        return _current(situation, certainty, situation.opposition)
    best = min(situation.sides.values())
    believed = [holder for holder, trust in situation.sides.items() if trust == best]
    if len(believed) > 1 or (policy is Policy.CAUTIOUS and situation.is_disputed):
        return _nobody(situation, certainty, policy)
    if any(challenger.statement.held[0] == believed[0] for challenger in situation.challengers):
        return _challenger(situation, believed[0], certainty)
    return _current(situation, certainty, _against_current(situation))


def _current(situation: Situation, certainty: Certainty, against: Iterable[list[Claim]]) -> State:
    """The state of the current tenure; nobody before the first."""
    if situation.current is None:
        return State(None, ControlLevel.UNKNOWN, certainty, alternatives=_alternatives(against))
    tenure = situation.current.tenure
    return State(*tenure.held, certainty, tenure.since, tenure.manner, situation.current.basis, _alternatives(against))


def _challenger(situation: Situation, holder: str | None, certainty: Certainty) -> State:
    """The state of the newest claim for a holder who is believed against the current tenure."""
    side = [challenger for challenger in situation.challengers if challenger.statement.held[0] == holder]
    believed = max(side, key=lambda challenger: challenger.newest.order)
    held = believed.newest.held
    basis = latest_first(claim for challenger in side for claim in challenger.statement.claims if claim.held == held)
    against = [claims for claims in _all_claims(situation) if claims[0].held != held]
    return State(*held, certainty, believed.tenure.since, believed.tenure.manner, basis, _alternatives(against))


def _nobody(situation: Situation, certainty: Certainty, policy: Policy) -> State:
    level = ControlLevel.CONTESTED if policy is Policy.CAUTIOUS else ControlLevel.UNKNOWN
    return State(None, level, certainty, alternatives=_alternatives(_all_claims(situation)))


def _all_claims(situation: Situation) -> list[list[Claim]]:
    """All sides of a dispute; the current tenure is one while any voice backs it. An answered claim is on no side."""
    upheld = situation.current is not None and situation.best_support is not None
    backing = [situation.current.claims] if upheld and situation.current else []
    return backing + situation.opposition


def _against_current(situation: Situation) -> list[list[Claim]]:
    held = situation.current and situation.current.tenure.held
    return [claims for claims in situation.opposition if claims[0].held != held]


def _alternatives(against: Iterable[list[Claim]]) -> tuple[Alternative, ...]:
    """The states that these claims are for, the one with the latest claim first."""
    by_state: dict[Held, list[Claim]] = defaultdict(list)
    for claims in against:
        by_state[claims[0].held] += claims
    latest = sorted(by_state.items(), key=lambda item: max(c.order for c in item[1]), reverse=True)
    return tuple(Alternative(holder, level, latest_first(claims)) for (holder, level), claims in latest)
