"""Dates as they are reported: EDTF (ISO 8601-2:2019, levels 0 and 1, and sets) with the bounds that they leave.

A date is in the local civil time of the place. The library `undate` reads the dates; what it leaves out and reports
need is added here: hours and minutes (`2021-06-21T19:00/2021-06-22T09:00`) and a strict outer form, because the
library takes `20210622` for the year 20,210,622. An approximate or uncertain date (`2021-06~`) keeps the bounds of
the date itself: EDTF gives no width to "about", and none is invented. Of level 2 there are sets of which one date is
meant and nobody knows which: `[2021-06-04..2021-06-06]`, `[2021-06-04,2021-06-09]`.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from domain.values import edtf_remedies, limits
from domain.values.interval import END_OF_DAY, OPEN_END, OPEN_START, Interval, civil_days, hull
from domain.values.problems import FieldError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{2}(\d\d|\dX|XX)(-(\d\d|XX)(-(\d\d|\dX|XX))?)?[~?%]?", re.ASCII)
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?", re.ASCII)
_YEARS = f"years run from {limits.YEAR_MIN} to {limits.YEAR_MAX} here: check the year"
_FORMS = "write it like 2021-06-22, 2021-06, 2021-06~, 2021-06-12/2021-06-22, ../2021-06-22 or [2021-06-04..2021-06-06]"
_OPEN = ("", "..")


@lru_cache(maxsize=65_536)
def interval(text: str) -> Interval:
    """The time that an EDTF date, interval or set may mean. Raises FieldError where there is no such date."""
    start, slash, end = text.partition("/")
    if not slash:
        return _single_or_set(start)
    if start in _OPEN and end in _OPEN:
        raise _impossible(text, "both ends are open: give at least one")
    return _from_to(text, start, end)


@lru_cache(maxsize=65_536)
def end_part(text: str) -> Interval:
    """The time of an interval's end (`2021-06-22` of `2021-06-12/2021-06-22`), or of a date that is no interval."""
    return _single_or_set(text.rpartition("/")[2])


def is_interval(text: str) -> bool:
    """Whether it goes on from one date to another (a/b)."""
    return "/" in text


def is_set(text: str) -> bool:
    """Whether it is one of several dates, and nobody knows which ([a..b], [a,b])."""
    return text.startswith("[")


def strict_day(given: Any) -> Any:
    """Lets only YYYY-MM-DD through: `date.fromisoformat` would take week dates and the compact form too."""
    if type(given) is date or (isinstance(given, str) and _DAY.fullmatch(given)):
        return given
    raise FieldError("IMPOSSIBLE_DATE", "a single day is wanted here: write it as YYYY-MM-DD")


def _plausible(day: date) -> date:
    if not limits.YEAR_MIN <= day.year <= limits.YEAR_MAX:
        raise FieldError("IMPOSSIBLE_DATE", _YEARS)
    return day


def write(when: Interval, *, cut: bool) -> str:
    """The interval in EDTF, as it is shown. A cut one begins with the date of what it must come after."""
    last = _written(when.end, whole_at=END_OF_DAY)
    if when.is_open:
        return f"../{last}"
    first = _written(when.start, END_OF_DAY) if cut else _written(when.start + timedelta(seconds=1), time.min)
    return first if first == last else f"{first}/{last}"


def _written(moment: datetime, whole_at: time) -> str:
    """A moment as briefly as possible: a day if it stands at the edge of the day, else with minutes or seconds."""
    if moment.time() == whole_at:
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes" if moment.second in (0, 59) else "seconds")


def _from_to(text: str, start: str, end: str) -> Interval:
    when = Interval(
        OPEN_START if start in _OPEN else _single(start).start,
        OPEN_END if end in _OPEN else _single(end).end,
    )
    if when.start >= when.end:
        raise _impossible(text, "it ends before it begins: swap the ends")
    return when


def _single_or_set(text: str) -> Interval:
    """Of a set, the time from its first date to its last: it may be less, and is never more."""
    if not (text.startswith("[") and text.endswith("]")):
        return _single(text)
    return hull([_member(text, member) for member in text[1:-1].split(",")])


def _member(text: str, member: str) -> Interval:
    first, dots, last = member.partition("..")
    if dots and not first and not last:
        raise _impossible(text, "both ends are open: give at least one")
    return _from_to(text, first, last) if dots else _single(member)


def _single(text: str) -> Interval:
    try:
        if _MOMENT.fullmatch(text):
            return _moment(text)
        if plain := _PLAIN.fullmatch(text):
            first, last = _whole(*map(int, filter(None, plain.groups())))
        elif _DATE.fullmatch(text):
            first, last = _by_library(text)
        else:
            raise _impossible(text, _FORMS)
    except FieldError:
        raise
    except Exception as reason:  # the library raises its parser's own errors, of several families
        raise _impossible(text, "there is no such date in the calendar") from reason
    if not limits.YEAR_MIN <= first.year <= last.year <= limits.YEAR_MAX:
        raise _impossible(text, _YEARS)
    return civil_days(first, last)


def _whole(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day. The library takes a thousand times as long for them."""
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


@cache
def _library() -> Any:
    """Imported where it is needed: it compiles a grammar and brings numpy, and whole days do without."""
    from undate.converters.edtf import EDTFDateConverter

    return EDTFDateConverter()


def _by_library(text: str) -> tuple[date, date]:
    found = _library().parse(text.rstrip("~?%"))
    return date.fromisoformat(str(found.earliest)), date.fromisoformat(str(found.latest))


def _moment(text: str) -> Interval:
    first = datetime.fromisoformat(text)
    if not limits.YEAR_MIN <= first.year <= limits.YEAR_MAX:
        raise _impossible(text, f"years run from {limits.YEAR_MIN} to {limits.YEAR_MAX} here: check the year")
    seconds_given = text.count(":") == 2
    return Interval.between(first, first if seconds_given else first + timedelta(seconds=59))


def _impossible(text: str, remedy: str) -> FieldError:
    if instead := edtf_remedies.remedy(text[:60]):
        return FieldError("IMPOSSIBLE_DATE", f"{text[:60]!r} cannot be read: {instead}")
    return FieldError("IMPOSSIBLE_DATE", f"{text[:60]!r} is not an EDTF date: {remedy}")


def _check(text: str) -> str:
    interval(text)
    return text


Edtf = Annotated[str, AfterValidator(_check)]
"""An EDTF date, interval or set of one, kept as it was reported."""

Day = Annotated[date, BeforeValidator(strict_day), AfterValidator(_plausible)]
"""A civil day, YYYY-MM-DD and nothing else."""
