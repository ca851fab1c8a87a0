"""From claims to changes: which claims tell of one and the same change, and when it must have been. Rule 2.

Two passes, because a state seen on a single date says less than a dated change:

- dated claims that agree and overlap are one change and narrow each other ("some time in ten days" and "at noon on
  the 21st" give noon on the 21st);
- a state seen on one date changed some time after the newest earlier claim that says otherwise, and joins an agreeing
  change that it overlaps.
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
class Change:
    """Claims that tell of one change to one state. `when` is what is left of the time in which it can have been.

    `number` counts the changes to its state as they are found. `cut`: the start of `when` is the end of an opposing
    claim, and the change came after it.
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

    def told_by(self, voice: str) -> Sequence[Claim]:
        return self._by_voice.get(voice, ())

    def word(self, claim: Claim) -> Interval:
        """What the claim vouches for, now that its change is known better.

        A state seen on a date of which only a part lies before the end of `when` was seen in that part.
        """
        if claim.changed:
            return self.when
        return self.when.intersection(claim.word) if claim.word.start < self.when.end else claim.word

    @property
    def dated(self) -> Interval:
        """Where the change stands in the order: its time, or where it was only seen the first word that tells of it."""
        if not self.when.is_open and any(c.changed for c in self.claims):
            return self.when
        words = [self.word(c) for c in self.claims]
        first = min(word.end for word in words)
        return max(word for word in words if word.end == first)

    @property
    def order(self) -> tuple[datetime, datetime, Order]:
        return self.when.end, self.when.start, min(c.order for c in self.claims)


def changes(claims: Iterable[Claim]) -> list[Change]:
    """The changes that the claims tell of, in no particular order."""
    ordered = sorted(claims, key=lambda c: c.order)
    otherwise = _otherwise(ordered)
    found = _dated([c for c in ordered if not c.change.is_open], otherwise)
    return _seen([c for c in ordered if c.change.is_open], found, otherwise)


def _otherwise(claims: Iterable[Claim]) -> Otherwise:
    by_voice: dict[str, dict[Held, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_voice[claim.voice][claim.held].append(claim)
    return {
        (voice, held): IntervalIndex(chain(*(said_by[other] for other in said_by if other != held)), lambda c: c.word)
        for voice, said_by in by_voice.items()
        if len(said_by) > 1
        for held in said_by
    }


def _dated(claims: Sequence[Claim], otherwise: Otherwise) -> dict[Held, list[Change]]:
    """The dated changes, those that agree and overlap taken together; by state, in order of time."""
    found: dict[Held, list[Change]] = defaultdict(list)
    for claim in claims:
        _tell(found[claim.held], claim, claim.change, otherwise.get((claim.voice, claim.held)))
    return found


def _tell(
    found: list[Change], claim: Claim, told: Interval, otherwise: IntervalIndex[Claim] | None, cut: bool = False
) -> None:
    """Joins the claim to the latest change of which it can tell, or adds a change; `found` stays in order of time."""
    late_enough = takewhile(lambda change: change.when.end > told.start, reversed(found))
    same = (one for one in late_enough if one.when.start < told.end and not _apart(one, claim, otherwise))
    if change := next(same, None):
        found.remove(change)
    else:
        change = Change(claim.held, told, len(found), cut)
    change.join(claim, told, cut)
    insort(found, change, key=_time)


def _time(change: Change) -> tuple[datetime, int]:
    """Of those that end together, the one that was found first is the latest."""
    return change.when.end, -change.number


def _apart(change: Change, claim: Claim, otherwise: IntervalIndex[Claim] | None) -> bool:
    """Whether the claim's own source said otherwise between that change and the claim: then there were two changes."""
    if otherwise is None:
        return False
    own = change.told_by(claim.voice)
    first = min([change.when.end, claim.word.start, *(c.word.start for c in own)])
    last = max([claim.word.end, *(c.word.end for c in own)])
    return any(
        (change.when.end <= said.word.end and said.said_before(claim))
        or any(_between(claim, said, c) or _between(c, said, claim) for c in own)
        for said in otherwise.touching(first, last)
    )


def _between(first: Claim, said: Claim, last: Claim) -> bool:
    return first.said_before(said) and said.said_before(last)


def _seen(claims: Sequence[Claim], found: dict[Held, list[Change]], otherwise: Otherwise) -> list[Change]:
    """Adds to the changes what the states seen on single dates tell."""
    ends: dict[Held, list[datetime]] = defaultdict(list)
    for held, group in found.items():
        ends[held] += (change.word(c).end for change in group for c in change.claims)
    for claim in claims:
        ends[claim.held].append(claim.word.end)
    for moments in ends.values():
        moments.sort()
    for claim in claims:
        own = otherwise.get((claim.voice, claim.held))
        others = (moments for held, moments in ends.items() if held != claim.held)
        start = max([_newest(moments, claim.word.start) for moments in others] + _own_start(claim, own))
        _tell(found[claim.held], claim, Interval(start, claim.change.end), own, cut=start != OPEN_START)
    return [change for group in found.values() for change in group]


def _own_start(claim: Claim, otherwise: IntervalIndex[Claim] | None) -> list[datetime]:
    """Where the claim's own source said otherwise before it on the same date: the change came after that."""
    nearby = otherwise.touching(*claim.word) if otherwise else ()
    before = [said.word for said in nearby if said.word.overlaps(claim.word) and said.position < claim.position]
    return [OPEN_START] + [word.end if word.end < claim.word.end else word.start for word in before]


def _newest(ends: Sequence[datetime], until: datetime) -> datetime:
    """The last of the sorted moments that is not after `until`; OPEN_START if there is none."""
    index = bisect_right(ends, until)
    return ends[index - 1] if index else OPEN_START
