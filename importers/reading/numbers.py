"""Numbers as tables write them: decimal commas, grouped digits, and degrees of longitude and latitude (WGS 84)."""

import re
from typing import Any

from domain.values.problems import FieldError
from importers import limits
from importers.reading.number_marks import (
    ALWAYS_DECIMAL,
    ALWAYS_THOUSANDS,
    POINT_OR_COMMA,
    NumberMarks,
    is_unclear,
    marks_in,
)

DECIMAL_COMMA = "DECIMAL_COMMA"
"""Repair: 47,5 read as 47.5."""
GROUPED_DIGITS = "GROUPED_DIGITS"
"""Repair: 16,356 read as 16356."""
NULL_ISLAND = "NULL_ISLAND"
"""Repair: the point 0, 0 left out. It stands for a missing one, and lies in the sea."""
NO_POINT = "NO_POINT"
"""Repair: half a point left out, since the row lacks the other coordinate."""
DEGREES_MAX = {"longitude": 180, "latitude": 90}
DIGITS_MAX = 12
"""Of a whole number: Python refuses to read thousands of them."""
_GROUPED = re.compile(rf"\d{{1,3}}([{POINT_OR_COMMA}{ALWAYS_THOUSANDS}]\d{{3}})+")
_STATE_IT = 'say at the top of the mapping which it is, thousands = "{0}" or decimal = "{0}"'


def shown(value: Any) -> str:
    """The beginning of a cell, quoted, for a message."""
    return repr(str(value)[: limits.SHOWN_CHARS_MAX])


def decimal(value: Any, repairs: list[str]) -> float:
    """Raises FieldError (NOT_A_NUMBER)."""
    if isinstance(value, str) and "," in value and "." not in value:
        value = value.replace(",", ".")
        repairs.append(DECIMAL_COMMA)
    try:
        if isinstance(value, str) and "_" in value:
            raise ValueError  # Python's own grouping, which no table means
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise FieldError("NOT_A_NUMBER", f"{shown(value)} is no number: mend the cell") from None


def degrees(field: str, value: Any, repairs: list[str]) -> float:
    """A `longitude` or a `latitude`, as `field` says. Raises FieldError."""
    number = decimal(value, repairs)
    if abs(number) <= DEGREES_MAX[field]:
        return number
    remedy = "mend the cell"
    if field == "latitude" and abs(number) <= 180:
        remedy = "is the longitude in its column?"
    elif abs(number) > 1_000:
        remedy = "is it in metres? Take other columns, or project the file to degrees (EPSG:4326)"
    raise FieldError("OUT_OF_RANGE", f"{number:g} is no {field}, {DEGREES_MAX[field]} at most: {remedy}")


def is_on_earth(longitude: float, latitude: float) -> bool:
    """False for NaN too."""
    return abs(longitude) <= DEGREES_MAX["longitude"] and abs(latitude) <= DEGREES_MAX["latitude"]


def is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX


def whole(value: Any, repairs: list[str], marks: NumberMarks | None = None) -> int:
    """A whole number, also written as 16,356,000 or 12.0. `marks` are those of its column; left out, its own.

    Raises FieldError: AMBIGUOUS_NUMBER where neither tells what its mark is, NOT_A_WHOLE_NUMBER.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = str(value)
    digits = text if is_whole(text) else _without_marks(text, marks or marks_in([text]), repairs)
    if not is_whole(digits):
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{shown(value)} is no whole number: mend the cell, or match a part of it"
        )
    return int(digits)


def _without_marks(text: str, marks: NumberMarks, repairs: list[str]) -> str:
    """The digits of a whole number; the text as it is where it is none. Raises FieldError."""
    _check_marks(text, marks)
    before, decimal, fraction = text, "", "0"
    by_elimination = POINT_OR_COMMA if marks.thousands and marks.thousands in ALWAYS_THOUSANDS else ""
    for mark in (marks.decimal or by_elimination) + ALWAYS_DECIMAL:
        if text.count(mark) == 1:
            before, decimal, fraction = text.partition(mark)
    if fraction.strip("0") or not fraction:
        return text
    if not before.isdecimal() and not _is_grouped(before, marks):
        return text
    repairs += [DECIMAL_COMMA] if decimal == "," else []
    repairs += [] if before.isdecimal() else [GROUPED_DIGITS]
    return re.sub(r"\D", "", before)


def _check_marks(text: str, marks: NumberMarks) -> None:
    """Raises FieldError (AMBIGUOUS_NUMBER) where the column does not tell what the mark in a cell is."""
    mark = next((character for character in text if character in POINT_OR_COMMA), None)
    if mark is None:
        return
    if marks.is_mixed:
        message = f"{shown(text)}: the column has points and commas in both uses, before decimals and between thousands"
        raise FieldError("AMBIGUOUS_NUMBER", f"{message}: {_STATE_IT.format(mark)}")
    if is_unclear(text) and mark not in (marks.decimal, marks.thousands) and marks.thousands is None:
        either = f"{shown(text)} may be {text.replace(mark, '')} or {text.replace(mark, '.')}"
        raise FieldError(
            "AMBIGUOUS_NUMBER", f"{either}, and no other cell of the column tells: {_STATE_IT.format(mark)}"
        )


def _is_grouped(text: str, marks: NumberMarks) -> bool:
    """Whether its digits are in groups of three, between marks that stand between thousands."""
    between = {character for character in text if not character.isdecimal()}
    allowed = {*ALWAYS_THOUSANDS, *filter(None, [marks.thousands])}
    return _GROUPED.fullmatch(text) is not None and len(between) == 1 and between <= allowed
