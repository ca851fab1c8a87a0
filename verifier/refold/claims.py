"""A claim about who holds a place, as the rules read it."""

from dataclasses import dataclass
from functools import cached_property

from verifier.refold.times import NEVER, Interval, end_part, interval

Held = tuple[str | None, str]
"""Holder and level."""
Telling = tuple[str, int]
"""From when it was known, in a form that can be sorted, and its position: those of the first version, if corrected."""


@dataclass(frozen=True, eq=False)
class Claim:
    """`changed`: it tells of a change, and not of a state that was seen. `repeats` are those that it stands for."""

    position: int
    voice: str
    changed: bool
    holder: str | None
    level: str
    loser: str | None
    regained: bool
    occurred: str
    interest: str
    reliability: str | None
    credibility: int | None
    told: Telling
    copy_of: int | None
    manner: str | None = None
    repeats: tuple["Claim", ...] = ()

    @cached_property
    def held(self) -> Held:
        return self.holder, self.level

    @cached_property
    def grade(self) -> tuple[str, int]:
        """Reliability and credibility, best first."""
        return self.reliability or "F", self.credibility or 6

    @cached_property
    def content(self) -> tuple[object, ...]:
        """All that it says."""
        said = self.changed, self.held, self.occurred, self.loser, self.manner, self.regained
        return *said, self.grade, self.interest

    @cached_property
    def is_single_sight(self) -> bool:
        return not self.changed and self.window.is_open

    @cached_property
    def observed(self) -> Interval:
        """For when it vouches."""
        return interval(self.occurred) if self.changed else end_part(self.occurred)

    @cached_property
    def window(self) -> Interval:
        """In which it puts the change; of a state seen on one date, nobody knows since when."""
        is_dated = self.changed or "/" in self.occurred
        when = interval(self.occurred)
        return when if is_dated else Interval(NEVER, when.end)

    @cached_property
    def order(self) -> tuple[object, ...]:
        return self.window.end, self.window.start, self.told
