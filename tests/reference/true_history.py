"""What really happened at one place: the state at its beginning, and each turn at its minute."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.control.claims import Held
from domain.values.interval import end_of


@dataclass(frozen=True, slots=True)
class TrueTurn:
    """The place passed to this state at this moment (local civil time, seconds zero)."""

    moment: datetime
    held: Held


@dataclass(frozen=True, slots=True)
class TrueHistory:
    """States are numbered: turn n leads to state n, and the state before the first turn is number -1.

    The moments of the turns rise, and each turn changes the state.
    """

    initial: Held
    turns: tuple[TrueTurn, ...]
    _moments: list[datetime] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_moments", [turn.moment for turn in self.turns])

    def number_at(self, moment: datetime) -> int:
        """The number of the state at a moment."""
        return bisect_right(self._moments, moment) - 1

    def number_at_end(self, day: date) -> int:
        """The number of the state at the end of a civil day."""
        return self.number_at(end_of(day))

    def state(self, number: int) -> Held:
        return self.turns[number].held if number >= 0 else self.initial

    def state_on(self, day: date) -> Held:
        """The state at the end of a civil day."""
        return self.state(self.number_at_end(day))

    def loser(self, number: int) -> str | None:
        """Who lost the place in this turn; None where only the level changed."""
        before, after = self.state(number - 1)[0], self.state(number)[0]
        return before if before != after else None

    def is_regained(self, number: int) -> bool:
        """Whether the gainer of this turn had held the place before, and lost it."""
        earlier = {self.state(before)[0] for before in range(-1, number - 1)}
        return self.loser(number) is not None and self.state(number)[0] in earlier

    def is_possible(self) -> bool:
        """Whether the moments rise and each turn changes the state."""
        rising = all(a < b for a, b in zip(self._moments, self._moments[1:], strict=False))
        return rising and all(self.state(n) != self.state(n - 1) for n in range(len(self.turns)))
