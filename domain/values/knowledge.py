"""The clock of knowledge: from which moment something counts as known.

A source publishes on a day, or at a moment with its offset from UTC (RFC 3339). What was published on a day is known
from the end of that day (UTC), what was published at a moment from that moment. Where nothing says when it was
published, the moment at which the log recorded it stands in. Every moment here is aware, in UTC and exact to the
microsecond: the end of 22 June 2021 is 2021-06-22T23:59:59.999999Z.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator

from domain.values import limits
from domain.values.edtf import strict_day
from domain.values.problems import FieldError

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(?P<fraction>\.\d+)?)?(?P<offset>[Zz]|[+-]\d\d:\d\d)?", re.ASCII
)
_DAY_CHARS = len("2021-06-22")
_FRACTION_DIGITS_MAX = 6
_FORMS = "2021-06-22, or 2021-06-22T16:00:00Z, or 2021-06-22T19:00:00+03:00"


def end_of_known_day(day: date) -> datetime:
    """The last moment of a day (UTC): by then everything that was published on it is known."""
    return datetime.combine(day, time.max, UTC)


def moment(text: str) -> datetime:
    """A moment written as RFC 3339 has it, with its offset; seconds may be left out. Raises FieldError."""
    matched = _MOMENT.fullmatch(text)
    if matched is None:
        raise _impossible(text, "write it like 2021-06-22T16:00:00Z or 2021-06-22T19:00:00+03:00")
    if matched["offset"] is None:
        raise _impossible(text, "its offset from UTC is missing: put Z behind it, or +03:00")
    if len(matched["fraction"] or "") > _FRACTION_DIGITS_MAX + 1:
        raise _impossible(text, "a second has six decimals at most here: cut the rest off")
    try:
        found = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _impossible(text, "there is no such moment: check the date, the time and the offset") from None
    return datetime.combine(_plausible(found.date()), found.time(), UTC)


def known_from(published: str | None, recorded_at: datetime) -> datetime:
    """The moment from which something counts as known. `recorded_at` (aware) stands in where it was not published."""
    return recorded_at.astimezone(UTC) if published is None else published_by(published)


def published_by(published: str) -> datetime:
    """The moment by which something was published: the end of a day, or the moment itself. Raises FieldError."""
    return end_of_known_day(_day(published)) if len(published) <= _DAY_CHARS else moment(published)


def published_day(published: str) -> date:
    """The day (UTC) on which something was published."""
    return published_by(published).date()


def published_moment(published: str) -> datetime | None:
    """The moment at which something was published; None where only the day is given."""
    return moment(published) if len(published) > _DAY_CHARS else None


def whole_day(known: datetime) -> date | None:
    """The day at whose end (UTC) this moment is, None for any other moment."""
    return known.date() if known == end_of_known_day(known.date()) else None


def written(known: datetime) -> str:
    """As `published` has it: a day for the end of a day, else a moment in UTC."""
    day = whole_day(known)
    return day.isoformat() if day else written_moment(known)


def written_moment(known: datetime) -> str:
    """RFC 3339, in UTC."""
    return known.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def known_by(on: date | None, at: datetime | None) -> datetime | None:
    """The moment up to which everything known counts: the end of a day, or a moment. None: without a limit.

    Raises FieldError where both are given.
    """
    if on is not None and at is not None:
        raise FieldError("KNOWN_TWICE", "knownOn and knownAt are one clock: give the day or the moment, not both")
    return at if on is None else end_of_known_day(on)


def _day(text: str) -> date:
    try:
        return _plausible(date.fromisoformat(strict_day(text)))
    except FieldError:
        raise
    except ValueError:
        raise _impossible(text, "there is no such day in the calendar: check month and day") from None


def _plausible(day: date) -> date:
    if not limits.YEAR_MIN <= day.year <= limits.YEAR_MAX:
        years = f"years run from {limits.YEAR_MIN} to {limits.YEAR_MAX} here: check the year"
        raise FieldError("IMPOSSIBLE_DATE", years)
    return day


def _impossible(text: str, remedy: str) -> FieldError:
    return FieldError("IMPOSSIBLE_DATE", f"{text[:60]!r} is no moment: {remedy}")


def _published(given: Any) -> str:
    if not isinstance(given, str):
        raise FieldError("IMPOSSIBLE_DATE", f"a day or a moment is wanted here: write it like {_FORMS}")
    if len(given) > _DAY_CHARS:
        moment(given)
    else:
        _published_day(given)
    return given


def _moment(given: Any) -> str:
    if not isinstance(given, str):
        raise FieldError("IMPOSSIBLE_DATE", "a moment is wanted here: write it like 2021-06-22T16:00:00Z")
    moment(given)
    return given


def _published_day(given: Any) -> str:
    day = given.isoformat() if type(given) is date else given
    if not isinstance(day, str):
        raise FieldError("IMPOSSIBLE_DATE", "a single day is wanted here: write it as YYYY-MM-DD")
    _day(day)
    return day


Published = Annotated[str, BeforeValidator(_published)]
"""A day or a moment with its offset, kept as it was given."""
Moment = Annotated[str, BeforeValidator(_moment)]
"""A moment with its offset, kept as it was given."""
PublishedDay = Annotated[str, BeforeValidator(_published_day)]
"""A day, YYYY-MM-DD and nothing else."""
