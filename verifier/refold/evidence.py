"""What a state rests on: its claims, their voices and days, the manner, and why the turns are in this order.

The forms are those of a line of `stateHash`: docs/proofs.md.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from verifier.refold.claims import Claim
from verifier.refold.fold import Facts, Outcome, Place

DAY = timedelta(days=1)
Reason = tuple[int, int, str]
"""The positions of the newest claim about each of two turns, and why the first came before the second."""


def positions(claims: list[Claim]) -> list[int]:
    """Those of all claims, and of all that they stand for, latest first."""
    every = [each for claim in claims for each in (claim, *claim.repeats)]
    return list(dict.fromkeys(claim.position for claim in sorted(every, key=lambda claim: claim.order, reverse=True)))


def voices(claims: list[Claim]) -> int:
    """How many different ones speak; a copy is none."""
    return len({each.voice for claim in claims for each in (claim, *claim.repeats) if each.copy_of is None})


def vouched(claims: list[Claim]) -> list[list[str]]:
    """Runs of days, each with its first and the day after its last: the last day of every claim, and all between two
    words of a voice of which the later one is a single sight and the earlier one no change.
    """
    days: set[date] = set()
    before: Claim | None = None
    for claim in sorted(claims, key=lambda claim: (claim.voice, claim.observed.end, claim.told)):
        first = last = claim.observed.end.date()
        if before and before.voice == claim.voice and not before.changed and claim.is_single_sight:
            first = before.observed.end.date()
        days |= {first + DAY * n for n in range((last - first).days + 1)}
        before = claim
    starts = sorted(day for day in days if day - DAY not in days)
    ends = sorted(day for day in days if day + DAY not in days)
    return [[first.isoformat(), (last + DAY).isoformat()] for first, last in zip(starts, ends, strict=True)]


def manner(place: Place, outcome: Outcome) -> str | None:
    """What the dated changes of the tenure agree on; of a tenure that nobody saw begin there is none."""
    if outcome.turn is None:
        return None
    told = {c.manner or "UNKNOWN" for turn in place.tenure(outcome.turn)[0] for c in turn.claims if c.changed}
    known = told - {"UNKNOWN"}
    if len(known) == 1:
        return str(next(iter(known)))
    return "DISPUTED" if known else ("UNKNOWN" if told else None)


def alternatives(outcome: Outcome) -> list[list[Any]]:
    """The one with the latest claim first."""
    latest = sorted(outcome.others.items(), key=lambda other: max(c.order for c in other[1]), reverse=True)
    return [[holder, level, positions(claims), voices(claims)] for (holder, level), claims in latest]


def reasons(place: Place, facts: Facts) -> set[Reason]:
    """Why the current turn is the last: after the tenure before it, after those of challengers, before pending ones."""
    current = facts.current
    if current is None:
        return set()
    number = place.order.index(place.tenure(current)[0][0])
    pairs = [(place.order[number - 1], current)] if number else []
    pairs += [(place.turn_of[id(word)], current) for word in facts.against]
    pairs += [(current, turn) for turn in facts.pending.values() if turn.hi > current.hi]
    return {reason for first, second in pairs for reason in _between(place, first, second)}


def _between(place: Place, first: Any, second: Any) -> list[Reason]:
    """One reason, or where there is none a chain of them from turn to turn."""
    if (first, second) not in place.known:
        return [_reason(first, second, "OPEN")]
    kind, _ = place.kinds[first, second]
    if kind != "OPEN":
        return [_reason(first, second, kind)]
    chain = place.order[place.order.index(first) : place.order.index(second) + 1]
    return [_reason(a, b, place.kinds[a, b][1]) for a, b in pairwise(chain)]


def _reason(first: Any, second: Any, kind: str) -> Reason:
    newest = [max(turn.claims, key=lambda claim: claim.order) for turn in (first, second)]
    return newest[0].position, newest[1].position, kind


def full_state(claims: list[Claim], day: date, policy: str) -> tuple[list[Any], set[Reason]]:
    """What stands in a line of `stateHash` behind the place, with positions for ids, and the reasons, which are in no
    order yet. Claims as `without_rows` gives them.
    """
    place = Place(claims, policy)
    facts = place.facts(day)
    outcome = place.outcome(facts)
    since = place.since(outcome.turn) if outcome.turn else None
    state = [*outcome.held, outcome.certainty, outcome.level_certainty, since, manner(place, outcome)]
    state += [positions(outcome.claims), voices(outcome.claims), alternatives(outcome)]
    return [*state, vouched(outcome.claims)], reasons(place, facts)
