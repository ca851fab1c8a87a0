"""The scalars: strict on the way in, plain on the way out."""

import json
from datetime import date, datetime
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from domain.values import edtf, knowledge, limits
from domain.values.problems import FieldError

Position = NewType("Position", int)
DateTime = NewType("DateTime", datetime)
Published = NewType("Published", str)
LocalDateTime = NewType("LocalDateTime", datetime)
Edtf = NewType("Edtf", str)
GeoJSON = NewType("GeoJSON", dict[str, Any])
Columns = NewType("Columns", dict[str, Any])
PlaceRef = NewType("PlaceRef", object)


def moment_shown(moment: datetime | None) -> DateTime | None:
    return None if moment is None else DateTime(moment)


def _date(given: Any) -> date:
    day = edtf.strict_day(given)
    try:
        day = day if isinstance(day, date) else date.fromisoformat(day)
    except ValueError:
        raise FieldError("IMPOSSIBLE_DATE", "there is no such day in the calendar: check month and day") from None
    if not limits.YEAR_MIN <= day.year <= limits.YEAR_MAX:
        raise FieldError(
            "IMPOSSIBLE_DATE", f"years run from {limits.YEAR_MIN} to {limits.YEAR_MAX} here: check the year"
        )
    return day


def _moment(given: Any) -> datetime:
    if not isinstance(given, str):
        raise FieldError("IMPOSSIBLE_DATE", 'a moment is written as text with its offset: "2021-06-22T16:00:00Z"')
    return knowledge.moment(given)


def _position(given: Any) -> int:
    if isinstance(given, str) and given.isascii() and given.isdecimal() and str(int(given[:20])) == given:
        given = int(given)  # an endCursor of `events`
    if type(given) is not int or not 0 <= given <= limits.POSITION_MAX:
        raise FieldError("NOT_A_POSITION", "a position is a whole number, 0 or more: 0 is before the first event")
    return given


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise FieldError("NOT_TEXT", 'a date is written as text: "2021-06-12/2021-06-22"')
    return given


def _object(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise FieldError("NOT_AN_OBJECT", 'a geometry is an object: {"type": "Point", "coordinates": [68.6, 37.2]}')
    try:
        # What is written into the log must be read from it again: no infinity, no lone surrogate. (The default is for
        # variables in a literal: GraphQL looks at it once before it knows their values.)
        json.dumps(given, allow_nan=False, ensure_ascii=False, default=str).encode()
    except ValueError:
        raise FieldError("NOT_JSON", "a geometry has finite numbers and Unicode text only") from None
    return given


def _reference(given: Any) -> str | dict[str, Any]:
    if not isinstance(given, str | dict):
        raise FieldError(
            "NOT_A_PLACE",
            "name the place by its id, or by {scheme, edition, code} or {name, within, kind}; "
            "in a list also {every, within}",
        )
    return given


def _never(given: Any) -> None:
    raise FieldError("ANSWERS_ONLY", "this kind of value is in answers only")


def _scalar(name: str, description: str, serialize: Any, parse_value: Any, url: str | None = None) -> ScalarDefinition:
    return strawberry.scalar(
        name=name,
        description=description,
        serialize=serialize,
        parse_value=parse_value,
        specified_by_url=url,
    )


def answer_scalar(name: str, description: str) -> ScalarDefinition:
    """A scalar that is given as it is, and never taken."""
    return _scalar(name, description, _same, _never)


def _same(value: Any) -> Any:
    return value


SCALARS: dict[object, ScalarDefinition] = {
    date: _scalar(
        "Date",
        "A civil day at the place, YYYY-MM-DD and nothing else, of the years 1800 to 2199.",
        date.isoformat,
        _date,
    ),
    DateTime: _scalar(
        "DateTime",
        "A moment, RFC 3339 with its offset, exact to the microsecond: 2021-06-22T16:00:00Z.",
        lambda moment: moment.isoformat(),
        _moment,
        "https://scalars.graphql.org/andimarek/date-time",
    ),
    LocalDateTime: _scalar(
        "LocalDateTime",
        "YYYY-MM-DDTHH:MM:SS in the civil time of the place; it has no offset.",
        lambda moment: moment.isoformat(timespec="seconds"),
        _never,
    ),
    Published: _scalar(
        "Published",
        "When a source published something: a day, 2021-06-22, known from its end (UTC), or a moment with its offset "
        "(RFC 3339), 2021-06-22T16:00:00Z, known from itself. A variable of it is declared as Published.",
        _same,
        _text,
    ),
    Edtf: _scalar(
        "Edtf",
        "A date as it was reported, EDTF (ISO 8601-2), local: 2021-06-22, 2021-06, 2021-06~, 2021-06-12/2021-06-22, "
        "../2021-06-22, 2021-06-21T19:00/2021-06-22T09:00, [2021-06-04..2021-06-06] (one of these days).",
        _same,
        _text,
        "https://www.loc.gov/standards/datetime/",
    ),
    Position: _scalar(
        "Position",
        "A place in the log: 1, 2, 3 and so on without gaps; 0 is before the first event.",
        _same,
        _position,
    ),
    GeoJSON: _scalar(
        "GeoJSON", "A geometry, longitude first.", _same, _object, "https://www.rfc-editor.org/rfc/rfc7946"
    ),
    Columns: answer_scalar(
        "Columns",
        "Arrays of equal length, one for each field: place, holder, level, certainty, since, levelCertainty, lastWord, "
        "status, statusCertainty.",
    ),
    PlaceRef: _scalar(
        "PlaceRef",
        'A place: its id ("af-imam-sahib"), its code ({scheme, edition, code}; the edition may be left out), '
        "or the name that the report used ({name, within, kind}), which must mean exactly one place. In a list also "
        "all of a kind ({every, within}) that exist on the last day of the event: their ids are recorded.",
        _same,
        _reference,
    ),
}
