"""How the answer for one date changed as reports came in: one day of the world, seen from every day of knowledge."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.control.claims import Claim
from domain.control.policies import grade
from domain.control.resolution import state_on
from domain.control.standing import Annulment, annulled
from domain.control.state import UNKNOWN, State
from domain.history.diff import claims as speaking
from domain.history.diff import seen
from domain.history.excerpts import state_by
from domain.history.vicinity import Excerpt, Vicinity
from domain.values.terms import Policy

_CHANGES = 6, 24, 96, sys.maxsize
"""How much an excerpt has, from the first that is tried to the last, which is whole."""

_RETRIED_EVERY = 16


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
    view = _View(claims, day, policy)
    for moment in _moments(claims, annulments):
        if seen(view.learn(moment)) != seen(steps[-1][1]):
            state = view.state()
            steps.append((moment.known, state, _made_by(state, moment)))
    ends = [*(known for known, *_ in steps[1:]), None]
    return [Belief(known, end, state, events) for (known, state, events), end in zip(steps, ends, strict=True)]


@dataclass(slots=True)
class _Moment:
    """What became known at one moment (UTC), and which claims stand from then on (`begin`) or no longer (`end`)."""

    known: datetime
    claims: dict[int, Claim] = field(default_factory=dict)
    acts: list[Annulment] = field(default_factory=list)
    begin: list[Claim] = field(default_factory=list)
    end: list[Claim] = field(default_factory=list)


def _moments(claims: Sequence[Claim], annulments: Mapping[Annulment, datetime]) -> Iterator[_Moment]:
    """In order of time."""
    moments: dict[datetime, _Moment] = {}
    for claim in claims:
        moments.setdefault(claim.known, _Moment(claim.known)).claims[claim.position] = claim
    for act, known in annulments.items():
        moments.setdefault(known, _Moment(known)).acts.append(act)
    reported: dict[int, Claim] = {}
    standing: set[int] = set()
    acts: list[Annulment] = []
    gone: dict[int, int] = {}
    for _, moment in sorted(moments.items()):
        reported |= moment.claims
        concerned = set(moment.claims)
        if moment.acts:
            acts += moment.acts
            before, gone = gone, annulled(acts)
            concerned |= (before.keys() ^ gone.keys()) & reported.keys()
        moment.begin = [reported[position] for position in concerned - gone.keys() - standing]
        moment.end = [reported[position] for position in concerned & gone.keys() & standing]
        standing.difference_update(claim.position for claim in moment.end)
        standing.update(claim.position for claim in moment.begin)
        yield moment


class _View:
    """The answer for a day, as more and more becomes known. It is asked of an excerpt of what stands; of a larger one
    where that does not decide it.
    """

    def __init__(self, claims: Sequence[Claim], day: date, policy: Policy):
        self._vicinity, self._day, self._policy = Vicinity(day, claims), day, policy
        # What a grade outranks far from the day, nobody knows without hearing everything.
        outranks = policy is Policy.MOST_RELIABLE and len({grade(claim) for claim in claims}) > 1
        self._least = len(_CHANGES) - 1 if outranks else 0
        self._size = self._least
        """The number in `_CHANGES` of the size that was enough last time."""
        self._asked = 0
        self._excerpt: Excerpt | None = None
        self._state = UNKNOWN

    def learn(self, moment: _Moment) -> State:
        """The state from that moment on, except that its basis may lack the middles of rows of sights."""
        for claim in moment.end:
            self._vicinity.remove(claim)
        for claim in moment.begin:
            self._vicinity.add(claim)
        for size in range(self._try_first(), len(_CHANGES)):
            excerpt = self._vicinity.excerpt(_CHANGES[size])
            if excerpt == self._excerpt:
                break
            state = state_by(excerpt, self._day, self._policy)
            if state is not None:
                self._size, self._excerpt, self._state = size, excerpt, state
                break
        return self._state

    def _try_first(self) -> int:
        """The size that was enough last time; now and then the one below it."""
        self._asked += 1
        return max(self._least, self._size - (self._asked % _RETRIED_EVERY == 0))

    def state(self) -> State:
        """The same with all of its basis."""
        if self._excerpt is None or not self._excerpt.is_short:
            return self._state
        state = state_by(self._vicinity.excerpt(_CHANGES[self._size], short=False), self._day, self._policy)
        return state or state_on(self._vicinity.claims, self._day, self._policy)


def _made_by(state: State, moment: _Moment) -> tuple[int, ...]:
    """Of the reports of one moment: the claims that speak in the new state, and the corrections and retractions. Where
    it is none of these, a claim of that moment changed the answer without being a part of it.
    """
    spoken = {claim.position for claim in moment.begin if claim.known == moment.known}
    acts = {act.position for act in moment.acts}
    return tuple(sorted(spoken & speaking(state) | acts or spoken))
