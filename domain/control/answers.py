"""From the situation of a day to the state that it gives under a policy.

It is the state of the current turn, but in a dispute that of the better side, by interest, then reliability, then
credibility; nobody where two sides are believed alike. The level is chosen in the same way where the holder is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from domain.control.claims import Claim, Held
from domain.control.evidence import Evidence, evidence, latest_first, voices
from domain.control.policies import Trust
from domain.control.resolved_place import ResolvedPlace
from domain.control.rules import certainty_of_holder, certainty_of_level
from domain.control.situation import Against, Situation
from domain.control.state import Alternative, OrderReason, State
from domain.control.tenures import Tenure
from domain.control.turns import Turn
from domain.values.terms import Certainty, ControlLevel, Policy

Side = TypeVar("Side")
_Others = dict[Held, list[Claim]]


def answer(situation: Situation, policy: Policy, place: ResolvedPlace) -> State:
    """The state of a place in a situation."""
    if situation.is_undisputed:
        return _undisputed(situation, place)
    certainty = certainty_of_holder(situation)
    others = _others(situation)
    reasons = _reasons(situation, place)
    best = _best(situation.holders)
    nobody = policy is Policy.CAUTIOUS or situation.names_each_other_as_loser
    is_split = len(best) > 1 or (nobody and certainty is Certainty.DISPUTED)
    of_level = not is_split and best in ([], [situation.holder])
    if situation.current and _is_backed(situation, of_level):
        others[situation.current.held] += place.basis(place.tenure_of[situation.current])
    if is_split:
        return State(
            None,
            _split(policy),
            certainty,
            level_certainty=certainty,
            alternatives=_alternatives(others),
            reasons=reasons,
        )
    if best and (situation.current is None or best[0] != situation.holder):
        held, tenure = _newest([words for words in situation.challengers if words.held[0] == best[0]], place)
        backed = evidence(_claims(words for words in situation.challengers if words.held == held))
        level_certainty = Certainty.ESTABLISHED
    elif situation.current is None:
        return State(None, ControlLevel.UNKNOWN, certainty, alternatives=_alternatives(others), reasons=reasons)
    else:
        level_certainty = certainty_of_level(situation)
        held, tenure, backed = _level(situation, situation.current, policy, place)
    others.pop(held, None)
    return _state(held, (certainty, level_certainty), tenure, backed, _alternatives(others), reasons)


def _undisputed(situation: Situation, place: ResolvedPlace) -> State:
    """What nothing speaks against is established. Words of parties to their own gain are answered, and still shown."""
    assert situation.current, "a turn has passed"
    held, tenure = situation.current.held, place.tenure_of[situation.current]
    others = _others(situation)
    others.pop(held, None)
    certainties, reasons = (Certainty.ESTABLISHED, Certainty.ESTABLISHED), _reasons(situation, place)
    return _state(held, certainties, tenure, place.evidence(tenure), _alternatives(others), reasons)


def _state(
    held: Held,
    certainties: tuple[Certainty, Certainty],
    tenure: Tenure,
    backed: Evidence,
    alternatives: tuple[Alternative, ...],
    reasons: tuple[OrderReason, ...],
) -> State:
    """`certainties` of the holder and of the level."""
    return State(
        *held,
        certainties[0],
        tenure.since,
        tenure.manner,
        backed.claims,
        alternatives,
        certainties[1],
        backed.voices,
        reasons,
        backed.vouched,
    )


def _is_backed(situation: Situation, of_level: bool) -> bool:
    """Whether anybody still speaks for the current state, among those who disagree about the level or the holder."""
    if of_level and situation.rival_levels:
        return situation.level_support is not None
    return not situation.challengers or situation.support is not None


def _level(situation: Situation, current: Turn, policy: Policy, place: ResolvedPlace) -> tuple[Held, Tenure, Evidence]:
    """The current holder at the level of the better voice, with the tenure and the evidence for it."""
    best, tenure = _best(situation.levels), place.tenure_of[current]
    if len(best) > 1 or (policy is Policy.CAUTIOUS and len(situation.levels) > 1):
        rivals = _claims(situation.rival_levels)
        return (current.held[0], _split(policy)), tenure, evidence(place.basis(tenure) + rivals)
    if best and best[0] != current.held:
        better = [words for words in situation.rival_levels if words.held == best[0]]
        return *_newest(better, place), evidence(_claims(better))
    return current.held, tenure, place.evidence(tenure)


def _split(policy: Policy) -> ControlLevel:
    """The level of a place on which nobody agrees."""
    return ControlLevel.CONTESTED if policy is Policy.CAUTIOUS else ControlLevel.UNKNOWN


def _best(sides: Mapping[Side, Trust]) -> list[Side]:
    best = min(sides.values(), default=None)
    return [side for side, trust in sides.items() if trust == best]


def _newest(words: Sequence[Against], place: ResolvedPlace) -> tuple[Held, Tenure]:
    """The state of the newest of these words, and its tenure."""
    turn = words[-1].turn
    return turn.held, place.tenure_of[turn]


def _claims(words: Iterable[Against]) -> list[Claim]:
    return [claim for one in words for claim in one.turn.claims]


def _others(situation: Situation) -> _Others:
    """By state, the claims that any side, or any pending turn, has for it."""
    others: _Others = defaultdict(list)
    for words in (*situation.challengers, *situation.rival_levels, *situation.excluded):
        others[words.held] += words.turn.claims
    for turn in situation.pending:
        others[turn.held] += turn.claims
    for claim in situation.own_gain:
        others[claim.held].append(claim)
    return others


def _alternatives(others: _Others) -> tuple[Alternative, ...]:
    """The one with the latest claim first."""
    latest = list(others.items())
    if len(latest) > 1:
        latest.sort(key=lambda item: max(claim.order for claim in item[1]), reverse=True)
    return tuple(Alternative(holder, level, latest_first(claims), voices(claims)) for (holder, level), claims in latest)


def _reasons(situation: Situation, place: ResolvedPlace) -> tuple[OrderReason, ...]:
    """Why the current turn is the last that has passed, and what its order to the others rests on."""
    current = situation.current
    if current is None:
        return ()
    before = place.before(current)
    pairs = [(before, current)] if before else []
    pairs += [
        (heard.turn, current) for heard in situation.challengers if heard.turn and heard.turn.held != current.held
    ]
    pairs += [(current, turn) for turn in situation.pending if turn.when.end > current.when.end]
    if not pairs:
        return ()
    if len(pairs) == 1:
        return tuple(place.reasons(*pairs[0]))
    return tuple(dict.fromkeys(reason for pair in pairs for reason in place.reasons(*pair)))
