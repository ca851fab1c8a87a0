"""Which turns may have come by a moment, although nothing says that they certainly have."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from domain.control.claims import Held
from domain.control.turns import Turn
from domain.values.interval import OPEN_END, OPEN_START


class Coming:
    """The turns of a place, of which more and more begin and pass as a sweep goes on."""

    def __init__(self, turns: Sequence[Turn]):
        self._turns = turns
        self._passed = 0
        by_state: dict[Held, list[Turn]] = defaultdict(list)
        for turn in turns:
            by_state[turn.held].append(turn)
        self._queues = {held: _Queue(own) for held, own in by_state.items()}
        self._to_begin = sorted((t for t in turns if t.begins > OPEN_START), key=lambda t: t.begins, reverse=True)
        self._begun: dict[Held, _Queue] = {}
        self._told_until: dict[Held, Turn] = {}
        """Of the turns that have passed, for each state the one that claims leave open for longest."""

    def advance(self, now: datetime) -> Turn | None:
        """The turn that has passed last."""
        while self._to_begin and self._to_begin[-1].begins < now:
            held = self._to_begin.pop().held
            if not self._queues[held].is_over:
                self._begun[held] = self._queues[held]
        while self._passed < len(self._turns) and self._turns[self._passed].when.end <= now:
            turn = self._turns[self._passed]
            self._passed += 1
            queue = self._queues[turn.held]
            queue.passed += 1
            if queue.is_over:
                self._begun.pop(turn.held, None)
            longest = self._told_until.get(turn.held)
            if turn.told_until > now and (longest is None or turn.told_until > longest.told_until):
                self._told_until[turn.held] = turn
        return self._turns[self._passed - 1] if self._passed else None

    def pending(self, current: Turn | None, now: datetime) -> tuple[Turn, ...]:
        """Of each other state the next turn that may have begun, else one that passed but may have come again."""
        if not self._told_until and not self._begun:
            return ()
        for held in [held for held, turn in self._told_until.items() if turn.told_until <= now]:
            del self._told_until[held]
        turns = self._told_until.copy()
        for held, queue in self._begun.items():
            if turn := queue.begun(now):
                turns[held] = turn
        if current is not None:
            turns.pop(current.held, None)
        return tuple(turns.values())


class _Queue:
    """The turns to one state, of which the first `passed` are over."""

    def __init__(self, turns: list[Turn]):
        self._turns = turns
        begins = (turn.begins if turn.begins > OPEN_START else OPEN_END for turn in reversed(turns))
        self._earliest = [*accumulate(begins, min)][::-1]
        """When each, or any after it, may begin."""
        self.passed = 0

    @property
    def is_over(self) -> bool:
        return self.passed == len(self._turns)

    def begun(self, now: datetime) -> Turn | None:
        """The next that may have begun."""
        for number in range(self.passed, len(self._turns)):
            if self._earliest[number] >= now:
                return None
            if OPEN_START < self._turns[number].begins < now:
                return self._turns[number]
        return None
