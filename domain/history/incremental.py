"""The history of a place after something changed of what is reported, from the day from which it may differ.

A history is folded whole because a new claim may change any part of it. One about today seldom changes what is long
past: this finds a day before which nothing can have changed, and folds the days from there on from the claims of
the time around (recent_claims.py). Where that cannot be shown, it says so. It rests on the facts about domain/control
that excerpts.py lists, and on these:

- Everything about a hearing follows from the claims that count and those that do not, each with what it stands for.
- A *cut* is a moment across which no window of a turn reaches, whoever is heard. Sights of one voice on its two sides
  are never in one row of repeats: something else was reported between them.
- The evidence for a tenure depends on its own turns and on the first one of the next tenure.
- A voice that has fallen silent still backs the holder that it named last, and goes on to say what it says again after
  its silence. So its last word is among the older claims that are looked at, but the turn of which that tells is not
  known: where that is part of an answer, the excerpt does not decide it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from domain.control.claims import Claim
from domain.control.order import overlapping
from domain.control.policies import Hearing, hear
from domain.control.repeats import without_repeats
from domain.control.resolution import Swept
from domain.control.resolved_place import ResolvedPlace
from domain.control.situation import Situation
from domain.control.speech import Speech
from domain.control.state import Period
from domain.control.turns import Newest, Turn
from domain.history.excerpts import parts
from domain.history.recent_claims import RecentClaims, recent_claims
from domain.values.interval import OPEN_END, OPEN_START, Interval, end_of, first_day_past, first_day_reaching
from domain.values.terms import Policy

CONTEXTS = 200, 600
"""How many claims before what changed are looked at, at first and at last."""


class Recent(NamedTuple):
    """The periods under each policy from a day on, the first cut off there; before it they are what they were.

    `before` is what the same excerpt gives of the claims that stood before: a check for whoever has those periods.
    """

    since: date
    periods: dict[Policy, tuple[Period, ...]]
    before: dict[Policy, tuple[Period, ...]]

    def agrees(self, policy: Policy, kept: Sequence[Period]) -> bool:
        """Whether these periods, which are all that lasted until that day or longer, are what the excerpt gives."""
        recent = (period for period in kept if period.end is None or period.end > self.since)
        return self.before[policy] == tuple(
            Period(max(period.start, self.since), period.end, period.state) for period in recent
        )


def periods_since_change(old: Sequence[Claim], new: Sequence[Claim]) -> Recent | None:
    """The part of a history that may differ where other claims stand than before; None where it may be all of it."""
    for context in CONTEXTS:
        recent = recent_claims(old, new, context)
        if recent is None:
            return None
        if found := _decided(recent):
            return found
    return None


def joined(kept: Sequence[Period], since: date, later: Sequence[Period]) -> tuple[Period, ...]:
    """A whole history: the periods that it had, as far as they begin before a day, and those from that day on."""
    before = [
        Period(period.start, since if period.end is None else min(period.end, since), period.state)
        for period in kept
        if period.start < since
    ]
    if before and later and (before[-1].end, before[-1].state) == (later[0].start, later[0].state):
        start = before.pop().start
        later = [Period(start, later[0].end, later[0].state), *later[1:]]
    return *before, *later


def _decided(recent: RecentClaims) -> Recent | None:
    old, new = (without_repeats([*recent.far, *near]) for near in (recent.old, recent.new))
    windows = [*_windows(old, recent.since), *_windows(new, recent.since)]
    courses: dict[object, _Course] = {}
    of_policy: dict[Policy, _Course] = {}
    for policy in Policy:
        before, after = hear(old, policy), hear(new, policy)
        outranks = recent.is_graded and policy is Policy.MOST_RELIABLE
        alike = *(tuple(c.position for c in own.counted) for own in (before, after)), after.asks_interest, outranks
        if alike not in courses:
            courses[alike] = _Course(before, after, recent.since, windows, outranks)
        of_policy[policy] = courses[alike]
    days = {course.unchanged_until for course in courses.values()}
    if None in days:
        return None
    since = min(day for day in days if day)
    if not all(course.decides_from(since) for course in courses.values()):
        return None
    return Recent(
        since,
        {policy: course.swept.under(policy) for policy, course in of_policy.items()},
        {policy: course.swept_before.under(policy) for policy, course in of_policy.items()},
    )


class _Course:
    """The turns of a place as one or more policies hear them, and of which of them all is known."""

    def __init__(
        self, old: Hearing, new: Hearing, since: datetime, windows: Sequence[Interval], outranks: bool
    ) -> None:
        """`windows` are those of all claims after `since`; `outranks`: whether older claims than these may be silent
        because others are of a better grade.
        """
        self._place, self._place_before = ResolvedPlace(new), ResolvedPlace(old)
        self._since, self._outranks = since, outranks
        self._silent_since = min(_cuts(_windows(new.silent, since), since)) if outranks else OPEN_START
        self._known: set[Turn] = set()
        self.unchanged_until: date | None = None
        """The first day on which the answer may differ from what it was."""
        windows = [*windows, *_windows(old.counted, since), *_windows(new.counted, since)]
        start = min(_cuts(windows, since))
        changed = _first_affected(old.counted, new.counted)
        silence_changed = _first_affected(old.silent, new.silent, since if outranks else OPEN_START)
        if silence_changed < OPEN_END:
            windows += [*_windows(old.silent, since), *_windows(new.silent, since)]
        before = [cut for cut in _cuts(windows, since) if cut <= min(changed, silence_changed)]
        if before and start < before[-1]:
            self._settle(start, before[-1])

    def _settle(self, start: datetime, end: datetime) -> None:
        """Between the two cuts, runs that part are the first and the last of which all is known. A tenure that has the
        first may have begun before, and the times of the next one depend on it. The tenure in force at the last one
        has evidence that depends on what follows, so the days of that are folded anew.
        """
        place = self._place
        runs = [run for run in overlapping(place.turns) if run[0].window.start >= start]
        parting = [number for number, run in enumerate(runs) if parts(run)]
        before = [number for number in parting if all(turn.window.end <= end for turn in runs[number])]
        if not before or before[0] == before[-1]:
            return
        number_of = {tenure: number for number, tenure in enumerate(place.tenures)}
        index = {turn: number for number, turn in enumerate(place.turns)}
        first = place.turns[min(index[turn] for turn in runs[before[0]])]
        run = runs[before[-1]] if len(runs[before[-1]]) == 1 else runs[before[-1] - 1]
        last = place.turns[max(index[turn] for turn in run)]
        known = place.tenures[number_of[place.tenure_of[first]] + 2 :]
        lasting = place.tenure_of[last]
        if lasting not in known:
            return
        self._known = {turn for tenure in known for turn in tenure.turns}
        self.unchanged_until = min(first_day_reaching(lasting.turns[0].when.end), first_day_past(last.when.start))

    def decides_from(self, since: date) -> bool:
        """Whether nothing but what is known is a part of any answer from that day on."""
        self.swept, self.swept_before = Swept(self._place, since), Swept(self._place_before, since)
        is_heard = not self._outranks or self._is_silence_heard(end_of(since))
        return is_heard and all(map(self._is_known, self.swept.situations))

    def _is_known(self, situation: Situation) -> bool:
        """Whether all turns are known on which the answer rests."""
        counted = [words.turn for words in (*situation.challengers, *situation.rival_levels)]
        return (
            situation.current is not None
            and len(situation.pending) < 2  # their order depends on which of them was pending first of all
            and self._known.issuperset((situation.current, *situation.pending, *counted))
            and all(words.turn.window.start >= self._silent_since for words in situation.excluded)
            and not any(claim.repeats and claim.observed.end <= self._since for claim in situation.own_gain)
        )

    def _is_silence_heard(self, now: datetime) -> bool:
        """Whether no voice may go on to say what does not count, from before the claims that are looked at."""
        first: dict[str, Claim] = {}
        for word in self._place.silent.words:
            if word.claim.observed.end > self._since:
                first.setdefault(word.claim.voice, word.claim)
        return all(claim.observed.end <= now or not claim.is_single_sight for claim in first.values())


def _first_affected(old: Sequence[Claim], new: Sequence[Claim], since: datetime = OPEN_START) -> datetime:
    """When the first claim begins that is not among both, or that is the last word of its voice before such a one.
    Words before `since` are not all known: where the last one is such a word, it may be at any time.
    """
    before, after = ({claim.position: claim for claim in claims} for claims in (old, new))
    changed = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    if not changed:
        return OPEN_END
    first = OPEN_END
    for claims in (old, new):
        words = Speech(claims).words
        by_number = {(word.claim.voice, word.number): word.claim for word in words}
        for word in words:
            if word.claim.position in changed:
                last = by_number.get((word.claim.voice, word.number - 1))
                if since > OPEN_START and (last is None or last.span.start < since):
                    return OPEN_START
                first = min(first, word.claim.span.start, last.span.start if last else OPEN_END)
    return first


def _windows(claims: Iterable[Claim], since: datetime) -> list[Interval]:
    """What the windows of the claims about times after `since` lie in."""
    claims = list(claims)
    newest = Newest((claim.observed.end, claim.held) for claim in claims)
    return [_at_most(claim, newest) for claim in claims if claim.span.start >= since]


def _at_most(claim: Claim, newest: Newest) -> Interval:
    if not claim.is_single_sight:
        return claim.window
    return Interval(newest.until(claim.observed.start, claim.held), claim.window.end)


def _cuts(windows: Iterable[Interval], since: datetime) -> list[datetime]:
    """Moments from that one on across which none of the windows reaches."""
    found: list[datetime] = []
    reached = since
    for start, end in sorted(windows):
        if start >= reached:
            found.append(reached)
        reached = max(reached, end)
    return [*found, reached]
