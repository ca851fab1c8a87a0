"""Everything that the answer for one day depends on. The same situation always gives the same answer."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from domain.control.claims import Claim, Held
from domain.control.policies import Trust
from domain.control.turns import Turn

Side = TypeVar("Side")


class Against(NamedTuple):
    """Last words against the current state that tell of one turn. `trust`: how far the best of them is believed;
    `is_partisan`: whether any of them is for its speaker's own gain.
    """

    turn: Turn
    trust: Trust
    is_partisan: bool

    @property
    def held(self) -> Held:
        return self.turn.held


class Situation(NamedTuple):
    """The facts about one place at the end of one day.

    - `current`: the turn that has wholly passed last; None before the first.
    - `pending`: turns to other states that may have come: their time has begun and is not over.
    - `challengers`: last words for another holder, neither answered nor known to be older than the current turn.
    - `rival_levels`: last words for the same holder at another level, likewise.
    - `excluded`: last words for another holder or level that do not count: of a party to its own gain, or outranked.
    - `own_gain`: the newest words of parties to their own gain, answered or not.
    - `support`, `level_support`: where there are challengers (rival levels), the trust in the best voice that still
      backs the current holder (level).
    """

    current: Turn | None
    pending: tuple[Turn, ...] = ()
    challengers: tuple[Against, ...] = ()
    rival_levels: tuple[Against, ...] = ()
    excluded: tuple[Against, ...] = ()
    own_gain: tuple[Claim, ...] = ()
    support: Trust | None = None
    level_support: Trust | None = None

    @property
    def is_undisputed(self) -> bool:
        """Whether a turn has passed and nothing speaks against it, counted or not."""
        against = self.pending or self.challengers or self.rival_levels or self.excluded
        return self.current is not None and not against

    @property
    def holders(self) -> dict[str | None, Trust]:
        """The holders between whom the voices are divided, each with the trust in the best voice for it.

        Empty where nobody challenges the current one, which is no side where none of its voices backs it any more: it
        is given up.
        """
        if not self.challengers:
            return {}
        backed = {self.current.held[0]: self.support} if self.current and self.support is not None else {}
        return _sides(((words.held[0], words.trust) for words in self.challengers), backed)

    @property
    def levels(self) -> dict[Held, Trust]:
        """The levels of the current holder between which the voices are divided, likewise."""
        if not self.rival_levels:
            return {}
        backed = {self.current.held: self.level_support} if self.current and self.level_support is not None else {}
        return _sides(((words.held, words.trust) for words in self.rival_levels), backed)

    @property
    def is_divided(self) -> bool:
        """Whether voices are divided about the holder or the level. Where they are not, all policies that hear the same
        claims answer the same.
        """
        return len(self.holders) > 1 or len(self.levels) > 1

    @property
    def holder(self) -> str | None:
        return self.current.held[0] if self.current else None

    @property
    def names_each_other_as_loser(self) -> bool:
        """Whether a challenger's turn and the current one were each taken from the other's holder: then both may be
        true, and only their order is open. No grade tells that.
        """
        current = self.current
        return current is not None and any(
            words.held[0] in current.losers and current.held[0] in words.turn.losers for words in self.challengers
        )

    @property
    def is_pending(self) -> bool:
        """Whether a turn to another holder may have come."""
        return not all(map(self._is_of_holder, self.pending))

    @property
    def is_level_pending(self) -> bool:
        return any(map(self._is_of_holder, self.pending))

    @property
    def is_claimed(self) -> bool:
        """Whether a party says, to its own gain, that the place is another's, and nothing later answers it."""
        return any(words.is_partisan and not self._is_of_holder(words.turn) for words in self.excluded)

    @property
    def is_level_claimed(self) -> bool:
        return any(words.is_partisan and self._is_of_holder(words.turn) for words in self.excluded)

    def _is_of_holder(self, turn: Turn) -> bool:
        return self.current is not None and turn.held[0] == self.current.held[0]


def _sides(words: Iterable[tuple[Side, Trust]], current: Mapping[Side, Trust]) -> dict[Side, Trust]:
    sides: dict[Side, Trust] = {}
    for side, trust in words:
        sides[side] = min(trust, sides.get(side, trust))
    return {**sides, **current}
