"""Whether an excerpt of the claims about a place (vicinity.py) gives the same answer for a day as all of them.

It does if what lies beyond the excerpt cannot reach the turns that decide the day. This rests on the following facts
about domain/control, and on nothing else in it; a test holds the answers of excerpts against plain folds of random
logs.

- The window of a claim depends on claims whose time ends by its own, and begins no earlier than the newest of them for
  another state. So two states reported between the edge of the excerpt and a claim fix its window.
- Turns are in the order of their windows. Of those that overlap, a run, the best order is asked for; only by a claim
  that names a loser, or a regaining, does it depend on other runs, and of those only on the last turn before and on
  which holders came earlier at all. So a run of a single turn, or without such claims, parts what is before it from
  what is after.
- The times of a turn depend on the two turns before it and on those after it in its run.
- A last word is answered by any later one for the state of the current turn. Unanswered are the words after the start
  of that, and those of a voice that goes on to say the same after the day.
- What is said for the speaker's own gain is heard apart, and of it the newest is always shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from domain.control.answers import answer
from domain.control.claims import Claim, Held
from domain.control.order import overlapping
from domain.control.resolved_place import ResolvedPlace, resolved
from domain.control.situation import Situation
from domain.control.speech import Speech, Word
from domain.control.state import State
from domain.control.sweep import situations
from domain.control.turns import Newest, Turn
from domain.history.vicinity import Excerpt
from domain.values.interval import OPEN_END, OPEN_START, Interval, end_of
from domain.values.terms import Policy


def state_by(excerpt: Excerpt, day: date, policy: Policy) -> State | None:
    """The state of the place at the end of the day; None where the excerpt does not decide it."""
    place = resolved(excerpt.claims, policy)
    situation = next(situations(place, [day]))
    if excerpt.is_whole or _Proof(excerpt, place, situation, end_of(day)).holds():
        return answer(situation, policy, place)
    return None


class _Proof:
    """That what lies beyond the excerpt changes nothing in a situation."""

    def __init__(self, excerpt: Excerpt, place: ResolvedPlace, situation: Situation, now: datetime):
        self._excerpt, self._place, self._situation, self._now = excerpt, place, situation, now
        self._is_cut_before, self._is_cut_after = excerpt.since > OPEN_START, excerpt.until < OPEN_END
        self._near = [claim for claim in place.hearing.counted if self._is_near(claim)]
        current = situation.current
        backing = (c.observed.start for c in self._near if current and c.held == current.held and c.observed.end <= now)
        self._backed_since = max(backing, default=OPEN_START)

    def _is_near(self, claim: Claim) -> bool:
        start, end = claim.span
        return self._excerpt.since <= start and end <= self._excerpt.until

    def holds(self) -> bool:
        if self._is_cut_before and (self._backed_since == OPEN_START or len(self._situation.pending) > 1):
            return False
        exact = self._exact()
        if exact is None or not self._is_own_gain_known(exact):
            return False
        deciding = self._deciding()
        runs = list(overlapping(turn for turn in self._place.turns if exact.covers(turn.window)))
        number = {turn: number for number, run in enumerate(runs) for turn in run}
        if deciding is None or not deciding <= number.keys():
            return False
        return self._is_parted(runs, [number[turn] for turn in deciding])

    def _exact(self) -> Interval | None:
        """The time in which turns are what they are among all claims: no window reaches across its start or its end.

        Windows of claims are known behind two states. Turns that end by the newest two are joined by no later claim.
        """
        by_end = sorted(self._near, key=lambda claim: claim.observed.end)
        first = _two_states(by_end) if self._is_cut_before else OPEN_START
        last = _two_states(reversed(by_end)) if self._is_cut_after else OPEN_END
        if first is None or last is None:
            return None
        newest = Newest((claim.observed.end, claim.held) for claim in self._near)
        cuts = [cut for cut in _gaps(_at_most(claim, newest) for claim in self._near) if first <= cut <= last]
        start = min(cuts, default=OPEN_END) if self._is_cut_before else OPEN_START
        end = max(cuts, default=OPEN_START) if self._is_cut_after else OPEN_END
        return Interval(start, end) if start < end else None

    def _is_own_gain_known(self, exact: Interval) -> bool:
        """Whether no word for its speaker's own gain beyond the excerpt is the newest, or tells of one turn with a word
        that is to be heard: dated changes do so only if they are of one time.
        """
        excerpt = self._excerpt
        newest = self._situation.own_gain
        if excerpt.own_gain_before and not all(exact.start <= claim.span.start for claim in newest):
            return False
        if not (excerpt.own_gain_before or excerpt.own_gain_after):
            return True
        turns = {self._place.turn_of[claim.position] for claim in self._unanswered(self._place.silent)}
        claims = [claim for turn in turns for claim in turn.claims]
        return not claims or (
            not excerpt.own_gain_after and all(self._is_near(claim) and not claim.window.is_open for claim in claims)
        )

    def _unanswered(self, speech: Speech) -> Iterator[Claim]:
        """Words that may challenge the current turn."""
        last: dict[str, Word] = {}
        for word in speech.words:
            if word.claim.observed.end > self._now:
                break
            last[word.claim.voice] = word
            if word.claim.observed.end > self._backed_since:
                yield word.claim
        yield from (word.claim for word in last.values() if word.goes_on)

    def _deciding(self) -> set[Turn] | None:
        """The turns on which the answer rests; None where one of their tenures may go on beyond the excerpt."""
        place, tenures = self._place, self._place.tenures
        turns = {place.turn_of[claim.position] for claim in self._unanswered(place.counted)}
        turns.update(self._situation.pending, [self._situation.current] if self._situation.current else [])
        resting = {number for number, tenure in enumerate(tenures) if not turns.isdisjoint(tenure.turns)}
        if (self._is_cut_before and 0 in resting) or (self._is_cut_after and len(tenures) - 1 in resting):
            return None
        for number in resting:
            turns.update(tenures[number].turns, [tenures[number - 1].turns[-1]] if number else [])
            turns.update(turn for tenure in tenures[number + 1 : number + 2] for turn in tenure.turns[:1])
        return turns

    def _is_parted(self, runs: Sequence[Sequence[Turn]], deciding: Sequence[int]) -> bool:
        """Whether a run before those that decide, but for one between, and a run after them keep all others away."""
        before = runs[: max(0, min(deciding, default=0) - 1)]
        after = runs[max(deciding, default=-1) + 1 :]
        return (not self._is_cut_before or any(map(parts, before))) and (
            not self._is_cut_after
            or any(parts(run) and all(turn.window.start >= self._now for turn in run) for run in after)
        )


def _two_states(claims: Iterable[Claim]) -> datetime | None:
    """The end of the first of the claims, in their order, with which two states have been reported."""
    states: set[Held] = set()
    for claim in claims:
        states.add(claim.held)
        if len(states) > 1:
            return claim.observed.end
    return None


def _at_most(claim: Claim, newest: Newest) -> Interval:
    """What the window of a claim lies in, for all that is known."""
    if not claim.window.is_open:
        return claim.window
    return Interval(newest.until(claim.observed.start, claim.held), claim.window.end)


def _gaps(intervals: Iterable[Interval]) -> Iterator[datetime]:
    """Moments across which none of the intervals reaches."""
    reached = OPEN_START
    for start, end in sorted(intervals):
        if start >= reached:
            yield from (reached, start)
        reached = max(reached, end)
    yield reached


def parts(run: Sequence[Turn]) -> bool:
    """Whether the order of other runs does not depend on this one, nor the other way round."""
    return len(run) == 1 or not any(turn.losers or turn.is_regaining for turn in run)
