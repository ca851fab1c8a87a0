"""A claim about who holds one place, in the form that the resolution reads."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.control.interest import Stakes
from domain.events import Control, ControlChanged
from domain.values import edtf
from domain.values.interval import OPEN_START, Interval
from domain.values.terms import ControlLevel, Interest, Manner, Reliability

Held = tuple[str | None, ControlLevel]
"""Holder and level: what a claim says of a place."""
Order = tuple[datetime, datetime, datetime, int]
"""Sort key: end of the window, its start, known, position. Time decides; the rest is the last resort."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One standing claim about one place.

    `occurred` is EDTF in the local civil time of the place; `known` is the moment (UTC) from which the claim
    counts as known.
    `changed`: it reports a dated change (ControlChanged), and not a state that was seen to hold (ControlAsserted,
    ControlConfirmed).

    `observed` is the time for which the claim vouches: that of the change, or the date on which the state was seen.
    `window` is the time in which it says that the place changed hands. For a state seen on a single date the window
    has no beginning, since nobody knows how long it had held. A state asserted for a/b says two things: it began some
    time in a/b (`window`), and it held on b (`observed`).

    `repeats` are claims of the same source that this one stands for (redundancy.py); they are evidence wherever it is.
    """

    position: int
    changed: bool
    holder: str | None
    level: ControlLevel
    occurred: str
    known: datetime
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
        occurred = edtf.interval(self.occurred)
        observed = occurred if self.changed else edtf.end_part(self.occurred)
        dated = self.changed or edtf.is_interval(self.occurred)
        object.__setattr__(self, "observed", observed)
        window = occurred if dated else Interval(OPEN_START, occurred.end)
        object.__setattr__(self, "window", window)
        object.__setattr__(self, "order", (window.end, window.start, self.known, self.position))

    @property
    def held(self) -> Held:
        return self.holder, self.level

    @property
    def voice(self) -> str:
        """Who speaks. A source never disputes itself; without a source every claim is a voice of its own."""
        return self.source or f"#{self.position}"

    @property
    def is_observation(self) -> bool:
        """Whether it is of a state seen on a single date, and says nothing about when that state began."""
        return not self.changed and self.window.is_open

    @property
    def spoken(self) -> tuple[datetime, int]:
        """When it was said: when it became known, and where that is the same the order of recording."""
        return self.known, self.position

    def spoken_before(self, other: "Claim") -> bool:
        """Whether it came before another of its source: by time, and where times overlap by when each became known."""
        if self.observed.overlaps(other.observed):
            return self.spoken < other.spoken
        return self.observed.end <= other.observed.start


def stakes(event: Control) -> Stakes:
    """Who gains and who loses by a claim of control."""
    return Stakes(event.gainer, event.loser) if isinstance(event, ControlChanged) else Stakes(event.holder, None)
