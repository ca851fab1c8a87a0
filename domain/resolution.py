"""Who holds a place at the end of a day: the fold from standing claims to a state. Rules 3 to 8.

    claims -> changes (narrowed) -> sequence (ordered, cut) -> holdings -> the state of a day -> periods

Everything follows from the claims alone, in their own order: the order of recording is the last resort of rule 1 and
nothing else. docs/resolution.md tells the rules with worked cases.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from domain.claims import Claim, Held
from domain.holdings import Holding, Said, holdings
from domain.policies import sort, trust
from domain.span import OPEN, Span, end_of, first_day_past, first_day_reaching
from domain.state import UNKNOWN, Alternative, Period, State
from domain.vocabulary import Certainty, ControlLevel, Interest, Policy
from domain.voices import Speech, Voice, voices


def state_on(claims: Sequence[Claim], day: date, policy: Policy) -> State:
    """The state of one place at the end of a civil day, by its standing claims; UNKNOWN where there is none."""
    return Resolved(claims, policy).state_on(day)


def periods(claims: Sequence[Claim], policy: Policy) -> tuple[Period, ...]:
    """The whole history of one place as stretches of days with one state, oldest first; UNKNOWN ones are left out."""
    place = Resolved(claims, policy)
    days = place.days_of_change()
    states = [place.state_on(day) for day in days]
    starts = [i for i, state in enumerate(states) if i == 0 or state != states[i - 1]]
    ends = [*(days[i] for i in starts[1:]), None]
    return tuple(Period(days[i], end, states[i]) for i, end in zip(starts, ends, strict=False) if states[i] != UNKNOWN)


def periods_by_policy(claims: Sequence[Claim]) -> dict[Policy, tuple[Period, ...]]:
    """The history of one place under every policy. Policies that count the same claims share one fold."""
    found: dict[Policy, tuple[Period, ...]] = {}
    shared: dict[tuple[tuple[int, ...], ...], tuple[Period, ...]] = {}
    for policy in Policy:
        if policy is Policy.CAUTIOUS and not _disputed(found[Policy.AGAINST_INTEREST]):
            found[policy] = found[Policy.AGAINST_INTEREST]
            continue
        counted = tuple(tuple(claim.position for claim in part) for part in sort(claims, policy))
        if policy is Policy.CAUTIOUS or counted not in shared:
            shared[counted] = periods(claims, policy)
        found[policy] = shared[counted]
    return found


def _disputed(found: Iterable[Period]) -> bool:
    return any(period.state.certainty is Certainty.DISPUTED for period in found)


@dataclass(frozen=True, slots=True)
class _Support:
    """A holding with what backs it: when its claims spoke, and who backs it to his own gain."""

    holding: Holding
    heard: list[datetime]
    """Ends of the words of its claims, in order."""
    newest: list[datetime]
    """For each of them, the latest beginning of a word so far."""
    partisans: list[Claim]

    @classmethod
    def of(cls, holding: Holding, until: datetime, aside: Iterable[Said]) -> "_Support":
        words = sorted((said.word.hi, said.word.lo) for said in holding.said)
        window = Span(holding.when.lo, until)
        return cls(
            holding,
            [hi for hi, _ in words],
            list(accumulate((lo for _, lo in words), max)),
            [s.claim for s in aside if s.claim.held == holding.held and s.word.overlaps(window)],
        )

    @property
    def claims(self) -> list[Claim]:
        return [said.claim for said in self.holding.said] + self.partisans

    def spoke_after(self, reach: datetime, moment: datetime) -> bool:
        """Whether anything that backs the holding, heard by the moment, is clearly later than `reach`."""
        index = bisect_right(self.heard, moment)
        return index > 0 and self.newest[index - 1] >= reach

    def has_word_of(self, against: Said, moment: datetime) -> bool:
        """Whether the source that speaks against the holding backs it too, and not clearly earlier."""
        return any(
            said.claim.voice == against.claim.voice and against.word.lo < said.word.hi <= moment
            for said in self.holding.said
        )


class Resolved:
    """What the standing claims of one place come to under a policy, before a day is asked."""

    def __init__(self, claims: Sequence[Claim], policy: Policy):
        self._policy = policy
        counted, own_gain, outdone = sort(sorted(claims, key=lambda claim: claim.order), policy)
        held = holdings(counted)
        said = [one for holding in held for one in holding.said]
        aside = [Said(claim, claim.word) for claim in own_gain + outdone]
        ends = [holding.when.hi for holding in held[1:]] + [datetime.max]
        self._supports = [_Support.of(h, end, aside) for h, end in zip(held, ends, strict=False)]
        self._changed_hands_at = [holding.when.hi for holding in held]
        self._voices = voices(said)
        self._all_voices = voices(said + aside) if aside else {}
        self._aside = {one.claim.position for one in aside}
        self._index = {one.claim.position: i for i, holding in enumerate(held) for one in holding.said}

    def days_of_change(self) -> list[date]:
        """The days on which the answer may differ from that of the day before."""
        held = [support.holding for support in self._supports]
        days = {first_day_reaching(holding.when.hi) for holding in held}
        days |= {first_day_past(holding.when.lo) for holding in held if holding.when.lo != OPEN}
        everyone = self._all_voices or self._voices
        days |= {first_day_reaching(s.word.hi) for v in everyone.values() for speech in v.speeches for s in speech.said}
        return sorted(days)

    def state_on(self, day: date) -> State:
        now = end_of(day)
        at = bisect_right(self._changed_hands_at, now) - 1
        disputing = [s for s in self._last_words(self._voices, now) if self._opposes(s, at, now)]
        aside = [s for s in self._last_words(self._all_voices, now) if self._is_aside(s) and self._opposes(s, at, now)]
        possible = [
            s.holding
            for s in self._supports[at + 1 :]
            if OPEN < s.holding.when.lo < now and (at < 0 or s.holding.held != self._supports[at].holding.held)
        ]
        against = [speech.claims for speech in disputing + aside] + [[s.claim for s in h.said] for h in possible]
        if possible:
            certainty = Certainty.POSSIBLE
        elif any(claim.interest is Interest.OWN_GAIN for speech in aside for claim in speech.claims):
            certainty = Certainty.CLAIMED
        else:
            certainty = Certainty.ESTABLISHED if at >= 0 else Certainty.UNKNOWN
        if disputing:
            return self._weighed(at, now, disputing, against, certainty)
        return self._of_holding(at, certainty, against)

    def _of_holding(self, at: int, certainty: Certainty, against: list[list[Claim]]) -> State:
        if at < 0:
            return State(None, ControlLevel.UNKNOWN, certainty, alternatives=_alternatives(against))
        support = self._supports[at]
        holding, basis = support.holding, _latest_first(support.claims)
        return State(*holding.held, certainty, holding.since, holding.manner, basis, _alternatives(against))

    @staticmethod
    def _last_words(everyone: dict[str, Voice], now: datetime) -> Iterable[Speech]:
        return filter(None, (voice.last(now) for voice in everyone.values()))

    def _is_aside(self, speech: Speech) -> bool:
        return all(claim.position in self._aside for claim in speech.claims)

    def _opposes(self, speech: Speech, at: int, now: datetime) -> bool:
        """Whether a source's last word is for another holder and not clearly older than what backs the current one."""
        if at < 0:
            return True
        support = self._supports[at]
        if speech.held[0] == support.holding.held[0]:
            return False
        return not (
            support.spoke_after(speech.heard_until(now), now)
            or support.has_word_of(speech.last(now), now)
            or self._came_before(speech, at, now)
        )

    def _came_before(self, speech: Speech, at: int, now: datetime) -> bool:
        """Whether the speech tells of a change that is known to have come before the current one."""
        last = speech.last(now).claim
        index = self._index.get(last.position, at)
        return last.changed and any(support.holding.told for support in self._supports[index + 1 : at + 1])

    def _weighed(
        self, at: int, now: datetime, disputing: list[Speech], against: list[list[Claim]], otherwise: Certainty
    ) -> State:
        """Rule 5: both sides are listed, and the better source is believed; nobody is where they tie.

        A holding that none of its sources upholds any more is given up, and then there may be no dispute.
        """
        support = self._supports[at]
        taken_back = {speech.said[0].claim.voice for speech in disputing}
        sides: dict[str | None, list[Claim]] = defaultdict(list)
        for said in support.holding.said:
            if said.word.hi <= now and said.claim.voice not in taken_back:
                sides[support.holding.held[0]].append(said.claim)
        if sides:
            against = [support.claims, *against]
        for speech in disputing:
            sides[speech.held[0]] += speech.claims
        certainty = Certainty.DISPUTED if len(sides) > 1 else otherwise
        believed = _believed(sides, self._policy)
        if believed is None:
            level = ControlLevel.CONTESTED if self._policy is Policy.CAUTIOUS else ControlLevel.UNKNOWN
            return State(None, level, certainty, alternatives=_alternatives(against))
        against = [claims for claims in against if claims[0].held != believed.held]
        index = self._index[believed.position]
        if index == at:
            return self._of_holding(at, certainty, against)
        holding = self._supports[index].holding
        basis = _latest_first(c for c in sides[believed.holder] if c.held == believed.held)
        return State(*believed.held, certainty, holding.since, holding.manner, basis, _alternatives(against))


def _believed(sides: dict[str | None, list[Claim]], policy: Policy) -> Claim | None:
    """The newest claim of the side that is believed; None where the best sides tie, or in doubt by CAUTIOUS."""
    if policy is Policy.CAUTIOUS and len(sides) > 1:
        return None
    ranks = {holder: min(map(trust, claims)) for holder, claims in sides.items()}
    best = [holder for holder, rank in ranks.items() if rank == min(ranks.values())]
    return max(sides[best[0]], key=lambda claim: claim.order) if len(best) == 1 else None


def _alternatives(against: Iterable[list[Claim]]) -> tuple[Alternative, ...]:
    grouped: dict[Held, list[Claim]] = defaultdict(list)
    for claims in against:
        grouped[claims[0].held] += claims
    latest = sorted(grouped.items(), key=lambda item: max(c.order for c in item[1]), reverse=True)
    return tuple(Alternative(holder, level, _latest_first(claims)) for (holder, level), claims in latest)


def _latest_first(claims: Iterable[Claim]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(c.position for c in sorted(claims, key=lambda c: c.order, reverse=True)))
