"""From a world in which a law fails to the smallest one in which it still fails."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations

from domain.values.interval import first_day_reaching
from domain.values.problems import FieldError
from domain.values.terms import ControlLevel
from tests.reference.dates import moved
from tests.reference.simpler_reports import complexity, simpler_reports
from tests.reference.true_history import TrueHistory
from tests.reference.true_reports import Report
from tests.reference.true_worlds import TrueWorld

_DAY = timedelta(days=1)
_VOICES = "abcdefghijklmnopqrstuvwxyz"


def shrunk(world: TrueWorld, fails: Callable[[TrueWorld], bool]) -> TrueWorld:
    """A valid world that fails too, and in which no step to a smaller one does."""
    while True:
        size = size_of(world)
        smaller = (other for other in _candidates(world) if _is_valid(other) and size_of(other) < size)
        better = next((other for other in smaller if fails(other)), None)
        if better is None:
            return world
        world = better


def _is_valid(world: TrueWorld) -> bool:
    try:
        return world.is_valid
    except FieldError:  # days were taken out of a window until it ended before it began
        return False


def size_of(world: TrueWorld) -> tuple[int, ...]:
    """What makes a world harder to read, the worst first."""
    reports = world.reports
    return (
        len(reports),
        len(world.history.turns),
        sum(map(complexity, reports)),
        sum(level is not ControlLevel.CONTROL for _, level in _states(world.history)),
        sum((report.published - first_day_reaching(report.window.end)).days for report in reports),
        len(world.days),
        len(reports) - len({report.voice for report in reports}),
        sum(a.moment(world.history) > b.moment(world.history) for a, b in combinations(reports, 2)),
    )


def _candidates(world: TrueWorld) -> Iterator[TrueWorld]:
    yield from _fewer(world)
    yield _at_one_level(world)
    yield _published_at_once(world)
    for index, report in enumerate(world.reports):
        for simpler in simpler_reports(report, world.history):
            yield _with_reports(world, *world.reports[:index], simpler, *world.reports[index + 1 :])
    for day in world.days:
        yield _without_day(world, day)
    yield _with_reports(world, *(replace(r, voice=_VOICES[n]) for n, r in enumerate(world.reports)))
    for index in range(len(world.reports) - 1):
        first, second = world.reports[index : index + 2]
        yield _with_reports(world, *world.reports[:index], second, first, *world.reports[index + 2 :])


def _fewer(world: TrueWorld) -> Iterator[TrueWorld]:
    numbers = range(len(world.history.turns))
    for dropped in (*combinations(numbers, 1), *combinations(numbers, 2)):
        yield _without_turns(world, dropped)
    for index in range(len(world.reports)):
        yield _with_reports(world, *world.reports[:index], *world.reports[index + 1 :])


def _with_reports(world: TrueWorld, *reports: Report) -> TrueWorld:
    return TrueWorld(world.history, reports)


def _without_turns(world: TrueWorld, dropped: tuple[int, ...]) -> TrueWorld:
    """What is not true any more goes with them."""
    history = replace(world.history, turns=tuple(t for n, t in enumerate(world.history.turns) if n not in dropped))
    reports = (replace(r, about=history.number_at(r.moment(world.history))) for r in world.reports)
    return TrueWorld(history, tuple(report for report in reports if report.is_true(history)))


def _at_one_level(world: TrueWorld) -> TrueWorld:
    level = ControlLevel.CONTROL
    turns = tuple(replace(turn, held=(turn.held[0], level)) for turn in world.history.turns)
    history = replace(world.history, initial=(world.history.initial[0], level), turns=turns)
    return TrueWorld(history, tuple(replace(report, held=(report.held[0], level)) for report in world.reports))


def _published_at_once(world: TrueWorld) -> TrueWorld:
    """Each report as early as its voice, which keeps its order, can have published it."""
    newest: dict[str, date] = {}
    reports = []
    for report in world.reports:
        day = max(first_day_reaching(report.window.end), newest.get(report.voice, date.min))
        newest[report.voice] = day
        reports.append(replace(report, published=day))
    return _with_reports(world, *reports)


def _without_day(world: TrueWorld, day: date) -> TrueWorld:
    """Everything after the day comes a day earlier."""

    def earlier(moment: date) -> date:
        return moment - _DAY if moment > day else moment

    def earlier_moment(moment: datetime) -> datetime:
        return datetime.combine(earlier(moment.date()), moment.time())

    turns = tuple(replace(turn, moment=earlier_moment(turn.moment)) for turn in world.history.turns)
    reports = (
        replace(report, occurred=moved(report.occurred, earlier), published=earlier(report.published))
        for report in world.reports
    )
    return TrueWorld(replace(world.history, turns=turns), tuple(reports))


def _states(history: TrueHistory) -> list[tuple[str | None, ControlLevel]]:
    return [history.state(number) for number in range(-1, len(history.turns))]
