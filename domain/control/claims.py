"""A claim about who holds one place, in the form that the fold reads."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.control.interest import Stakes
from domain.events import Control, ControlChanged
from domain.values import edtf
from domain.values.interval import OPEN_START, Interval
from domain.values.terms import ControlLevel, Interest, Manner, Reliability

Held = tuple[str | None, ControlLevel]
"""Holder and level: what a claim says of a place."""
Order = tuple[datetime, datetime, date, int]
"""Rule 1: latest end of `occurred`, then its start, then published, then position."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One standing claim about one place.

    `occurred` is EDTF in local civil time; `published` the day from which it was known. `changed` tells a dated change
    (ControlChanged) from a state that was seen to hold (ControlAsserted, ControlConfirmed).

    `observed` is the stretch for which the claim vouches: the change itself, or the date on which the state was seen.
    `window` is the stretch in which it says that the place changed: for a state seen on a single date its start is
    open, since nobody knows since when.

    `repeats` are claims of the same source that this one stands for (`redundancy.py`); they are evidence
    wherever it is.
    """

    position: int
    changed: bool
    holder: str | None
    level: ControlLevel
    occurred: str
    published: date
    source: str | None = None
    loser: str | None = None
    manner: Manner | None = None
    interest: Interest = Interest.NEUTRAL
    reliability: Reliability | None = None
    credibility: int | None = None
    repeats: tuple["Claim", ...] = ()
    observed: Interval = field(init=False, compare=False, repr=False)
    window: Interval = field(init=False, compare=False, repr=False)
    order: Order = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        told = edtf.interval(self.occurred)
        observed = told if self.changed else edtf.end_part(self.occurred)
        dated = self.changed or edtf.is_interval(self.occurred)
        object.__setattr__(self, "observed", observed)
        window = told if dated else Interval(OPEN_START, told.end)
        object.__setattr__(self, "window", window)
        object.__setattr__(self, "order", (window.end, window.start, self.published, self.position))

    @property
    def held(self) -> Held:
        return self.holder, self.level

    @property
    def voice(self) -> str:
        """Who speaks. A source never disputes itself; without a source every claim is a voice of its own."""
        return self.source or f"#{self.position}"

    @property
    def is_observation(self) -> bool:
        """Whether it tells of a state seen on a single date, and not of when that began."""
        return not self.changed and self.window.is_open

    def spoken_before(self, other: "Claim") -> bool:
        """Of two claims of one source: by their time, and where that is open by the order of recording."""
        if self.observed.overlaps(other.observed):
            return self.position < other.position
        return self.observed.end <= other.observed.start


def stakes(event: Control) -> Stakes:
    """Who gains and who loses by a claim of control."""
    return Stakes(event.gainer, event.loser) if isinstance(event, ControlChanged) else Stakes(event.holder, None)
