"""The outcome of trying a promise, as a row of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """How often a promise was tried, and how often it did not hold.

    `goal` says in words what is promised. A `control` is a trial in which what protects has been taken away: it is met
    only if there are failures, which shows that the trial can see them. `note` has figures, units and reasons.
    """

    name: str
    goal: str
    tries: int
    failures: int
    control: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.tries > 0 and (self.failures > 0) == self.control


Trying = Callable[[bool], Iterator[Trial]]
"""Tries a promise; with True as seldom as suits a test run, with False as often as the goal asks for."""
