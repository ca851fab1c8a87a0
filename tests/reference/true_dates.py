"""EDTF dates for true reports of one state of a history: hours, days, and windows."""

from datetime import date, datetime, timedelta
from random import Random

from domain.values.interval import end_of
from tests.reference.true_history import TrueHistory

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_BEFORE_AND_AFTER = timedelta(days=4)
"""For how long before the first turn and after the last one states are reported."""


def change_date(random: Random, history: TrueHistory, number: int, width_max: int, open_windows: float) -> str:
    """An hour, a day or a window in which the turn to this state fell."""
    moment = history.turns[number].moment
    match random.choice(["hour", "day", "day", "days", "days", "hours"]):
        case "hour":
            return _minute(moment)
        case "day":
            return str(moment.date())
        case "hours":
            before, after = (random.choice([10, 60, 300, 1_000]) * _MINUTE for _ in range(2))
            return f"{_minute(moment - before)}/{_minute(moment + after)}"
    width = min(random.randint(1, width_max), random.randint(1, width_max))
    first = moment.date() - random.randint(0, width) * _DAY
    start = ".." if random.random() < open_windows else first
    return f"{start}/{first + width * _DAY}"


def sight_date(random: Random, history: TrueHistory, number: int) -> str:
    """A day at whose end the state held, or an hour within it."""
    days = _days_held(history, number)
    if days and random.random() < 0.75:
        return str(random.choice(days))
    return _minute(_random_minute(random, *_held(history, number)))


def list_date(random: Random, history: TrueHistory, number: int, width_max: int) -> str:
    """A window a/b: the state held at b, and the turn to it fell in a/b."""
    moment = history.turns[number].moment
    days = [day for day in _days_held(history, number) if day - moment.date() <= width_max * _DAY]
    if days and random.random() < 0.85:
        last = random.choice(days)
        spare = width_max - (last - moment.date()).days
        first = moment.date() - random.randint(0, spare) * _DAY
        return f"{first}/{last}" if first < last else f"{first - _DAY}/{last}"
    begun, until = _held(history, number)
    last_minute = _random_minute(random, begun, min(until, begun + width_max * _DAY))
    return f"{_minute(moment - random.choice([30, 300, 2_000]) * _MINUTE)}/{_minute(last_minute)}"


def _held(history: TrueHistory, number: int) -> tuple[datetime, datetime]:
    """From the turn to this state to the next one."""
    moments = [turn.moment for turn in history.turns]
    begun = moments[number] if number >= 0 else moments[0] - _BEFORE_AND_AFTER
    until = moments[number + 1] if number + 1 < len(moments) else moments[-1] + _BEFORE_AND_AFTER
    return begun, until


def _days_held(history: TrueHistory, number: int) -> list[date]:
    """The days at whose end the state held."""
    begun, until = _held(history, number)
    days = (begun.date() + n * _DAY for n in range((until - begun).days + 2))
    return [day for day in days if begun <= end_of(day) < until]


def _random_minute(random: Random, begun: datetime, until: datetime) -> datetime:
    """A minute that lies wholly between the two."""
    return begun + random.randint(1, (until - begun) // _MINUTE - 1) * _MINUTE


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
