"""One true report about a true history, at the grain of its voice, and the test of its truth."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.control.claims import Claim, Held
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.terms import ControlLevel, Interest, Reliability
from tests.reference.claims import make_claim
from tests.reference.own_order import Word
from tests.reference.true_history import TrueHistory


class Form(StrEnum):
    CHANGE = "change"
    """A dated change: the turn fell in `occurred`."""
    SIGHT = "sight"
    """The state at the end of a single date, or at an hour."""
    LIST = "list"
    """The state at the end of a/b, its turn in a/b."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one voice reports of one state of the history.

    `about` is the number of the state. `published` is a day (UTC), never before the end of what is reported.
    """

    form: Form
    about: int
    voice: str
    held: Held
    occurred: str
    published: date
    loser: str | None = None
    regained: bool = False
    interest: Interest = Interest.NEUTRAL
    reliability: Reliability | None = None
    credibility: int | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts under the default policy."""
        return self.interest is not Interest.OWN_GAIN

    @property
    def window(self) -> Interval:
        return edtf.interval(self.occurred)

    @property
    def word(self) -> Word:
        return Word(self.occurred, self.form is Form.CHANGE)

    @property
    def moment_seen(self) -> datetime:
        """The moment at which a sight or a list saw the state."""
        return edtf.end_part(self.occurred).end

    def is_true(self, history: TrueHistory) -> bool:
        if not -1 <= self.about < len(history.turns) or history.state(self.about) != self.held:
            return False
        if self.form is not Form.CHANGE and not self._was_seen(history):
            return False
        if self.form is not Form.SIGHT and not self._turn_is_within(history):
            return False
        named_loser = self.loser is None or self.loser == history.loser(self.about)
        return named_loser and (not self.regained or history.is_regained(self.about))

    def moment(self, history: TrueHistory) -> datetime:
        """When what it reports happened: the turn, or the sight."""
        return self.moment_seen if self.form is Form.SIGHT else history.turns[self.about].moment

    def claim(self, position: int) -> Claim:
        holder, level = self.held
        return make_claim(
            position,
            self.voice,
            self.published,
            changed=self.form is Form.CHANGE,
            holder=holder,
            level=ControlLevel(level),
            occurred=self.occurred,
            loser=self.loser,
            regained=self.regained,
            interest=self.interest,
            reliability=self.reliability,
            credibility=self.credibility,
        )

    def _was_seen(self, history: TrueHistory) -> bool:
        """Whether the state lasted for the whole minute of a sight, or at the end of its day."""
        last = edtf.end_part(self.occurred)
        hour_given = "T" in self.occurred.rpartition("/")[2]
        moments = (last.start, last.end) if hour_given else (last.end,)
        return all(history.number_at(moment) == self.about for moment in moments)

    def _turn_is_within(self, history: TrueHistory) -> bool:
        window = self.window
        return self.about >= 0 and window.start < history.turns[self.about].moment <= window.end
