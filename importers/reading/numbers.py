"""Numbers as tables write them: decimal commas, grouped digits, and degrees of longitude and latitude (WGS 84)."""

import re
from typing import Any

from domain.values.problems import FieldError
from importers import limits

DECIMAL_COMMA = "DECIMAL_COMMA"
"""Repair: 47,5 read as 47.5."""
GROUPED_DIGITS = "GROUPED_DIGITS"
"""Repair: 16,356 read as 16356."""
NULL_ISLAND = "NULL_ISLAND"
"""Repair: the point 0, 0 left out. It stands for a missing one, and lies in the sea."""
DEGREES_MAX = {"longitude": 180, "latitude": 90}
DIGITS_MAX = 12
"""Of a whole number: Python refuses to read thousands of them."""
_GROUPED = re.compile(r"\d{1,3}([, .'’٬]\d{3})+")
_WHOLE_WITH_FRACTION = re.compile(r"(\d[\d, .'’٬]*)(\.0+|,00?)")


def shown(value: Any) -> str:
    """The beginning of a cell, quoted, for a message."""
    return repr(str(value)[: limits.SHOWN_CHARS_MAX])


def decimal(value: Any, repairs: list[str]) -> float:
    """Raises FieldError (NOT_A_NUMBER)."""
    if isinstance(value, str) and "," in value and "." not in value:
        value = value.replace(",", ".")
        repairs.append(DECIMAL_COMMA)
    try:
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


def whole(value: Any, repairs: list[str]) -> int:
    """A whole number, also written as 16,356 or 12.0. Raises FieldError (NOT_A_WHOLE_NUMBER)."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = str(value)
    if not _GROUPED.fullmatch(text) and (match := _WHOLE_WITH_FRACTION.fullmatch(text)):
        text, fraction = match.groups()
        repairs += [DECIMAL_COMMA] if fraction.startswith(",") else []
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
        repairs.append(GROUPED_DIGITS)
    if not is_whole(text):
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{shown(value)} is no whole number: mend the cell, or match a part of it"
        )
    return int(text)
