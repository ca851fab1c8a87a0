"""How the answer for one date changed as reports came in: one day of the world, seen from every day of knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.control.claims import Claim
from domain.control.resolution import state_on
from domain.control.standing import Annulment, annulled
from domain.control.state import UNKNOWN, State
from domain.history.diff import claims as speaking
from domain.history.diff import seen
from domain.values.terms import Policy


@dataclass(frozen=True, slots=True)
class Belief:
    """What a reader was told from one moment on.

    `known_from` is the moment (UTC) at which it became known, None: before any report. `known_to` is the moment from
    which something else was believed, None while it lasts. `state` rests on the claims that were known on `known_from`;
    another source that says the same later begins no new belief. `events` are the positions of what was reported on
    `known_from` and made it so, in order.
    """

    known_from: datetime | None
    known_to: datetime | None
    state: State
    events: tuple[int, ...] = ()


def beliefs(
    claims: Sequence[Claim], annulments: Mapping[Annulment, datetime], day: date, policy: Policy
) -> list[Belief]:
    """What was believed of a civil day at a place, oldest belief first.

    `claims` are all claims about the place, also those that stand no longer; `annulments` are the corrections and
    retractions of them, each with the moment from which it was known.
    """
    steps: list[tuple[datetime | None, State, tuple[int, ...]]] = [(None, UNKNOWN, ())]
    for known in sorted({claim.known for claim in claims} | set(annulments.values())):
        gone = annulled(act for act, since in annulments.items() if since <= known)
        standing = [claim for claim in claims if claim.known <= known and claim.position not in gone]
        state = state_on(standing, day, policy)
        if seen(state) != seen(steps[-1][1]):
            spoken = {claim.position for claim in standing if claim.known == known}
            acts = {act.position for act, since in annulments.items() if since == known}
            steps.append((known, state, _made_by(state, spoken, acts)))
    ends = [*(known for known, *_ in steps[1:]), None]
    return [Belief(known, end, state, events) for (known, state, events), end in zip(steps, ends, strict=True)]


def _made_by(state: State, spoken: set[int], acts: set[int]) -> tuple[int, ...]:
    """Of the reports of one moment: the claims that speak in the new state, and the corrections and retractions. Where
    it is none of these, a claim of that moment changed the answer without being a part of it.
    """
    return tuple(sorted(spoken & speaking(state) | acts or spoken))
