"""A line of the table: what ours takes, beside a peer or beside a bound of its own."""

import operator
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One sample a round."""

    samples: tuple[float, ...]
    unit: str

    @property
    def middle(self) -> float:
        return median(self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most."""
        return min(self.samples), max(self.samples)


@dataclass(frozen=True)
class Row:
    """`bound` is for the ratio to the peer, or for the figure itself where there is no peer; None: it is not judged.

    `refusal` is why there is no figure.
    """

    goal: str
    work: str
    server: str
    ours: Figure | None
    bound: float | None
    peer: Figure | None = None
    peer_name: str = ""
    at_least: bool = False
    refusal: str = ""

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours to the peer, round by round where both have as many rounds: they were measured side by side."""
        if self.ours is None or self.peer is None:
            return ()
        if len(self.ours.samples) == len(self.peer.samples):
            return tuple(map(operator.truediv, self.ours.samples, self.peer.samples))
        return tuple(mine / self.peer.middle for mine in self.ours.samples)

    @property
    def result(self) -> float | None:
        """What is held against the bound."""
        if self.ratios:
            return median(self.ratios)
        return self.ours.middle if self.ours and self.peer is None and not self.peer_name else None

    @property
    def met(self) -> bool | None:
        """None where there is nothing to judge; False where the question was refused."""
        if self.bound is None:
            return None
        if self.result is None:
            return False
        return self.result >= self.bound if self.at_least else self.result <= self.bound
