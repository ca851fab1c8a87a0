"""A claim about who holds one place, in the form that the resolution reads."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.control.aspects import Level
from domain.control.interest import Stakes
from domain.events import Control, ControlChanged
from domain.values import edtf
from domain.values.interval import OPEN_START, Interval
from domain.values.terms import Interest, Manner, Reliability

Held = tuple[str | None, Level]
"""Holder and level: what a claim says of a place."""
Telling = tuple[datetime, int]
"""When a voice told something: the moment from which it was known, and the position in the log."""
Order = tuple[datetime, datetime, Telling]
"""Sort key: end of the window, its start, then the telling. Time decides; the rest is the last resort."""
Utterance = tuple[datetime, Telling]
"""Sort key of the words of one voice: by time, and where two end together in the order of telling."""

_A_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """One standing claim about one place.

    `occurred` is EDTF in the local civil time of the place; `known` is the moment (UTC) from which the claim
    counts as known.
    `changed`: it reports a dated change (ControlChanged), and not a state that was seen to hold (ControlAsserted,
    ControlConfirmed): a sight. `voice` is who speaks (domain/events/voices.py); without one the claim is a voice of its
    own. `regained`: the gainer had held the place before and lost it.

    `corrects` is the telling of the claim that this one corrects, whose place it keeps. `copy_of` is the position at
    which what it copies was first recorded. `repeats` are claims that this one stands for (repeats.py); they are
    evidence wherever it is.

    `observed` is the time for which the claim vouches: that of the change, or the date of the sight. `window` is the
    time in which it puts the turn of the place. That of a sight on a single date has no beginning, since nobody knows
    how long it had held. A sight of a/b says that the turn came in a/b (`window`), and that the state held on b
    (`observed`).
    """

    position: int
    changed: bool
    holder: str | None
    level: Level
    occurred: str
    known: datetime
    voice: str = ""
    loser: str | None = None
    manner: Manner | None = None
    interest: Interest = Interest.NEUTRAL
    reliability: Reliability | None = None
    credibility: int | None = None
    regained: bool = False
    corrects: Telling | None = None
    copy_of: int | None = None
    repeats: tuple["Claim", ...] = ()
    held: Held = field(init=False, compare=False, repr=False)
    observed: Interval = field(init=False, compare=False, repr=False)
    window: Interval = field(init=False, compare=False, repr=False)
    told: Telling = field(init=False, compare=False, repr=False)
    order: Order = field(init=False, compare=False, repr=False)
    utterance: Utterance = field(init=False, compare=False, repr=False)
    is_single_sight: bool = field(init=False, compare=False, repr=False)
    """Whether it is of a state seen on a single date, and says nothing about when that state began."""

    def __post_init__(self) -> None:
        occurred = edtf.interval(self.occurred)
        observed = occurred if self.changed else edtf.end_part(self.occurred)
        dated = self.changed or edtf.is_interval(self.occurred)
        window = occurred if dated else Interval(OPEN_START, occurred.end)
        told = self.corrects or (self.known, self.position)
        derive = object.__setattr__
        derive(self, "voice", self.voice or f"#{self.position}")
        derive(self, "held", (self.holder, self.level))
        derive(self, "observed", observed)
        derive(self, "window", window)
        derive(self, "told", told)
        derive(self, "order", (window.end, window.start, told))
        derive(self, "utterance", (observed.end, told))
        derive(self, "is_single_sight", not self.changed and window.is_open)

    @property
    def span(self) -> Interval:
        """The time that it is about: that of `occurred`; of a state seen on a single date, that date."""
        return self.observed if self.is_single_sight else self.window

    @property
    def sighted(self) -> datetime:
        """The moment of a sight: a state seen on a day held at its end. Of a longer date nobody knows the moment;
        this is the first that it may be.
        """
        start, end = self.observed
        return end if end - start <= _A_DAY else start + _SECOND


def stakes(event: Control) -> Stakes:
    """Who gains and who loses by a claim of control."""
    return Stakes(event.gainer, event.loser) if isinstance(event, ControlChanged) else Stakes(event.holder, None)
