"""A cell of a row, read as the mapping says: the value for one field of an event, or what is wrong with it."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from anyascii import anyascii

from domain.limits import SLUG_CHARS_MAX
from domain.problems import FieldError
from importers import dates, limits
from importers.mapping import Cell

DECIMAL_COMMA = "DECIMAL_COMMA"
"""Repair: 47,5 read as 47.5."""
GROUPED_DIGITS = "GROUPED_DIGITS"
"""Repair: 16,356 read as 16356."""

DAYS = {"published", "existsFrom", "existsTo", "validFrom", "validTo"}
DATES = {"occurred", "window"}
NUMBERS = {"longitude", "latitude"}
WHOLE = {"low", "best", "high", "denominator", "credibility"}
_GROUPED = re.compile(r"\d{1,3}([, .'’]\d{3})+")
_WHOLE_WITH_FRACTION = re.compile(r"(\d+)\.0+")
_IN_BRACES = re.compile(r"\{([^{}]+)\}")


NOBODY = object()
"""The mapping says that this word means nobody, or no value."""


class Skipped(Exception):
    """The mapping passes this row over."""


def read(cell: Cell, field: str, row: Mapping[str, Any], file_name: str, repairs: list[str]) -> Any:
    """The value for a field; None where the cell is empty, NOBODY where it says so. Raises FieldError, Skipped."""
    found = _text(_origin(cell, row, file_name))
    if cell.match and isinstance(found, str):
        found = _matched(cell.match, found)
    if found == "" or found is None:
        found = cell.default if cell.values is None or "" not in cell.values else ""
    if cell.values is not None and found is not None:
        found = _meant(cell, found)
        if found == "":
            return NOBODY
    if found is None or found == "":
        return None
    return _typed(cell, field, found, repairs)


def column_of(columns: tuple[str, ...], row: Mapping[str, Any]) -> str | None:
    """The name under which the row has it."""
    return next((name for name in columns if name in row), None)


def slug(text: str, *, chars_max: int = SLUG_CHARS_MAX) -> str:
    """Letters, digits and hyphens, for an id; what is too long is cut and told apart by a digest. May be empty."""
    made = re.sub(r"[^a-z0-9]+", "-", anyascii(unicodedata.normalize("NFC", text)).casefold()).strip("-")
    if len(made) <= chars_max:
        return made
    return f"{made[: chars_max - 9]}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


def shown(value: Any) -> str:
    return repr(str(value)[: limits.SHOWN_CHARS_MAX])


def _origin(cell: Cell, row: Mapping[str, Any], file_name: str) -> Any:
    if cell.value is not None:
        return cell.value
    if cell.file is not None:
        if found := _matched(cell.file, file_name):
            return found
        raise FieldError("NOT_IN_FILE_NAME", f"the name of the file, {shown(file_name)}, has nothing like {cell.file}")
    if cell.template is not None:
        used = [_text(row.get(name)) for name in _IN_BRACES.findall(cell.template)]
        if used and not any(used):
            return None
        return _IN_BRACES.sub(lambda name: str(_text(row.get(name[1])) or ""), cell.template)
    if (name := column_of(cell.columns, row)) is None:
        if cell.optional:
            return None
        raise FieldError("NO_SUCH_COLUMN", no_column(cell.columns, row))
    return row[name]


def no_column(columns: tuple[str, ...], row: Mapping[str, Any]) -> str:
    return (
        f"there is no column {' or '.join(map(repr, columns))}; there are {columns_told(row)}. Name the right one, "
        'say optional = true, or write a constant as { value = "..." }'
    )


def columns_told(row: Mapping[str, Any]) -> str:
    there = [name[: limits.SHOWN_CHARS_MAX] for name in list(row)[: limits.COLUMNS_SHOWN_MAX]]
    return ", ".join(there) + (f" and {len(row) - len(there):,} more" if len(row) > len(there) else "")


def _text(found: Any) -> Any:
    """Text without white space around it, and with plain spaces in it: lists are pasted from web pages."""
    return " ".join(found.split()) if isinstance(found, str) else found


def _matched(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return "" if found is None else (found[1] if found.re.groups else found[0]) or ""


def _meant(cell: Cell, found: Any) -> Any:
    words = {key.casefold(): value for key, value in (cell.values or {}).items()}
    word = _word(found)
    if word in words:
        return words[word]
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
        return _number(found, repairs)
    if field in WHOLE:
        return _whole(found, repairs)
    return found if isinstance(found, bool | dict) else str(found)


def _number(found: Any, repairs: list[str]) -> float:
    if isinstance(found, str) and "," in found and "." not in found:
        found = found.replace(",", ".")
        repairs.append(DECIMAL_COMMA)
    try:
        return float(found)
    except (TypeError, ValueError):
        raise FieldError("NOT_A_NUMBER", f"{shown(found)} is no number: mend the cell") from None


def _whole(found: Any, repairs: list[str]) -> int:
    if isinstance(found, float) and found.is_integer():
        return int(found)
    text = str(found)
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
        repairs.append(GROUPED_DIGITS)
    elif whole := _WHOLE_WITH_FRACTION.fullmatch(text):
        text = whole[1]
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise FieldError(
            "NOT_A_WHOLE_NUMBER", f"{shown(found)} is no whole number: mend the cell, or match a part of it"
        )
    return int(text)
