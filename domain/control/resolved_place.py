"""The claims of one place under one policy, indexed so that the situation of any day is found quickly."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate, takewhile

from domain.control.claims import Claim
from domain.control.evidence import Evidence
from domain.control.policies import select
from domain.control.rules import answer
from domain.control.situation import Challenger, Situation
from domain.control.state import State
from domain.control.tenures import Attestation, Tenure, tenures
from domain.control.testimony import Statement, Testimony, testimonies
from domain.values.interval import OPEN_END, OPEN_START, end_of, first_day_past, first_day_reaching
from domain.values.terms import Policy


class ResolvedPlace:
    """Everything that is computed before a day is asked for. Answers are kept by their situation."""

    def __init__(self, claims: Sequence[Claim], policy: Policy):
        self._policy = policy
        counted, own_gain, outranked = select(sorted(claims, key=lambda claim: claim.order), policy)
        excluded = [Attestation(claim, claim.observed) for claim in own_gain + outranked]
        self._excluded = {attestation.claim.position for attestation in excluded}
        self._tenures = tenures(counted)
        self._begun = [tenure.when.end for tenure in self._tenures]
        """When each tenure has wholly begun; never falls."""
        next_begins = [*self._begun[1:], OPEN_END]
        self._evidence = [
            Evidence(tenure, until, excluded) for tenure, until in zip(self._tenures, next_begins, strict=False)
        ]
        self._orders_known = list(accumulate((tenure.order_known for tenure in self._tenures), initial=0))
        """How many of the tenures before each are known to have come after the one before them."""
        self._may_begin = _may_begin(self._tenures)
        attested = [attestation for tenure in self._tenures for attestation in tenure.attestations]
        self._counted_voices = testimonies(attested)
        self._all_voices = testimonies(attested + excluded) if excluded else {}
        self._tenure_of = {
            attestation.claim.position: number
            for number, tenure in enumerate(self._tenures)
            for attestation in tenure.attestations
        }
        self._answers: dict[Situation, State] = {}

    def days_of_change(self) -> list[date]:
        """The days on which the answer may differ from that of the day before."""
        windows = [tenure.when for tenure in self._tenures]
        days = {first_day_reaching(when.end) for when in windows}
        days |= {first_day_past(when.start) for when in windows if not when.is_open}
        for testimony in (self._all_voices or self._counted_voices).values():
            for statement in testimony.statements:
                days |= {first_day_reaching(attestation.observed.end) for attestation in statement.attestations}
        return sorted(days)

    def state_on(self, day: date) -> State:
        situation = self.situation_on(day)
        if situation not in self._answers:
            self._answers[situation] = answer(situation, self._policy)
        return self._answers[situation]

    def situation_on(self, day: date) -> Situation:
        """The facts at the end of a civil day."""
        now = end_of(day)
        at = bisect_right(self._begun, now) - 1
        current = self._evidence[at] if at >= 0 else None
        challenging = [s for s in _last_statements(self._counted_voices, now) if self._opposes(s, at, now)]
        excluded = (s for s in _last_statements(self._all_voices, now) if self._is_excluded(s))
        challenging_voices = {statement.voice for statement in challenging}
        return Situation(
            current=current,
            pending=tuple(self._pending(at, now)),
            challengers=tuple(map(self._challenger, challenging)),
            excluded=tuple(s for s in excluded if self._opposes(s, at, now)),
            best_support=current.best_support(now, challenging_voices) if current and challenging else None,
        )

    def _pending(self, at: int, now: datetime) -> Iterator[Tenure]:
        """Later tenures of another state whose time has begun."""
        current = self._tenures[at].held if at >= 0 else None
        later = range(at + 1, len(self._tenures))
        for number in takewhile(lambda number: self._may_begin[number] < now, later):
            tenure = self._tenures[number]
            if OPEN_START < tenure.when.start < now and tenure.held != current:
                yield tenure

    def _challenger(self, statement: Statement) -> Challenger:
        newest = max(statement.claims, key=lambda claim: claim.order)
        return Challenger(statement, self._tenures[self._tenure_of[newest.position]])

    def _is_excluded(self, statement: Statement) -> bool:
        return all(claim.position in self._excluded for claim in statement.claims)

    def _opposes(self, statement: Statement, at: int, now: datetime) -> bool:
        """Whether a last statement is for another holder and not known to be older than the current tenure."""
        if at < 0:
            return True
        evidence = self._evidence[at]
        if statement.held[0] == evidence.tenure.held[0]:
            return False
        if evidence.confirmed_after(statement.attested_until(now), now):
            return False  # answered by a later word
        if evidence.is_backed_by_voice_of(statement.last(now), now):
            return False  # the same voice backs the tenure, no earlier
        return not self._came_before(statement, at, now)

    def _came_before(self, statement: Statement, at: int, now: datetime) -> bool:
        """Whether the statement is of a change that is known to have come before the current tenure.

        No order outdates an observation: only a later word answers it.
        """
        last = statement.last(now).claim
        number = self._tenure_of.get(last.position, at)
        return last.changed and number < at and self._orders_known[at + 1] > self._orders_known[number + 1]


def _last_statements(voices: Mapping[str, Testimony], now: datetime) -> Iterable[Statement]:
    return filter(None, (testimony.last(now) for testimony in voices.values()))


def _may_begin(tenures: Sequence[Tenure]) -> list[datetime]:
    """For each tenure, when it or a later one may begin; one whose beginning nobody knows never does."""
    begins = (OPEN_END if tenure.when.is_open else tenure.when.start for tenure in reversed(tenures))
    return list(accumulate(begins, min))[::-1]
