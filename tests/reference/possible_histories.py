"""Which states a place can have had on each day, if every claim about it is true.

The histories taken for possible are those of true_worlds.py: each claim is true, each turn is told of by a claim that
counts under the default policy, and the words of one voice have the order that the rules read out of them. An answer
may be ESTABLISHED only where all of them agree on the holder: elsewhere there is a world in which it is false. So this
also says how many days can be decided at all.

Time is cut where a window, a sight or a day begins or ends. All histories are followed from cut to cut together; then
those that come to nothing are taken out, from the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from domain.control.claims import Claim, Held
from domain.values.interval import OPEN_END, Interval, end_of
from domain.values.terms import ControlLevel, Interest
from tests.reference.claims import is_sight, order_of_telling, turn_window, vouched_time
from tests.reference.own_order import OwnOrder, Word, own_order

_MINUTE = timedelta(minutes=1)
SOMEBODY = "somebody else"
"""Whom nobody names."""
Claims = frozenset[int]
"""Positions."""


class History(NamedTuple):
    """What matters later of a history up to a moment.

    `is_told`: a claim that counts tells of the turn to this state. `word`: the end of the claim about this state that
    counts and ends first; `word_before`: the same of the state before it. `lists`: the lists that this turn fits, which
    are true if the state lasts to their end. `done`: the dated changes of which the turn has come.
    """

    held: Held
    is_told: bool
    word: datetime
    word_before: datetime
    lists: Claims
    done: Claims


Graph = dict[History, list[History]]
"""Within one stretch of time: from each history to those with one turn more."""


def possible_states(claims: Sequence[Claim], days: Iterable[date]) -> dict[date, set[Held]]:
    """The states at the ends of these days in any history in which all claims are true; none if there is no such."""
    search = _Search(claims)
    ends = {end_of(day): day for day in days}
    cuts = sorted({moment for claim in claims for moment in (*turn_window(claim), *vouched_time(claim))} | ends.keys())
    histories, layers = search.beginnings(), []
    for start, end in pairwise(cuts):
        graph = search.graph(histories, Interval(start, end))
        layers.append((end, graph))
        histories = {later for history in graph if (later := search.passed(history, end))}
    alive, states = {history for history in histories if history.is_told}, {}
    for end, graph in reversed(layers):
        leaving = [history for history in graph if search.passed(history, end) in alive]
        if end in ends:
            states[ends[end]] = {history.held for history in leaving}
        alive = _leading_to(leaving, graph)
    return states


def _leading_to(leaving: list[History], graph: Graph) -> set[History]:
    parents: dict[History, list[History]] = defaultdict(list)
    for history, onward in graph.items():
        for later in onward:
            parents[later].append(history)
    alive, rest = set(leaving), list(leaving)
    while rest:
        earlier = [parent for parent in parents[rest.pop()] if parent not in alive]
        alive.update(earlier)
        rest += earlier
    return alive


class _Search:
    def __init__(self, claims: Sequence[Claim]):
        self._changes = [claim for claim in claims if claim.changed]
        self._lists = [claim for claim in claims if not claim.changed and not is_sight(claim)]
        self._sights = [claim for claim in claims if is_sight(claim)]
        self._states = {claim.held for claim in claims if _counts(claim)}
        self._first_states = {claim.held for claim in claims} | {
            (holder, ControlLevel.UNKNOWN)
            for holder in (SOMEBODY, *(name for c in claims for name in (c.holder, c.loser) if name))
        }
        self._minutes = [time for c in claims if not c.changed and _is_a_minute(time := vouched_time(c))]
        """In which nothing changed, since somebody saw the state for all of them."""
        self._earlier = {claim.position: _earlier(claim, claims) for claim in claims}

    def beginnings(self) -> set[History]:
        return {History(held, True, OPEN_END, OPEN_END, frozenset(), frozenset()) for held in self._first_states}

    def graph(self, histories: Iterable[History], when: Interval) -> Graph:
        """All histories that go on from these by any number of turns in this time; by one at most in one minute."""
        graph: Graph = {}
        rest = list(histories)
        while rest:
            history = rest.pop()
            if history not in graph:
                graph[history] = list(self._turned(history, when)) if history.is_told else []
                rest += [] if _is_a_minute(when) else graph[history]
        return {later: [] for onward in graph.values() for later in onward} | graph

    def passed(self, history: History, moment: datetime) -> History | None:
        """The history with what was seen at this moment; None where that, or a window that ends, makes it false."""
        seen = [c for c in (*self._sights, *self._lists) if vouched_time(c).end == moment]
        ended = {c.position for c in self._changes if turn_window(c).end == moment}
        fits = all(c.held == history.held and self._is_in_order(c, history, moment) for c in seen)
        listed = {c.position for c in seen if not is_sight(c)}
        if not fits or not listed <= history.lists or not ended <= history.done:
            return None
        if not any(map(_counts, seen)):
            return history._replace(lists=history.lists - listed)
        is_told = history.is_told or _has_list(seen) or history.word_before <= moment
        return history._replace(is_told=is_told, word=min(history.word, moment), lists=history.lists - listed)

    def _turned(self, history: History, when: Interval) -> Iterator[History]:
        if any(minute.covers(when) for minute in self._minutes):
            return
        for held in self._states - {history.held}:
            changes = [c for c in self._about(self._changes, held, history, when) if c.position not in history.done]
            lists = frozenset(c.position for c in self._about(self._lists, held, history, when))
            silent = {c.position for c in changes if not _counts(c)}
            for about in _subsets([c for c in changes if _counts(c)]):
                word = min((turn_window(c).end for c in about), default=OPEN_END)
                done = history.done.union(silent, (c.position for c in about))
                yield History(held, bool(about), word, history.word, lists, done)

    def _about(self, claims: Iterable[Claim], held: Held, before: History, when: Interval) -> Iterator[Claim]:
        """Those of the claims that may be about a turn to this state, at this time."""
        for claim in claims:
            fits = claim.held == held and turn_window(claim).covers(when)
            from_loser = claim.loser is None or claim.loser == before.held[0]
            if fits and from_loser and self._is_in_order(claim, before, when.start):
                yield claim

    def _is_in_order(self, claim: Claim, history: History, moment: datetime) -> bool:
        """Whether what came before it, by the words of its own voice, has come before this moment."""
        return all(
            earlier.position in history.done if earlier.changed else vouched_time(earlier).end <= moment
            for earlier in self._earlier[claim.position]
        )


def _earlier(claim: Claim, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of the same voice about what came before, by the order that their words have."""
    own = (other for other in claims if other.voice == claim.voice and other.held != claim.held)
    return [other for other in own if _came_first(other, claim)]


def _came_first(other: Claim, claim: Claim) -> bool:
    order = own_order(_word(other), _word(claim))
    told_first = order is OwnOrder.AS_TOLD and order_of_telling(other) < order_of_telling(claim)
    return order is OwnOrder.FIRST or told_first


def _word(claim: Claim) -> Word:
    return Word(claim.occurred, claim.changed)


def _counts(claim: Claim) -> bool:
    return claim.interest is not Interest.OWN_GAIN


def _has_list(claims: Iterable[Claim]) -> bool:
    return any(_counts(claim) and not is_sight(claim) for claim in claims)


def _is_a_minute(when: Interval) -> bool:
    return when.end - when.start <= _MINUTE


def _subsets(claims: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    return chain.from_iterable(combinations(claims, size) for size in range(len(claims) + 1))
