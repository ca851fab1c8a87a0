"""From claims to turns: which claims tell of one and the same turn, and when it must have been. Rule 2.

Two passes, because a state seen on a single date says less than a dated turn:

- dated claims that agree and overlap are one turn and narrow each other ("some time in ten days" and "at noon on
  the 21st" give noon on the 21st);
- a state seen on one date changed some time after the newest earlier claim that says otherwise, and joins an agreeing
  turn that it overlaps.
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
"""By source and state: what that source says otherwise, if it does, at the times of its words."""


@dataclass(slots=True, eq=False)
class Turn:
    """Claims that tell of one turn to one state. `when` is what is left of the time in which it can have been.

    `number` counts the turns to its state as they are found. `cut`: the start of `when` is the end of an opposing
    claim, and the turn came after it.
    """

    held: Held
    when: Interval
    number: int
    cut: bool = False
    claims: list[Claim] = field(default_factory=list)
    losers: set[str] = field(default_factory=set)
    _by_voice: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def join(self, claim: Claim, told: Interval, cut: bool) -> None:
        self.cut = cut if told.start > self.when.start else self.cut
        self.when = self.when.intersection(told)
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
        """What the claim vouches for, now that its turn is known better.

        A state seen on a date of which only a part lies before the end of `when` was seen in that part.
        """
        if claim.changed:
            return self.when
        return self.when.intersection(claim.observed) if claim.observed.start < self.when.end else claim.observed

    @property
    def dated(self) -> Interval:
        """Where the turn stands in the order: its time, or where it was only seen the first word that tells of it."""
        if not self.when.is_open and any(c.changed for c in self.claims):
            return self.when
        words = [self.observed(c) for c in self.claims]
        first = min(word.end for word in words)
        return max(word for word in words if word.end == first)

    @property
    def order(self) -> tuple[datetime, datetime, Order]:
        return self.when.end, self.when.start, min(c.order for c in self.claims)


def turns(claims: Iterable[Claim]) -> list[Turn]:
    """The turns that the claims tell of, in no particular order."""
    ordered = sorted(claims, key=lambda c: c.order)
    otherwise = _otherwise(ordered)
    found = _dated([c for c in ordered if not c.window.is_open], otherwise)
    return _seen([c for c in ordered if c.window.is_open], found, otherwise)


def _otherwise(claims: Iterable[Claim]) -> Otherwise:
    by_voice: dict[str, dict[Held, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_voice[claim.voice][claim.held].append(claim)
    return {
        (voice, held): IntervalIndex(
            chain(*(said_by[other] for other in said_by if other != held)), lambda claim: claim.observed
        )
        for voice, said_by in by_voice.items()
        if len(said_by) > 1
        for held in said_by
    }


def _dated(claims: Sequence[Claim], otherwise: Otherwise) -> dict[Held, list[Turn]]:
    """The dated turns, those that agree and overlap taken together; by state, in order of time."""
    found: dict[Held, list[Turn]] = defaultdict(list)
    for claim in claims:
        _tell(found[claim.held], claim, claim.window, otherwise.get((claim.voice, claim.held)))
    return found


def _tell(
    found: list[Turn], claim: Claim, told: Interval, otherwise: IntervalIndex[Claim] | None, cut: bool = False
) -> None:
    """Joins the claim to the latest turn of which it can tell, or adds a turn; `found` stays in order of time."""
    late_enough = takewhile(lambda turn: turn.when.end > told.start, reversed(found))
    same = (one for one in late_enough if one.when.start < told.end and not _apart(one, claim, otherwise))
    if turn := next(same, None):
        found.remove(turn)
    else:
        turn = Turn(claim.held, told, len(found), cut)
    turn.join(claim, told, cut)
    insort(found, turn, key=_time)


def _time(turn: Turn) -> tuple[datetime, int]:
    """Of those that end together, the one that was found first is the latest."""
    return turn.when.end, -turn.number


def _apart(turn: Turn, claim: Claim, otherwise: IntervalIndex[Claim] | None) -> bool:
    """Whether the claim's own source said otherwise between that turn and the claim: then there were two turns."""
    if otherwise is None:
        return False
    own = turn.claims_by(claim.voice)
    first = min([turn.when.end, claim.observed.start, *(c.observed.start for c in own)])
    last = max([claim.observed.end, *(c.observed.end for c in own)])
    return any(
        (turn.when.end <= said.observed.end and said.spoken_before(claim))
        or any(_between(claim, said, c) or _between(c, said, claim) for c in own)
        for said in otherwise.touching(first, last)
    )


def _between(first: Claim, said: Claim, last: Claim) -> bool:
    return first.spoken_before(said) and said.spoken_before(last)


def _seen(claims: Sequence[Claim], found: dict[Held, list[Turn]], otherwise: Otherwise) -> list[Turn]:
    """Adds to the turns what the states seen on single dates tell."""
    ends: dict[Held, list[datetime]] = defaultdict(list)
    for held, group in found.items():
        ends[held] += (turn.observed(c).end for turn in group for c in turn.claims)
    for claim in claims:
        ends[claim.held].append(claim.observed.end)
    for moments in ends.values():
        moments.sort()
    for claim in claims:
        own = otherwise.get((claim.voice, claim.held))
        others = (moments for held, moments in ends.items() if held != claim.held)
        start = max([_newest(moments, claim.observed.start) for moments in others] + _own_start(claim, own))
        _tell(found[claim.held], claim, Interval(start, claim.window.end), own, cut=start != OPEN_START)
    return [turn for group in found.values() for turn in group]


def _own_start(claim: Claim, otherwise: IntervalIndex[Claim] | None) -> list[datetime]:
    """Where the claim's own source said otherwise before it on the same date: the turn came after that."""
    nearby = otherwise.touching(*claim.observed) if otherwise else ()
    same_time = [said for said in nearby if said.observed.overlaps(claim.observed)]
    before = [said.observed for said in same_time if said.position < claim.position]
    return [OPEN_START] + [word.end if word.end < claim.observed.end else word.start for word in before]


def _newest(ends: Sequence[datetime], until: datetime) -> datetime:
    """The last of the sorted moments that is not after `until`; OPEN_START if there is none."""
    index = bisect_right(ends, until)
    return ends[index - 1] if index else OPEN_START
