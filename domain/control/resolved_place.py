"""The claims of one place as a policy hears them, with everything that is computed before a day is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from domain.control.claims import Claim, Held
from domain.control.evidence import Evidence, evidence
from domain.control.order import Ordered
from domain.control.policies import Hearing, hear
from domain.control.repeats import without_repeats
from domain.control.speech import Speech
from domain.control.state import OrderReason
from domain.control.tenures import Tenure, narrow, tenures
from domain.control.turns import Newest, Turn, turns
from domain.values.interval import OPEN_END, OPEN_START, Interval, first_day_past, first_day_reaching
from domain.values.interval_index import IntervalIndex
from domain.values.terms import Policy


class ResolvedPlace:
    """The turns of the place in order, its tenures, and which claim tells of which turn.

    Claims that do not count tell of turns as well, but these stand in no order.
    """

    def __init__(self, hearing: Hearing):
        self.hearing = hearing
        self.counted, self.silent = Speech(hearing.counted), Speech(hearing.silent)
        self.ordered = Ordered(turns(hearing.counted, self.counted))
        narrow(self.ordered, Newest((claim.observed.end, claim.held) for claim in hearing.silent))
        self.turns = self.ordered.turns
        silent = turns(hearing.silent, self.silent)
        self.turn_of = {claim.position: turn for turn in (*self.turns, *silent) for claim in turn.claims}
        self.tenures = tenures(self.ordered)
        self.tenure_of = {turn: tenure for tenure in self.tenures for turn in tenure.turns}
        self._number_of = {tenure: number for number, tenure in enumerate(self.tenures)}
        self._basis: dict[Tenure, list[Claim]] = {}
        self._evidence: dict[Tenure, Evidence] = {}
        self._reasons: dict[tuple[Turn, Turn], list[OrderReason]] = {}
        by_state: dict[Held, list[Claim]] = defaultdict(list)
        for claim in hearing.silent:
            by_state[claim.held].append(claim)
        self._silent = {held: IntervalIndex(own, lambda claim: claim.observed) for held, own in by_state.items()}

    def before(self, turn: Turn) -> Turn | None:
        """The turn to another state that the tenure of this one follows."""
        number = self._number_of[self.tenure_of[turn]]
        return self.tenures[number - 1].turns[-1] if number else None

    def basis(self, tenure: Tenure) -> list[Claim]:
        """All claims that back a tenure, whenever they were made. Those that do not count stand among them as well,
        if they are about its time; they are no reason to believe it.
        """
        if tenure not in self._basis:
            number = self._number_of[tenure] + 1
            until = self.tenures[number].turns[0].when.end if number < len(self.tenures) else OPEN_END
            lasted = Interval(tenure.turns[0].when.start, until)
            heard = self._silent.get(tenure.held)
            silent = [c for c in heard.touching(*lasted) if c.observed.overlaps(lasted)] if heard else []
            self._basis[tenure] = tenure.claims + silent
        return self._basis[tenure]

    def evidence(self, tenure: Tenure) -> Evidence:
        """What its basis comes to."""
        if tenure not in self._evidence:
            self._evidence[tenure] = evidence(self.basis(tenure))
        return self._evidence[tenure]

    def reasons(self, first: Turn, second: Turn) -> list[OrderReason]:
        """Why the first turn is taken to have come before the second."""
        pair = first, second
        if pair not in self._reasons:
            reasons = self.ordered.reasons(first, second)
            self._reasons[pair] = [OrderReason(a.newest.position, b.newest.position, kind) for a, b, kind in reasons]
        return self._reasons[pair]

    def days_of_change(self) -> list[date]:
        """The days on which the answer may differ from that of the day before."""
        days = {first_day_reaching(turn.when.end) for turn in self.turns}
        days |= {first_day_past(turn.begins) for turn in self.turns if turn.begins > OPEN_START}
        words = *self.counted.words, *self.silent.words
        days |= {first_day_reaching(word.claim.observed.end) for word in words}
        days |= {first_day_past(word.claim.observed.end) for word in words if word.goes_on}
        return sorted(days)


def resolved(claims: Iterable[Claim], policy: Policy) -> ResolvedPlace:
    """One place by its standing claims, as a policy hears them."""
    return ResolvedPlace(hear(without_repeats(claims), policy))
