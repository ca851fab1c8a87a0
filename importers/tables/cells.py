"""A cell of a row, read as the mapping says: the value for one field of an event, or what is wrong with it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from domain.events.identifiers import slug
from domain.values.problems import FieldError
from importers import limits
from importers.reading import dates, plain_text
from importers.tables.mapping import LIKE, Cell, nearest

DECIMAL_COMMA = "DECIMAL_COMMA"
"""Repair: 47,5 read as 47.5."""
GROUPED_DIGITS = "GROUPED_DIGITS"
"""Repair: 16,356 read as 16356."""

DAYS = {"published", "existsFrom", "existsTo", "validFrom", "validTo"}
DATES = {"occurred", "window"}
NUMBERS = {"longitude", "latitude"}
WHOLE = {"low", "best", "high", "denominator", "credibility"}
_READ = DAYS | DATES | NUMBERS | WHOLE
_GROUPED = re.compile(r"\d{1,3}([, .'’٬]\d{3})+")
_WHOLE_WITH_FRACTION = re.compile(r"(\d[\d, .'’٬]*)(\.0+|,00?)")
_IN_BRACES = re.compile(r"\{([^{}]+)\}")


DIGITS_MAX = 12
"""Of a whole number: Python refuses to read thousands of them."""
NOBODY = object()
"""The mapping says that this word means nobody, or no value."""


class Skipped(Exception):
    """The mapping passes this row over."""


def read(cell: Cell, field: str, row: Mapping[str, Any], file_name: str, repairs: list[str]) -> Any:
    """The value for a field; None where the cell is empty, NOBODY where it says so. Raises FieldError, Skipped."""
    found = _text(_origin(cell, row, file_name, repairs), repairs)
    if cell.match and isinstance(found, str | int | float):
        found = _matched(cell.match, found if isinstance(found, str) else _word(found))
    if found == "" or found is None:
        found = cell.default if cell.values is None or "" not in cell.values else ""
    if cell.values is not None and found is not None:
        found = _meant(cell, found, repairs)
        if found == "":
            return NOBODY
    if found is None or found == "":
        return None
    if field in _READ and isinstance(found, str):
        found = plain_text.value(found, repairs)
    return None if found is None else _typed(cell, field, found, repairs)


def column_of(columns: tuple[str, ...], row: Mapping[str, Any]) -> str | None:
    """The name under which the row has it. One that begins with ~ is a pattern; the first that is like it is meant."""
    for wanted in columns:
        if wanted in row:
            return wanted
        if wanted.startswith(LIKE) and (found := next((name for name in row if _is_like(wanted, name)), None)):
            return found
    return None


@lru_cache(10_000)
def _is_like(wanted: str, name: str) -> bool:
    return re.search(wanted.removeprefix(LIKE), name, re.IGNORECASE) is not None


def shown(value: Any) -> str:
    return repr(str(value)[: limits.SHOWN_CHARS_MAX])


def _origin(cell: Cell, row: Mapping[str, Any], file_name: str, repairs: list[str]) -> Any:
    if cell.value is not None:
        return cell.value
    if cell.file is not None:
        if found := _matched(cell.file, file_name):
            return found
        raise FieldError("NOT_IN_FILE_NAME", f"the name of the file, {shown(file_name)}, has nothing like {cell.file}")
    if cell.template is not None:
        return _filled(cell.template, row, repairs)
    if (name := column_of(cell.columns, row)) is None:
        if cell.optional:
            return None
        raise FieldError("NO_SUCH_COLUMN", no_column(cell.columns, row))
    return row[name]


def _filled(template: str, row: Mapping[str, Any], repairs: list[str]) -> str | None:
    used: list[Any] = []

    def fill(braces: re.Match[str]) -> str:
        names = (column_of((one,), row) for one in braces[1].split("|"))
        used.append(next((text for name in names if name and (text := _text(row[name], repairs))), None))
        return str("" if used[-1] is None else used[-1])

    text = _IN_BRACES.sub(fill, template)
    return text if not used or any(one not in (None, "") for one in used) else None


def no_column(columns: tuple[str, ...], row: Mapping[str, Any]) -> str:
    near = next((hint for name in columns if (hint := nearest(name, row))), "")
    return (
        f"there is no column {' or '.join(map(repr, columns))}{near}; there are {columns_told(row)}. Name the right "
        'one, say optional = true, write a constant as { value = "..." }, or the line of the names: header = 3'
    )


def columns_told(row: Mapping[str, Any]) -> str:
    there = [name[: limits.SHOWN_CHARS_MAX] for name in list(row)[: limits.COLUMNS_SHOWN_MAX]]
    return ", ".join(there) + (f" and {len(row) - len(there):,} more" if len(row) > len(there) else "")


def _text(found: Any, repairs: list[str]) -> Any:
    """Text without white space around it, and with plain spaces in it: lists are pasted from web pages."""
    return plain_text.text(found, repairs) if isinstance(found, str) else found


def _matched(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return "" if found is None else (found[1] if found.re.groups else found[0]) or ""


def _meant(cell: Cell, found: Any, repairs: list[str]) -> Any:
    words = {key.casefold(): value for key, value in (cell.values or {}).items()}
    word = _word(found)
    if word in words:
        return words[word]
    if (bare := plain_text.without_footnotes(word)) != word and bare in words:
        repairs.append(plain_text.FOOTNOTE)
        return words[bare]
    if cell.other == "keep":
        return found
    if cell.other == "empty":
        return None
    if cell.other == "skip":
        raise Skipped(f"{' or '.join(cell.columns)} is none of the mapping's values")
    raise FieldError(
        "UNKNOWN_VALUE", f"{shown(found)} is none of the `values` of the mapping: add what it means, or mend the cell"
    )


def _word(found: Any) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    return str(found).casefold()


def _typed(cell: Cell, field: str, found: Any, repairs: list[str]) -> Any:
    if cell.slug:
        if made := slug(str(found)):
            return made
        raise FieldError("NO_LETTERS", f"{shown(found)} has no letter and no digit to make an id of: give an id")
    if field in DAYS or field in DATES:
        return (dates.day if field in DAYS else dates.edtf_date)(str(found), cell.dates)
    if field in NUMBERS:
        return _degrees(field, _number(found, repairs))
    if field in WHOLE:
        return _whole(found, repairs)
    return found if isinstance(found, bool | dict) else str(found)


def _number(found: Any, repairs: list[str]) -> float:
    if isinstance(found, str) and "," in found and "." not in found:
        found = found.replace(",", ".")
        repairs.append(DECIMAL_COMMA)
    try:
        return float(found)
    except (TypeError, ValueError, OverflowError):
        raise FieldError("NOT_A_NUMBER", f"{shown(found)} is no number: mend the cell") from None


_DEGREES_MAX = {"longitude": 180, "latitude": 90}


def degrees(field: str, text: str, repairs: list[str]) -> float:
    """A longitude or a latitude, as `field` says. Raises FieldError."""
    return _degrees(field, _number(text, repairs))


def _degrees(field: str, found: float) -> float:
    if abs(found) <= _DEGREES_MAX[field]:
        return found
    remedy = "mend the cell"
    if field == "latitude" and abs(found) <= 180:
        remedy = "is the longitude in its column?"
    elif abs(found) > 1_000:
        remedy = "is it in metres? Take other columns, or project the file to degrees (EPSG:4326)"
    raise FieldError("OUT_OF_RANGE", f"{found:g} is no {field}, {_DEGREES_MAX[field]} at most: {remedy}")


def is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX


def _whole(found: Any, repairs: list[str]) -> int:
    if isinstance(found, float) and found.is_integer():
        return int(found)
    text = str(found)
    if not _GROUPED.fullmatch(text) and (whole := _WHOLE_WITH_FRACTION.fullmatch(text)):
        text, fraction = whole.groups()
        repairs += [DECIMAL_COMMA] if fraction.startswith(",") else []
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
        repairs.append(GROUPED_DIGITS)
    if not is_whole(text):
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{shown(found)} is no whole number: mend the cell, or match a part of it"
        )
    return int(text)
