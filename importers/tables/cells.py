"""A cell of a row, read as the mapping says: the value for one field of an event, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from domain.events.identifiers import digest, slug
from domain.values.problems import FieldError
from importers.reading import dates, numbers, plain_text
from importers.reading.number_marks import NumberMarks
from importers.reading.numbers import shown
from importers.tables import templates
from importers.tables.column_names import column_of, no_column
from importers.tables.mapping_nodes import Cell

PUBLISHED = "published"
DAYS = {"existsFrom", "existsTo", "validFrom", "validTo", "until"}
DATES = {"occurred", "window"}
NUMBERS = {"longitude", "latitude"}
YES_OR_NO = {"regained", "forecast"}
WHOLE = {"low", "best", "high", "denominator", "credibility"}
_READ = {PUBLISHED} | DAYS | DATES | NUMBERS | WHOLE
_YES, _NO = {"yes", "true", "1"}, {"no", "false", "0"}
_NO_END = "9999-12-31"
"""As databases write it; no date of EDTF."""
_ADDRESS = re.compile(r"https?://(www\.)?", re.IGNORECASE)
_ADDRESS_CHARS_MAX, _ADDRESS_DIGITS = 60, 8
"""Of an id that is made of an address."""
NOBODY = object()
"""The mapping says that this word means nobody, or no value."""


class Skipped(Exception):
    """The mapping passes this row over."""


def read(
    cell: Cell,
    field: str,
    row: Mapping[str, Any],
    file_name: str,
    repairs: list[str],
    marks_of: Callable[[Cell], NumberMarks] | None = None,
) -> Any:
    """The value for a field; None where the cell is empty, NOBODY where it says so. Raises FieldError, Skipped.

    `marks_of` gives the marks in the numbers of a column; left out, each number is read for itself.
    """
    value = _given(cell, row, file_name, repairs)
    if value == "" or value is None:
        value = cell.default if cell.values is None or "" not in cell.values else ""
    if cell.values is not None and value is not None:
        value = _translated(cell, value, repairs)
        if value == "":
            return NOBODY
    if value is None or value == "":
        return None
    if field in _READ and isinstance(value, str):
        value = plain_text.value(value, repairs)
    if field in WHOLE and isinstance(value, str) and marks_of and not numbers.is_whole(value):
        return numbers.whole(value, repairs, marks_of(cell))
    return None if value is None else _typed(cell, field, value, repairs)


def number_text(cell: Cell, row: Mapping[str, Any], file_name: str) -> Any:
    """The text that is read as a number; what else the row has for it is given as it is. Raises FieldError."""
    value = _given(cell, row, file_name, [])
    return plain_text.value(value, []) if isinstance(value, str) else value


def _given(cell: Cell, row: Mapping[str, Any], file_name: str, repairs: list[str]) -> Any:
    """What the row has for a cell, or the part of it that is wanted."""
    value = _text(_origin(cell, row, file_name, repairs), repairs)
    if cell.match and isinstance(value, str | int | float):
        return _matched(cell.match, value if isinstance(value, str) else _word(value))
    return value


def _origin(cell: Cell, row: Mapping[str, Any], file_name: str, repairs: list[str]) -> Any:
    if cell.value is not None:
        return cell.value
    if cell.file is not None:
        if match := _matched(cell.file, file_name):
            return match
        raise FieldError("NOT_IN_FILE_NAME", f"the name of the file, {shown(file_name)}, has nothing like {cell.file}")
    if cell.template is not None:
        return templates.filled(cell.template, row, lambda given: _text(given, repairs), is_optional=cell.optional)
    if (name := column_of(cell.columns, row)) is None:
        if cell.optional:
            return None
        raise FieldError("NO_SUCH_COLUMN", no_column(cell.columns, row))
    return row[name]


def _text(value: Any, repairs: list[str]) -> Any:
    """Cleaned, if it is text: lists are pasted from web pages."""
    return plain_text.text(value, repairs) if isinstance(value, str) else value


def _matched(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return "" if match is None else (match[1] if match.re.groups else match[0]) or ""


def _translated(cell: Cell, value: Any, repairs: list[str]) -> Any:
    """What the word in the cell means by the `values` of the mapping."""
    words = {key.casefold(): meaning for key, meaning in (cell.values or {}).items()}
    word = _word(value)
    if word in words:
        return words[word]
    if (bare := plain_text.without_footnotes(word)) != word and bare in words:
        repairs.append(plain_text.FOOTNOTE)
        return words[bare]
    if cell.other == "keep":
        return value
    if cell.other == "empty":
        return None
    if cell.other == "skip":
        raise Skipped(f"{' or '.join(cell.columns)} is none of the mapping's values")
    raise FieldError(
        "UNKNOWN_VALUE", f"{shown(value)} is none of the `values` of the mapping: add what it means, or mend the cell"
    )


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).casefold()


def _typed(cell: Cell, field: str, value: Any, repairs: list[str]) -> Any:
    if cell.slug:
        if made := _slug(str(value)):
            return made
        raise FieldError("NO_LETTERS", f"{shown(value)} has no letter and no digit to make an id of: give an id")
    if field == PUBLISHED:
        return dates.published(str(value), cell.dates, cell.offset)
    if field == "until" and str(value).startswith(_NO_END):
        return None
    if field in DAYS or field in DATES:
        return (dates.day if field in DAYS else dates.edtf_date)(str(value), cell.dates)
    if field in YES_OR_NO:
        return _yes_or_no(value)
    if field in NUMBERS:
        return numbers.degrees(field, value, repairs)
    if field in WHOLE:
        return numbers.whole(value, repairs)
    return value if isinstance(value, bool | dict) else str(value)


def _slug(text: str) -> str:
    """Of an address too: two of them that differ in their marks alone stay apart."""
    if not _ADDRESS.match(text):
        return slug(text)
    return f"{slug(_ADDRESS.sub('', text), chars_max=_ADDRESS_CHARS_MAX)}-{digest(text, _ADDRESS_DIGITS)}"


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if (word := _word(value)) in _YES or word in _NO:
        return word in _YES
    raise FieldError("UNKNOWN_VALUE", f"{shown(value)} is neither yes nor no: give `values` that make it true or false")
