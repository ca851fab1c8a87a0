"""Dates as tables write them, into EDTF. Strict: what a mapping does not name as a way of writing is not guessed.

A general parser takes "May" for the May of this year and 03/04 for either; both are refused here, with the remedy.
"""

import json
import re
from datetime import UTC, date, datetime, timedelta

from domain.values import edtf, knowledge
from domain.values.problems import FieldError
from importers import limits

_TIME_AT_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?(Z|\+00:00)?")
_ISO = re.compile(r"\d{4}-\d\d(-\d\d)?([T/~?%]|$)|[\[{]")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d([.,]\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?")
_EXCEL, _UNIX = "excel", "unix"
"""Beside the letters of strptime: days as spreadsheets count them; seconds since 1970, or thousandths of them."""
_TIMES = set("HIcX")
"""Letters of strptime by which a way of writing has a time of day."""
_EXCEL_BEGINS = date(1899, 12, 30)
_COMMON = (
    "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
    "%d-%b-%y", "%B %Y",
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y", "%m/%Y", "%m-%Y",
)  # fmt: skip


def edtf_date(text: str, formats: tuple[str, ...]) -> str:
    """EDTF, as precise as the way in which it is written: a month where there is no day. Raises FieldError."""
    for written in formats:
        try:
            return _read(text, written)
        except (ValueError, OverflowError, OSError):
            continue
    if midnight := _TIME_AT_MIDNIGHT.fullmatch(text):
        text = midnight[1]
    elif moment := _MOMENT.fullmatch(text):
        text = _local(text, moment)
    try:
        edtf.interval(text)
    except FieldError:
        if _ISO.match(text):
            raise  # it is written as it should be, and there is no such day
        known = ", ".join(formats) or "YYYY-MM-DD"
        shown = text[: limits.SHOWN_CHARS_MAX]
        raise FieldError("BAD_DATE", f"{shown!r} is not a date written as {known}: {_remedy(text)}") from None
    return text


def ways_of_writing(text: str) -> list[str]:
    """The formats that fit, as a mapping names them. 03/04/2021 fits two."""
    fitting = []
    for written in (*_COMMON, _EXCEL, _UNIX):
        try:
            edtf_text = _read(text, written)
            edtf.interval(edtf_text)
        except (ValueError, OverflowError, OSError):
            continue
        if 1900 <= int(edtf_text[:4]) <= 2100:
            fitting.append(written)
    return fitting


def _remedy(text: str) -> str:
    ways = ways_of_writing(text)
    if len(ways) > 1:
        return f"say which comes first, dates = [{json.dumps(ways[0])}] or [{json.dumps(ways[1])}]"
    return f"add dates = [{json.dumps(ways[0])}]" if ways else "add its form to `dates`"


def _read(text: str, written: str) -> str:
    """Raises ValueError, OverflowError, OSError where it is not written so."""
    if written == _EXCEL:
        if not 10_000 <= float(text) <= 80_000:
            raise ValueError
        return (_EXCEL_BEGINS + timedelta(int(float(text)))).isoformat()
    if written == _UNIX:
        return _since_1970(text).date().isoformat()
    return _as_precise(datetime.strptime(text, written), written)  # noqa: DTZ007 (local civil time has no zone)


def _since_1970(text: str) -> datetime:
    """Raises ValueError where it is neither seconds nor thousandths of them."""
    if not re.fullmatch(r"\d{9,10}|\d{12,13}", text):
        raise ValueError
    return datetime.fromtimestamp(int(text[:-3] if len(text) > 10 else text), UTC)


def _local(text: str, moment: re.Match[str]) -> str:
    """Raises FieldError where it is not the time of the place, and so perhaps not its day."""
    if moment[5]:
        message = f"{text!r} has a time zone, and dates are local: take the day with match = '^\\d{{4}}-\\d\\d-\\d\\d'"
        raise FieldError("TIME_ZONE", message)
    if moment[2] == "24:00":
        raise FieldError("IMPOSSIBLE_DATE", f"{text!r}: 24:00 is 00:00 of the next day; write that")
    return f"{moment[1]}T{moment[2]}"


def day(text: str, formats: tuple[str, ...]) -> str:
    """YYYY-MM-DD; the time of the day is left away. Raises FieldError."""
    if not formats and (moment := _MOMENT.fullmatch(text)):
        text = moment[1]
    found = edtf_date(text, formats)[: len("YYYY-MM-DD")]
    edtf.strict_day(found)
    return found


def published(text: str, formats: tuple[str, ...], offset: str | None = None) -> str:
    """A day, or a moment where there is a time: as `published` of an event has it. Raises FieldError.

    `offset` is that of times which have none, `+03:00`; without it they are UTC.
    """
    for written in formats:
        try:
            return _published(text, written, offset)
        except (ValueError, OverflowError, OSError):
            continue
    moment = None if formats else _MOMENT.fullmatch(text)
    if moment is None:
        return day(text, formats)
    zone = (moment[5] or offset or "Z").replace("UTC", "Z")
    zone = zone if ":" in zone or zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    seconds = (moment[3] or "").replace(",", ".")[: len(":00.000000")]
    return knowledge.written_moment(knowledge.moment(f"{moment[1]}T{moment[2]}{seconds}{zone}"))


def _published(text: str, written: str, offset: str | None) -> str:
    """Raises ValueError, OverflowError, OSError where it is not written so."""
    if written == _UNIX:
        return knowledge.written_moment(_since_1970(text))
    if written == _EXCEL or not _directives(written) & _TIMES:
        return edtf.strict_day(_read(text, written))
    moment = datetime.strptime(text, written)  # noqa: DTZ007 (its zone follows)
    zoned = moment if moment.tzinfo else datetime.fromisoformat(f"{moment.isoformat()}{offset or 'Z'}")
    return knowledge.written_moment(zoned)


def check_offset(written: str) -> str:
    """An offset from UTC as RFC 3339 writes it. Raises FieldError."""
    if not re.fullmatch(r"Z|[+-]([01]\d|2[0-3]):[0-5]\d", written):
        raise FieldError("BAD_OFFSET", f"{written!r} is no offset from UTC: write it like +03:00, or Z")
    return written


def check_format(written: str) -> str:
    """A way of writing dates that gives at least a year, and that reads what it writes. Raises FieldError."""
    if written not in (_EXCEL, _UNIX) and not _directives(written) & set("YycxG"):
        raise FieldError("BAD_DATE_FORMAT", f"{written!r} has no year: write it with the letters of strptime, %d.%m.%Y")
    if written not in (_EXCEL, _UNIX):
        _try(written)
    return written


def _try(written: str) -> None:
    """strptime complains about an unknown or repeated letter only when it reads."""
    day = datetime(2021, 6, 22, tzinfo=UTC)
    try:
        datetime.strptime(day.strftime(written), written)  # noqa: DTZ007
    except (ValueError, re.error):
        message = f"{written!r} cannot be read: take letters that strptime knows, each once, as in %d.%m.%Y"
        raise FieldError("BAD_DATE_FORMAT", message) from None


def _directives(written: str) -> set[str]:
    return set(re.findall(r"%-?(.)", written))


def _as_precise(moment: datetime, written: str) -> str:
    given = _directives(written)
    if not given & set("djcx"):
        return f"{moment.year:04}-{moment.month:02}" if given & set("mbB") else f"{moment.year:04}"
    return moment.isoformat(timespec="minutes") if given & set("HIc") else moment.date().isoformat()
