"""The days of a period at which a series or a replay looks: civil days, local time of each place."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from domain.values.terms import Step

_DAYS = {Step.DAY: 1, Step.WEEK: 7}


def number_of_days(first: date, last: date, step: Step) -> int:
    """How many days `days` would give; none where the first day is after the last."""
    if first > last:
        return 0
    if step is Step.MONTH:
        months = (last.year - first.year) * 12 + last.month - first.month
        return months + (first + relativedelta(months=months) <= last)
    return (last - first).days // _DAYS[step] + 1


def days(first: date, last: date, step: Step) -> list[date]:
    """The first day, then every step after it up to the last day, which is included where a step falls on it.

    Months are counted from the first day, so a period that begins on the 31st has the last day of shorter months.
    """
    number = number_of_days(first, last, step)
    if step is Step.MONTH:
        return [_after(first, months, step) for months in range(number)]
    length, begin = _DAYS[step], first.toordinal()
    return [*map(date.fromordinal, range(begin, begin + length * number, length))]


def step_with(day: date, first: date, step: Step) -> date:
    """The first day of the step that has this day, of the steps that begin with `first`, which is no later."""
    return _after(first, number_of_days(first, day, step) - 1, step)


def _after(first: date, number: int, step: Step) -> date:
    """The day that is so many steps after the first."""
    if step is Step.MONTH:
        return first + relativedelta(months=number)
    return first + timedelta(days=_DAYS[step] * number)
