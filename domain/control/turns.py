"""From claims to turns: which claims tell of one passing of a place to a state, and when it must have happened.

Claims for one state whose windows overlap tell of one turn and narrow it to what they share ("some time in ten days"
and "at noon on the 21st" give noon on the 21st), unless their own voice said otherwise between them. A state seen on a
single date turned some time after the newest earlier word of anybody that says otherwise.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from operator import attrgetter

from domain.control.claims import Claim, Held, Order
from domain.control.speech import Speech, Statement
from domain.values.interval import OPEN_START, Interval


@dataclass(slots=True, eq=False)
class Turn:
    """One passing of the place to one state, with the claims that tell of it, somewhere in `window`: what they share.

    `when` is what the turns before and after it leave of the window; `cut`: it begins where something else ended.
    `begins`: from when on the turn may have come, given what came before it; OPEN_START where nobody knows. They are
    settled when the turns are in order (tenures.py).
    """

    held: Held
    window: Interval
    cut: bool = False
    when: Interval = field(init=False)
    begins: datetime = OPEN_START
    claims: list[Claim] = field(default_factory=list)
    statements: dict[str, Statement] = field(default_factory=dict)
    """By voice: what it was saying when it told of the turn."""
    words: dict[str, list[Claim]] = field(default_factory=dict)
    """The claims by voice, in the order in which it spoke."""
    losers: set[str] = field(default_factory=set)
    is_regaining: bool = False
    sights: list[datetime] = field(default_factory=list)
    """The moments at which the state was seen, in order."""
    clearly_seen: datetime = OPEN_START
    """The beginning of the last date on which the state was seen."""
    told_until: datetime = OPEN_START
    """The latest end of a claim that leaves more open than the window: it may tell of a later turn as well. Where a
    dated change tells of the turn, a list is of that one.
    """
    dated_from: datetime = OPEN_START
    """The latest beginning that a claim gives to the turn itself."""
    order: tuple[datetime, datetime, Order] = field(init=False)
    """Its place in the order of last resort: latest end, start, publication, position."""
    newest: Claim = field(init=False)

    def join(self, claim: Claim, start: datetime, cut: bool, statement: Statement) -> None:
        if start > self.window.start:
            self.window, self.cut = Interval(start, self.window.end), cut
        elif start == self.window.start:
            self.cut = self.cut and cut
        self.claims.append(claim)
        self.statements[claim.voice] = statement
        self.words.setdefault(claim.voice, []).append(claim)
        if claim.loser is not None:
            self.losers.add(claim.loser)
        self.is_regaining |= claim.regained
        self._observe(claim)

    def _observe(self, claim: Claim) -> None:
        if not claim.changed:
            self.sights.append(claim.sighted)
            self.clearly_seen = max(self.clearly_seen, claim.observed.start)
        if not claim.window.is_open:
            self.dated_from = max(self.dated_from, claim.window.start)

    def settle(self) -> None:
        """To be called when all claims have joined it."""
        self.sights.sort()
        for own in self.words.values():
            if len(own) > 1:
                own.sort(key=_utterance)
        self.when = self.window
        dated = [c for c in self.claims if c.changed] or [c for c in self.claims if not c.window.is_open]
        until = max((claim.window.end for claim in dated), default=OPEN_START)
        if until > self.window.end:
            self.told_until = until
        by_order = sorted(self.claims, key=_order) if len(self.claims) > 1 else self.claims
        self.newest = by_order[-1]
        self.order = self.window.end, self.window.start, by_order[0].order

    def last_sight_before(self, moment: datetime) -> datetime:
        index = bisect_left(self.sights, moment)
        return self.sights[index - 1] if index else OPEN_START


_order, _utterance = attrgetter("order"), attrgetter("utterance")


class Newest:
    """The newest of many moments, each of one state, that is of another state than a given one."""

    def __init__(self, moments: Iterable[tuple[datetime, Held]]):
        self._moments: list[datetime] = []
        self._others: list[tuple[Held, datetime]] = []
        """Beside each moment: its state, and the newest moment so far of any other."""
        for moment, held in sorted(moments, key=lambda pair: pair[0]):
            other = OPEN_START
            if self._others:
                last, before = self._others[-1]
                other = before if last == held else self._moments[-1]
            self._moments.append(moment)
            self._others.append((held, other))

    def until(self, moment: datetime, held: Held) -> datetime:
        """OPEN_START if there is none up to the moment."""
        return self._at(bisect_right(self._moments, moment), held)

    def before(self, moment: datetime, held: Held) -> datetime:
        return self._at(bisect_left(self._moments, moment), held)

    def _at(self, index: int, held: Held) -> datetime:
        if not index:
            return OPEN_START
        state, other = self._others[index - 1]
        return self._moments[index - 1] if state != held else other


def turns(claims: Sequence[Claim], speech: Speech) -> list[Turn]:
    """The turns that the claims tell of, in no particular order."""
    if not claims:
        return []
    ends = Newest((claim.observed.end, claim.held) for claim in claims)
    sights = Newest((claim.sighted, claim.held) for claim in claims if not claim.changed)
    windows = [(claim, *_window(claim, ends, sights, speech)) for claim in claims]
    by_state: dict[Held, list[Turn]] = {}
    for claim, start, cut in sorted(windows, key=lambda known: (known[0].window.end, known[1], known[0].told)):
        built, statement = by_state.setdefault(claim.held, []), speech.statement(claim)
        if not (built and start < built[-1].window.end and not _is_apart(built[-1], claim, statement)):
            built.append(Turn(claim.held, Interval(start, claim.window.end), cut))
        built[-1].join(claim, start, cut, statement)
    made = list(chain.from_iterable(by_state.values()))
    for turn in made:
        turn.settle()
    return made


def _window(claim: Claim, ends: Newest, sights: Newest, speech: Speech) -> tuple[datetime, bool]:
    """Where the window of its turn begins, and whether that is where something else ended."""
    if not claim.is_single_sight:
        return claim.window.start, False
    newest = max(ends.until(claim.observed.start, claim.held), sights.before(claim.sighted, claim.held))
    own, since = speech.statement(claim).before, OPEN_START
    if own and own.observed.overlaps(claim.observed):
        if own.observed.end < claim.observed.end:
            newest = max(newest, own.observed.end)
        else:
            since = own.observed.start
    return max(newest, since), newest >= since and newest > OPEN_START


def _is_apart(turn: Turn, claim: Claim, statement: Statement) -> bool:
    """Whether the claim's own voice said otherwise between that turn and the claim: then there were two turns."""
    if turn.statements.get(claim.voice, statement) is not statement:
        return True
    before = statement.before
    return before is not None and turn.window.end <= before.observed.start
