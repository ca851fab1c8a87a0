"""Who holds a place at the end of a day: the fold from standing claims to a state. Rules 3 to 8.

    claims (without repeats) -> changes (narrowed) -> sequence (ordered, cut) -> holdings -> state of a day -> periods

Everything follows from the claims alone, in their own order: the order of recording is the last resort of rule 1 and
nothing else. docs/resolution.md tells the rules with worked cases.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate, takewhile
from typing import NamedTuple

from domain.control.claims import Claim, Held
from domain.control.policies import Trust, sort, trust
from domain.control.redundancy import without_repeats
from domain.control.state import UNKNOWN, Alternative, Period, State
from domain.control.tenures import Attestation, Tenure, tenures
from domain.control.testimony import Statement, Testimony, testimonies
from domain.values.interval import OPEN_START, Interval, end_of, first_day_past, first_day_reaching
from domain.values.terms import Certainty, ControlLevel, Interest, Policy


def state_on(claims: Sequence[Claim], day: date, policy: Policy) -> State:
    """The state of one place at the end of a civil day, by its standing claims; UNKNOWN where there is none."""
    return Resolved(without_repeats(claims), policy).state_on(day)


def periods(claims: Sequence[Claim], policy: Policy) -> tuple[Period, ...]:
    """The whole history of one place as stretches of days with one state, oldest first; UNKNOWN ones are left out."""
    return _periods(Resolved(without_repeats(claims), policy))


def _periods(place: "Resolved") -> tuple[Period, ...]:
    days = place.days_of_change()
    states = [place.state_on(day) for day in days]
    starts = [i for i, state in enumerate(states) if i == 0 or state != states[i - 1]]
    ends = [*(days[i] for i in starts[1:]), None]
    return tuple(Period(days[i], end, states[i]) for i, end in zip(starts, ends, strict=False) if states[i] != UNKNOWN)


def periods_by_policy(claims: Sequence[Claim]) -> dict[Policy, tuple[Period, ...]]:
    """The history of one place under every policy. Policies that count the same claims share one fold."""
    claims = without_repeats(claims)
    found: dict[Policy, tuple[Period, ...]] = {}
    shared: dict[tuple[tuple[int, ...], ...], tuple[Period, ...]] = {}
    for policy in Policy:
        if policy is Policy.CAUTIOUS and not _disputed(found[Policy.AGAINST_INTEREST]):
            found[policy] = found[Policy.AGAINST_INTEREST]
            continue
        counted = tuple(tuple(claim.position for claim in part) for part in sort(claims, policy))
        if policy is Policy.CAUTIOUS or counted not in shared:
            shared[counted] = _periods(Resolved(claims, policy))
        found[policy] = shared[counted]
    return found


def _disputed(found: Iterable[Period]) -> bool:
    return any(period.state.certainty is Certainty.DISPUTED for period in found)


class _Support:
    """A holding with what backs it: when its claims spoke, how far they are believed, who backs it to his own gain."""

    def __init__(self, holding: Tenure, until: datetime, aside: Iterable[Attestation]):
        self.holding = holding
        words = sorted((said.observed.end, said.observed.start) for said in holding.attestations)
        window = Interval(holding.when.start, until)
        partisans = [s.claim for s in aside if s.claim.held == holding.held and s.observed.overlaps(window)]
        self.claims = [said.claim for said in holding.attestations] + partisans
        self._heard = [hi for hi, _ in words]
        self._newest = list(accumulate((lo for _, lo in words), max))
        """For each of the words heard, the latest beginning of a word so far."""
        self._by_trust = sorted((trust(s.claim), s.observed.end, s.claim.voice) for s in holding.attestations)
        self._by_voice: dict[str, list[datetime]] = defaultdict(list)
        for hi, voice in sorted((said.observed.end, said.claim.voice) for said in holding.attestations):
            self._by_voice[voice].append(hi)

    @cached_property
    def basis(self) -> tuple[int, ...]:
        return _latest_first(self.claims)

    def spoke_after(self, reach: datetime, moment: datetime) -> bool:
        """Whether anything that backs the holding, heard by the moment, is clearly later than `reach`."""
        index = bisect_right(self._heard, moment)
        return index > 0 and self._newest[index - 1] >= reach

    def has_word_of(self, against: Attestation, moment: datetime) -> bool:
        """Whether the source that speaks against the holding backs it too, and not clearly earlier."""
        own = self._by_voice.get(against.claim.voice, ())
        index = bisect_right(own, moment)
        return index > 0 and own[index - 1] > against.observed.start

    def upheld(self, moment: datetime, taken_back: Container[str]) -> Trust | None:
        """How far the best of its sources is believed that spoke by the moment and upholds it; None without one."""
        return next((t for t, hi, voice in self._by_trust if hi <= moment and voice not in taken_back), None)


class _Case(NamedTuple):
    """All that the answer for a day hangs on: the same case gives the same answer."""

    at: int
    """The number of the holding that has passed last; -1 before the first."""
    possible: tuple[Tenure, ...]
    """Holdings that may have begun."""
    disputing: tuple[Statement, ...]
    aside: tuple[Statement, ...]
    """What is said against it by those who do not count."""
    upheld: Trust | None
    """In a dispute: how far those are believed who uphold the holding."""


class Resolved:
    """What the standing claims of one place come to under a policy, before a day is asked."""

    def __init__(self, claims: Sequence[Claim], policy: Policy):
        self._policy = policy
        counted, own_gain, outdone = sort(sorted(claims, key=lambda claim: claim.order), policy)
        held = tenures(counted)
        said = [one for holding in held for one in holding.attestations]
        aside = [Attestation(claim, claim.observed) for claim in own_gain + outdone]
        ends = [holding.when.end for holding in held[1:]] + [datetime.max]
        self._supports = [_Support(h, end, aside) for h, end in zip(held, ends, strict=False)]
        self._changed_hands_at = [holding.when.end for holding in held]
        self._told = list(accumulate((holding.order_known for holding in held), initial=0))
        self._opening = _opening(held)
        self._voices = testimonies(said)
        self._all_voices = testimonies(said + aside) if aside else {}
        self._aside = {one.claim.position for one in aside}
        self._index = {one.claim.position: i for i, holding in enumerate(held) for one in holding.attestations}
        self._answers: dict[_Case, State] = {}

    def days_of_change(self) -> list[date]:
        """The days on which the answer may differ from that of the day before."""
        held = [support.holding for support in self._supports]
        days = {first_day_reaching(holding.when.end) for holding in held}
        days |= {first_day_past(holding.when.start) for holding in held if holding.when.start != OPEN_START}
        everyone = self._all_voices or self._voices
        days |= {
            first_day_reaching(s.observed.end) for v in everyone.values() for speech in v.speeches for s in speech.said
        }
        return sorted(days)

    def state_on(self, day: date) -> State:
        case = self._case(end_of(day))
        if case not in self._answers:
            self._answers[case] = self._answer(case)
        return self._answers[case]

    def _case(self, now: datetime) -> _Case:
        at = bisect_right(self._changed_hands_at, now) - 1
        disputing = tuple(s for s in self._last_words(self._voices, now) if self._opposes(s, at, now))
        aside = (s for s in self._last_words(self._all_voices, now) if self._is_aside(s) and self._opposes(s, at, now))
        taken_back = {speech.voice for speech in disputing}
        upheld = self._supports[at].upheld(now, taken_back) if disputing else None
        return _Case(at, self._possible(at, now), disputing, tuple(aside), upheld)

    def _possible(self, at: int, now: datetime) -> tuple[Tenure, ...]:
        """The holdings to come of whose time a part has passed, and which differ from the one that has passed."""
        later = range(at + 1, len(self._supports))
        begun = takewhile(lambda i: self._opening[i] < now, later)
        found = (self._supports[i].holding for i in begun)
        current = self._supports[at].holding.held if at >= 0 else None
        return tuple(h for h in found if OPEN_START < h.when.start < now and h.held != current)

    def _answer(self, case: _Case) -> State:
        against = [speech.claims for speech in case.disputing + case.aside]
        against += [[said.claim for said in holding.attestations] for holding in case.possible]
        if case.possible:
            certainty = Certainty.POSSIBLE
        elif any(claim.interest is Interest.OWN_GAIN for speech in case.aside for claim in speech.claims):
            certainty = Certainty.CLAIMED
        else:
            certainty = Certainty.ESTABLISHED if case.at >= 0 else Certainty.UNKNOWN
        if case.disputing:
            return self._weighed(case, against, certainty)
        return self._of_holding(case.at, certainty, against)

    def _of_holding(self, at: int, certainty: Certainty, against: list[list[Claim]]) -> State:
        if at < 0:
            return State(None, ControlLevel.UNKNOWN, certainty, alternatives=_alternatives(against))
        support = self._supports[at]
        holding = support.holding
        return State(*holding.held, certainty, holding.since, holding.manner, support.basis, _alternatives(against))

    @staticmethod
    def _last_words(everyone: dict[str, Testimony], now: datetime) -> Iterable[Statement]:
        return filter(None, (voice.last(now) for voice in everyone.values()))

    def _is_aside(self, speech: Statement) -> bool:
        return all(claim.position in self._aside for claim in speech.claims)

    def _opposes(self, speech: Statement, at: int, now: datetime) -> bool:
        """Whether a source's last word is for another holder and not clearly older than what backs the current one."""
        if at < 0:
            return True
        support = self._supports[at]
        if speech.held[0] == support.holding.held[0]:
            return False
        return not (
            support.spoke_after(speech.attested_until(now), now)
            or support.has_word_of(speech.last(now), now)
            or self._came_before(speech, at, now)
        )

    def _came_before(self, speech: Statement, at: int, now: datetime) -> bool:
        """Whether the speech tells of a change that is known to have come before the current one."""
        last = speech.last(now).claim
        index = self._index.get(last.position, at)
        return last.changed and index < at and self._told[at + 1] > self._told[index + 1]

    def _weighed(self, case: _Case, against: list[list[Claim]], otherwise: Certainty) -> State:
        """Rule 5: both sides are listed, and the better source is believed; nobody is where they tie.

        A holding that none of its sources upholds any more is given up, and then there may be no dispute.
        """
        support = self._supports[case.at]
        sides: dict[str | None, list[Claim]] = defaultdict(list)
        for speech in case.disputing:
            sides[speech.held[0]] += speech.claims
        ranks = {holder: min(map(trust, claims)) for holder, claims in sides.items()}
        if case.upheld is not None:
            ranks[support.holding.held[0]] = case.upheld
            against = [support.claims, *against]
        certainty = Certainty.DISPUTED if len(ranks) > 1 else otherwise
        best = [holder for holder, rank in ranks.items() if rank == min(ranks.values())]
        if len(best) > 1 or (self._policy is Policy.CAUTIOUS and len(ranks) > 1):
            level = ControlLevel.CONTESTED if self._policy is Policy.CAUTIOUS else ControlLevel.UNKNOWN
            return State(None, level, certainty, alternatives=_alternatives(against))
        if best[0] not in sides:
            others = [claims for claims in against if claims[0].held != support.holding.held]
            return self._of_holding(case.at, certainty, others)
        return self._of_side(sides[best[0]], certainty, against)

    def _of_side(self, side: list[Claim], certainty: Certainty, against: list[list[Claim]]) -> State:
        """By the newest claim of a side that is believed against the holding."""
        believed = max(side, key=lambda claim: claim.order)
        holding = self._supports[self._index[believed.position]].holding
        basis = _latest_first(claim for claim in side if claim.held == believed.held)
        others = [claims for claims in against if claims[0].held != believed.held]
        return State(*believed.held, certainty, holding.since, holding.manner, basis, _alternatives(others))


def _opening(held: Sequence[Tenure]) -> list[datetime]:
    """For each holding, when the time of it or of one after it begins; a time of open beginning never does."""
    begins = (datetime.max if holding.when.is_open else holding.when.start for holding in reversed(held))
    return list(accumulate(begins, min))[::-1]


def _alternatives(against: Iterable[list[Claim]]) -> tuple[Alternative, ...]:
    grouped: dict[Held, list[Claim]] = defaultdict(list)
    for claims in against:
        grouped[claims[0].held] += claims
    latest = sorted(grouped.items(), key=lambda item: max(c.order for c in item[1]), reverse=True)
    return tuple(Alternative(holder, level, _latest_first(claims)) for (holder, level), claims in latest)


def _latest_first(claims: Iterable[Claim]) -> tuple[int, ...]:
    """The claims with their repeats."""
    every = (one for claim in claims for one in (claim, *claim.repeats))
    return tuple(dict.fromkeys(c.position for c in sorted(every, key=lambda c: c.order, reverse=True)))
