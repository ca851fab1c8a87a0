"""Random true histories of one place, each with voices that tell only true things of it.

The laws of control are asked about these: whatever true things are told, at whatever grain and in whatever order, an
ESTABLISHED answer must be the truth.

Every turn is told of by a report that counts: a dated change, a list, or a sight after another report about the state
before the turn. A sight without such a report before it tells that the state held, and of no turn: "A is seen on the
2nd; C took it in 2/3" is A, then C, and never C and then A again on the 2nd.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random

from domain.control.claims import Claim, Held
from domain.values.interval import first_day_reaching
from domain.values.terms import ControlLevel
from tests.reference.recording_order import is_orderly, recorded_in_order
from tests.reference.reporting import Knobs, first_reports, more_reports, speakers
from tests.reference.true_history import TrueHistory, TrueTurn
from tests.reference.true_reports import Form, Report

FIRST = date(2021, 6, 1)
ACTORS = ("A", "B", "C")
LEVELS = (ControlLevel.CONTROL, ControlLevel.CONTESTED, ControlLevel.INFLUENCE)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TrueWorld:
    """A true history, and true reports of it in the order in which the log has them."""

    history: TrueHistory
    reports: tuple[Report, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(report.claim(position) for position, report in enumerate(self.reports, start=1))

    @property
    def is_valid(self) -> bool:
        """Whether all reports are true, each turn has a report that counts, and each voice keeps its order."""
        return (
            len(self.history.turns) > 0
            and self.history.is_possible()
            and not untold_turns(self.history, self.reports)
            and all(report.is_true(self.history) for report in self.reports)
            and is_orderly(self.reports, self.history)
        )

    @property
    def first_word(self) -> date:
        """The first day at whose end a claim that counts has vouched for something."""
        return min(first_day_reaching(report.window.end) for report in self.reports if report.counts)

    @property
    def days(self) -> Sequence[date]:
        """From two days before anything happens or is reported to two days after everything."""
        moments = [turn.moment for turn in self.history.turns]
        starts = [*moments, *(report.window.earliest or report.window.end for report in self.reports)]
        ends = [*moments, *(report.window.end for report in self.reports)]
        first, last = min(starts).date() - 2 * _DAY, max(ends).date() + 2 * _DAY
        return [first + n * _DAY for n in range((last - first).days + 1)]


def random_world(random: Random, knobs: Knobs | None = None) -> TrueWorld:
    """A valid world."""
    knobs = knobs or Knobs()
    history = _history(random, knobs)
    voices = speakers(random, knobs, ACTORS)
    reports = first_reports(random, knobs, history, voices, range(len(history.turns)), list(Form))
    reports += more_reports(random, knobs, history, voices)
    reports += first_reports(random, knobs, history, voices, untold_turns(history, reports), [Form.CHANGE, Form.LIST])
    return TrueWorld(history, tuple(recorded_in_order(random, knobs.late_days_max, reports, history)))


def untold_turns(history: TrueHistory, reports: Sequence[Report]) -> list[int]:
    """The numbers of the turns that no report that counts tells of."""
    counting = [report for report in reports if report.counts]
    dated = {report.about for report in counting if report.form is not Form.SIGHT}
    after_another = {
        sight.about
        for sight in counting
        if sight.form is Form.SIGHT
        and any(r.about == sight.about - 1 and r.window.end <= sight.moment_seen for r in counting)
    }
    return sorted(set(range(len(history.turns))) - dated - after_another)


def _history(random: Random, knobs: Knobs) -> TrueHistory:
    length = random.randint(*knobs.days)
    actors = ACTORS[: random.randint(*knobs.actors)]
    levels = LEVELS if random.random() < knobs.worlds_with_levels else LEVELS[:1]
    states: list[Held] = [(actor, level) for actor in actors for level in levels]
    held: list[Held] = [random.choice(states)]
    turns = min(random.randint(*knobs.turns), random.randint(*knobs.turns))
    moments = _moments(random, turns, length, knobs.two_in_a_day)
    for _ in moments:
        held.append(_next_state(random, states, held[-1]))
    happened = (TrueTurn(moment, state) for moment, state in zip(moments, held[1:], strict=True))
    return TrueHistory(held[0], tuple(happened))


def _next_state(random: Random, states: Sequence[Held], before: Held) -> Held:
    return random.choice([state for state in states if state != before])


def _moments(random: Random, count: int, length: int, two_in_a_day: float) -> list[datetime]:
    """Rising moments within the days, at least an hour apart."""
    moments: list[datetime] = []
    while len(moments) < count:
        share_a_day = moments and random.random() < two_in_a_day
        day = random.choice(moments).date() if share_a_day else FIRST + random.randrange(length) * _DAY
        minute = random.choice([random.randrange(24 * 60), 60 * random.randrange(24)])
        moment = datetime.combine(day, time(*divmod(minute, 60)))
        if all(abs(moment - other) >= timedelta(hours=1) for other in moments):
            moments.append(moment)
    return sorted(moments)
