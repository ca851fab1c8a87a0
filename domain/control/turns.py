"""From claims to turns: which claims are about one turn of a place to a state, and when it must have happened.

Two passes, because a state seen on a single date says less than a dated change:

- claims of a change, and states asserted for an interval, that agree and overlap are about one turn and narrow each
  other ("some time in ten days" and "at noon on the 21st" give noon on the 21st). What other sources say between them
  makes no second turn: it leaves a dispute;
- a state seen on one date turned some time after the newest earlier claim of anybody that says otherwise, and joins an
  agreeing turn that it overlaps.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, takewhile

from domain.control.claims import Claim, Held, Order
from domain.values.interval import OPEN_START, Interval
from domain.values.interval_index import IntervalIndex

Otherwise = Mapping[tuple[str, Held], IntervalIndex[Claim]]
"""By source and state: the claims of that source for other states, by the time that they observed."""


@dataclass(slots=True, eq=False)
class Turn:
    """Claims about one turn to one state. `when` is what they leave of the time in which it can have happened.

    `number` counts the turns to its state in the order in which they were built. `cut`: `when` begins where an
    opposing claim ends, and the turn came after it.
    """

    held: Held
    when: Interval
    number: int
    cut: bool = False
    claims: list[Claim] = field(default_factory=list)
    losers: set[str] = field(default_factory=set)
    _by_voice: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def join(self, claim: Claim, window: Interval, cut: bool) -> None:
        self.cut = cut if window.start > self.when.start else self.cut
        self.when = self.when.intersection(window)
        self.claims.append(claim)
        self._by_voice[claim.voice].append(claim)
        if claim.loser is not None:
            self.losers.add(claim.loser)

    @property
    def voices(self) -> Set[str]:
        return self._by_voice.keys()

    def claims_by(self, voice: str) -> Sequence[Claim]:
        return self._by_voice.get(voice, ())

    def observed(self, claim: Claim) -> Interval:
        """The time for which the claim vouches, now that its turn is known better.

        A state seen after the turn is vouched for on its own date, however early the turn came. One seen on a date of
        which only a part lies before the end of `when` is taken to have been seen in that part.
        """
        if claim.changed:
            return self.when
        return self.when.intersection(claim.observed) if claim.observed.start < self.when.end else claim.observed

    @property
    def place_in_order(self) -> Interval:
        """Where the turn stands in the order: its time, or the first observation where nobody reported the change."""
        if not self.when.is_open and any(c.changed for c in self.claims):
            return self.when
        words = [self.observed(c) for c in self.claims]
        first = min(word.end for word in words)
        return max(word for word in words if word.end == first)

    @property
    def order(self) -> tuple[datetime, datetime, Order]:
        return self.when.end, self.when.start, min(c.order for c in self.claims)


def turns(claims: Iterable[Claim]) -> list[Turn]:
    """The turns that the claims are about, in no particular order."""
    ordered = sorted(claims, key=lambda c: c.order)
    otherwise = _otherwise(ordered)
    by_state = _dated_turns([c for c in ordered if not c.window.is_open], otherwise)
    return _with_observations([c for c in ordered if c.window.is_open], by_state, otherwise)


def _otherwise(claims: Iterable[Claim]) -> Otherwise:
    by_voice: dict[str, dict[Held, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_voice[claim.voice][claim.held].append(claim)
    return {
        (voice, held): IntervalIndex(
            chain(*(by_state[other] for other in by_state if other != held)), lambda claim: claim.observed
        )
        for voice, by_state in by_voice.items()
        if len(by_state) > 1
        for held in by_state
    }


def _dated_turns(claims: Sequence[Claim], otherwise: Otherwise) -> dict[Held, list[Turn]]:
    """The dated turns by state, in order of time; claims that agree and overlap are one turn."""
    by_state: dict[Held, list[Turn]] = defaultdict(list)
    for claim in claims:
        _assign(by_state[claim.held], claim, claim.window, otherwise.get((claim.voice, claim.held)))
    return by_state


def _assign(
    built: list[Turn], claim: Claim, window: Interval, otherwise: IntervalIndex[Claim] | None, cut: bool = False
) -> None:
    """Joins the claim to the latest turn that it can be about, or adds a turn; `built` stays in order of time."""
    late_enough = takewhile(lambda turn: turn.when.end > window.start, reversed(built))
    same = (t for t in late_enough if t.when.start < window.end and not _is_separate(t, claim, otherwise))
    if turn := next(same, None):
        built.remove(turn)
    else:
        turn = Turn(claim.held, window, len(built), cut)
    turn.join(claim, window, cut)
    insort(built, turn, key=_time)


def _time(turn: Turn) -> tuple[datetime, int]:
    """Of turns that end together the one that was built first is the latest."""
    return turn.when.end, -turn.number


def _is_separate(turn: Turn, claim: Claim, otherwise: IntervalIndex[Claim] | None) -> bool:
    """Whether the claim's own source said otherwise between that turn and the claim: then there were two turns."""
    if otherwise is None:
        return False
    own = turn.claims_by(claim.voice)
    first = min([turn.when.end, claim.observed.start, *(c.observed.start for c in own)])
    last = max([claim.observed.end, *(c.observed.end for c in own)])
    return any(
        (turn.when.end <= opposing.observed.end and opposing.spoken_before(claim))
        or any(_between(claim, opposing, c) or _between(c, opposing, claim) for c in own)
        for opposing in otherwise.touching(first, last)
    )


def _between(first: Claim, opposing: Claim, last: Claim) -> bool:
    return first.spoken_before(opposing) and opposing.spoken_before(last)


def _with_observations(claims: Sequence[Claim], by_state: dict[Held, list[Turn]], otherwise: Otherwise) -> list[Turn]:
    """Adds the states that were seen on single dates to the dated turns."""
    ends: dict[Held, list[datetime]] = defaultdict(list)
    for held, group in by_state.items():
        ends[held] += (turn.observed(c).end for turn in group for c in turn.claims)
    for claim in claims:
        ends[claim.held].append(claim.observed.end)
    for moments in ends.values():
        moments.sort()
    for claim in claims:
        own = otherwise.get((claim.voice, claim.held))
        others = (moments for held, moments in ends.items() if held != claim.held)
        start = max([_newest(moments, claim.observed.start) for moments in others] + _own_start(claim, own))
        _assign(by_state[claim.held], claim, Interval(start, claim.window.end), own, cut=start != OPEN_START)
    return [turn for group in by_state.values() for turn in group]


def _own_start(claim: Claim, otherwise: IntervalIndex[Claim] | None) -> list[datetime]:
    """Where the claim's own source said otherwise before it on the same date: the turn came after that."""
    nearby = otherwise.touching(*claim.observed) if otherwise else ()
    same_time = [opposing for opposing in nearby if opposing.observed.overlaps(claim.observed)]
    before = [opposing.observed for opposing in same_time if opposing.spoken < claim.spoken]
    return [OPEN_START] + [when.end if when.end < claim.observed.end else when.start for when in before]


def _newest(ends: Sequence[datetime], until: datetime) -> datetime:
    """The last of the sorted moments that is not after `until`; OPEN_START if there is none."""
    index = bisect_right(ends, until)
    return ends[index - 1] if index else OPEN_START
