"""From claims to changes: which claims tell of one and the same change, and when it must have been. Rule 2.

Two passes, because a state seen on a single date says less than a dated change:

- dated claims that agree and overlap are one change and narrow each other ("some time in ten days" and "at noon on
  the 21st" give noon on the 21st);
- a state seen on one date changed some time after the newest earlier claim that says otherwise, and joins an agreeing
  change that it overlaps.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.claims import Claim, Held
from domain.span import OPEN, Span


@dataclass(slots=True)
class Change:
    """Claims that tell of one change to one state. `when` is what is left of the time in which it can have been.

    `cut`: the start of `when` is the end of an opposing claim, and the change came after it.
    """

    held: Held
    when: Span
    claims: list[Claim] = field(default_factory=list)
    cut: bool = False

    def join(self, claim: Claim, told: Span, cut: bool) -> None:
        self.cut = cut if told.lo > self.when.lo else self.cut
        self.when = self.when.meet(told)
        self.claims.append(claim)

    def word(self, claim: Claim) -> Span:
        """What the claim vouches for, now that its change is known better.

        A state seen on a date of which only a part lies before the end of `when` was seen in that part.
        """
        if claim.changed:
            return self.when
        return self.when.meet(claim.word) if claim.word.lo < self.when.hi else claim.word

    @property
    def dated(self) -> Span:
        """Where the change stands in the order: its time, or where it was only seen the first word that tells of it."""
        dated = any(c.changed for c in self.claims) and not self.when.is_open
        if dated:
            return self.when
        words = [self.word(c) for c in self.claims]
        first = min(word.hi for word in words)
        return max(word for word in words if word.hi == first)

    @property
    def losers(self) -> set[str]:
        return {c.loser for c in self.claims if c.loser is not None}

    @property
    def order(self) -> tuple:
        return self.when.hi, self.when.lo, min(c.order for c in self.claims)


def changes(claims: Iterable[Claim]) -> list[Change]:
    """The changes that the claims tell of, in no particular order."""
    ordered = sorted(claims, key=lambda c: c.order)
    otherwise = _otherwise(ordered)
    found = _dated([c for c in ordered if not c.change.is_open], otherwise)
    return _seen([c for c in ordered if c.change.is_open], found, otherwise)


def _otherwise(claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    """By the position of a claim: what its own source says otherwise."""
    by_voice: dict[str, dict[Held, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        by_voice[claim.voice][claim.held].append(claim)
    return {
        claim.position: [said for other, group in said_by.items() if other != held for said in group]
        for said_by in by_voice.values()
        for held, own in said_by.items()
        for claim in own
    }


def _dated(claims: Sequence[Claim], otherwise: Mapping[int, Sequence[Claim]]) -> list[Change]:
    """The dated changes, those that agree and overlap taken together."""
    found: dict[Held, list[Change]] = defaultdict(list)
    for claim in claims:
        same = [
            change
            for change in found[claim.held]
            if change.when.overlaps(claim.change) and not _apart(change, claim, otherwise[claim.position])
        ]
        if same:
            max(same, key=lambda change: change.when.hi).join(claim, claim.change, cut=False)
        else:
            found[claim.held].append(Change(claim.held, claim.change, [claim]))
    return [change for group in found.values() for change in group]


def _apart(change: Change, claim: Claim, otherwise: Sequence[Claim]) -> bool:
    """Whether the claim's own source said otherwise between that change and the claim: then there were two changes."""
    if not otherwise:
        return False
    own = [c for c in change.claims if c.voice == claim.voice]
    first = min([change.when.hi, claim.word.lo, *(c.word.lo for c in own)])
    last = max([claim.word.hi, *(c.word.hi for c in own)])
    return any(
        (change.when.hi <= said.word.hi and said.said_before(claim))
        or any(_between(claim, said, c) or _between(c, said, claim) for c in own)
        for said in otherwise
        if first <= said.word.hi and said.word.lo < last
    )


def _between(first: Claim, said: Claim, last: Claim) -> bool:
    return first.said_before(said) and said.said_before(last)


def _seen(claims: Sequence[Claim], found: list[Change], otherwise: Mapping[int, Sequence[Claim]]) -> list[Change]:
    """Adds to the changes what the states seen on single dates tell."""
    ends: dict[Held, list[datetime]] = defaultdict(list)
    by_state: dict[Held, list[Change]] = defaultdict(list)
    for change in found:
        ends[change.held] += (change.word(c).hi for c in change.claims)
        by_state[change.held].append(change)
    for claim in claims:
        ends[claim.held].append(claim.word.hi)
    for group in ends.values():
        group.sort()
    for claim in claims:
        others = (group for held, group in ends.items() if held != claim.held)
        own = otherwise[claim.position]
        start = max([_newest(group, claim.word.lo) for group in others] + _own_start(claim, own))
        told = Span(start, claim.change.hi)
        same = [c for c in by_state[claim.held] if c.when.overlaps(told) and not _apart(c, claim, own)]
        if same:
            max(same, key=lambda change: change.when.hi).join(claim, told, cut=start != OPEN)
        else:
            by_state[claim.held].append(Change(claim.held, told, [claim], cut=start != OPEN))
    return [change for group in by_state.values() for change in group]


def _own_start(claim: Claim, otherwise: Sequence[Claim]) -> list[datetime]:
    """Where the claim's own source said otherwise before it on the same date: the change came after that."""
    before = [said.word for said in otherwise if said.word.overlaps(claim.word) and said.position < claim.position]
    return [OPEN] + [word.hi if word.hi < claim.word.hi else word.lo for word in before]


def _newest(ends: Sequence[datetime], until: datetime) -> datetime:
    """The last of the sorted moments that is not after `until`; OPEN if there is none."""
    index = bisect_right(ends, until)
    return ends[index - 1] if index else OPEN
