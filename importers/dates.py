"""Dates as tables write them, into EDTF. Strict: what a mapping does not name as a way of writing is not guessed.

A general parser takes "May" for the May of this year and 03/04 for either; both are refused here, with the remedy.
"""

import re
from datetime import datetime

from domain import edtf
from domain.problems import FieldError
from importers import limits

_TIME_AT_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?(Z|\+00:00)?")
_ISO = re.compile(r"\d{4}-\d\d(-\d\d)?([T/~?%]|$)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ][\d:.]+(Z|[+-]\d\d:?\d\d)?")


def edtf_date(text: str, formats: tuple[str, ...]) -> str:
    """EDTF, as precise as the way in which it is written: a month where there is no day. Raises FieldError."""
    for written in formats:
        try:
            return _told(datetime.strptime(text, written), written)  # noqa: DTZ007 (local civil time has no zone)
        except ValueError:
            continue
    if midnight := _TIME_AT_MIDNIGHT.fullmatch(text):
        text = midnight[1]
    try:
        edtf.bounds(text)
    except FieldError:
        if _ISO.match(text):
            raise  # it is written as it should be, and there is no such day
        known = ", ".join(formats) or "YYYY-MM-DD"
        shown = text[: limits.SHOWN_CHARS_MAX]
        raise FieldError("BAD_DATE", f"{shown!r} is not a date written as {known}: add its form to `dates`") from None
    return text


def day(text: str, formats: tuple[str, ...]) -> str:
    """YYYY-MM-DD; the time of the day is left away. Raises FieldError."""
    if not formats and (moment := _MOMENT.fullmatch(text)):
        text = moment[1]
    found = edtf_date(text, formats)[: len("YYYY-MM-DD")]
    edtf.strict_day(found)
    return found


def check_format(written: str) -> str:
    """A way of writing dates that gives at least a year. Raises FieldError."""
    if not _directives(written) & set("YycxG"):
        raise FieldError("BAD_DATE_FORMAT", f"{written!r} has no year: write it with the letters of strptime, %d.%m.%Y")
    return written


def _directives(written: str) -> set[str]:
    return set(re.findall(r"%-?(.)", written))


def _told(found: datetime, written: str) -> str:
    given = _directives(written)
    if not given & set("djcx"):
        return f"{found.year:04}-{found.month:02}" if given & set("mbB") else f"{found.year:04}"
    return found.isoformat(timespec="minutes") if given & set("HIc") else found.date().isoformat()
