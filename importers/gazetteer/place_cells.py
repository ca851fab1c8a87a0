"""What the cells of one row of a list of places say, by the meaning of its columns: codes, names, level, point."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from domain.events import PlaceName
from domain.gazetteer import names
from domain.values import edtf
from domain.values.problems import FieldError
from domain.values.terms import PlaceKind
from importers.gazetteer.columns import Form, ListColumns, NameColumns
from importers.gazetteer.place_listing import KINDS
from importers.reading.mangled import has_lost_letters, lost_letters_message
from importers.reading.plain_text import text as text_of
from importers.reading.row import Row

NAME_LEFT_OUT = "NAME_LEFT_OUT"
"""Repair: one of several names of a place has lost letters, and the others are taken."""
_LATIN = {"en", "fr", "es", "pt"}
_NOTHING = {"", "None", "NULL", "null", "<Null>", "nan", "NaN", "N/A", "#N/A"}
_SEPARATORS = re.compile(r"[;|،,]")
# No two parts that follow each other may begin alike: a cell without an end would be read again from every character.
_WKT_POINT = re.compile(r"POINT ?Z? ?\(\s*([^\s)]+)\s+([^\s)]+)(\s[^)]*)?\)", re.IGNORECASE)
Cells = Mapping[str, Any]
"""The texts of a row by the plain names of its columns."""


def since(cells: Cells, columns: ListColumns) -> str | None:
    """The day from which the row says that its codes are valid; its hour is left out. Raises FieldError."""
    day = cells.get(columns.date or "")
    return edtf.strict_day(day[:10].replace("/", "-")) if day else None


def cell_text(value: Any, mended: list[str]) -> str | None:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return cell_text(";".join(value), mended)
    if value is None or isinstance(value, dict | list | bool):
        return None
    text = text_of(value, mended) if isinstance(value, str) else str(value)
    return None if text in _NOTHING else text


def level_of(cells: Cells, columns: ListColumns) -> int | None:
    """As the row tells it; else the lowest of those that it has a code for."""
    if level := cells.get(columns.level or ""):
        digits = re.search(r"\d", level)
        return int(digits[0]) if digits else None
    if columns.form is Form.NATURAL_EARTH:
        return 1 if columns.own.code else None
    return max((level for level, named in columns.levels.items() if cells.get(named.code or "")), default=None)


def kind_of(level: int | None) -> PlaceKind:
    if level is None:
        raise FieldError("NO_KIND", "nothing says what kind of place it is: give --kind")
    if level not in KINDS:
        raise FieldError("NO_LEVEL", f"{level} is no administrative level here: 0 to {max(KINDS)}, or give --kind")
    return KINDS[level]


def depth(kind: PlaceKind) -> int:
    return next((level for level, one in KINDS.items() if one is kind), max(KINDS))


def is_part(row: Row, cells: Cells, columns: ListColumns) -> bool:
    """An area in a layer of wards that has no ward's code is a part of the town, and not all of it."""
    lowest = columns.levels[max(columns.levels)] if columns.levels and columns.level is None else NameColumns()
    return row.cells.get("@geometry") is not None and lowest.code is not None and lowest.code not in cells


def no_name(columns: ListColumns) -> str:
    wanted = [column for column, _ in columns.own.names] or [c for one in columns.levels.values() for c, _ in one.names]
    there = (
        f"{', '.join(dict.fromkeys(wanted))} is empty" if wanted else "columns are name, shapeName, ADM2_EN and so on"
    )
    return f"has no name: {there}; another column is named by --name-column"


def country_code(cells: Cells, columns: ListColumns) -> str | None:
    zero = columns.levels.get(0)
    return (
        cells.get((zero and zero.code) or "")
        or cells.get(columns.country or "")
        or cells.get("iso31662", "")[:2]
        or None
    )


def whole_names(cells: Cells, named: NameColumns, repairs: list[str]) -> tuple[PlaceName, ...]:
    """The names that have all their letters. Raises FieldError (LOST_LETTERS) where the place has no other."""
    called = tuple(names_of(cells, named))
    whole = tuple(name for name in called if not has_lost_letters(name.text))
    if called and not whole:
        raise FieldError("LOST_LETTERS", lost_letters_message(called[0].text))
    if len(whole) == len(called):
        return called
    repairs.append(NAME_LEFT_OUT)
    return (whole[0].model_copy(update={"preferred": True}), *whole[1:])


def names_of(cells: Cells, named: NameColumns) -> Iterator[PlaceName]:
    """Each once in a script; the first is the one to show: in Latin letters, where the list has one."""
    called = [(cells[column], _language(cells, language)) for column, language in named.names if column in cells]
    called.sort(key=lambda one: one[1] not in _LATIN)
    called += [(part.strip(), None) for column in named.many for part in _SEPARATORS.split(cells.get(column, ""))]
    seen: set[tuple[str, str]] = set()
    for text, language in called:
        if text in _NOTHING or text == "NA" or (spelling := (names.normal(text), _script(text))) in seen:
            continue
        yield PlaceName(text=text, language=language, preferred=not seen)
        seen.add(spelling)


def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), " ")
    return unicodedata.name(letter, "").split(" ")[0]


def _language(cells: Cells, given: str | None) -> str | None:
    if given is None or not given.startswith("@"):
        return given
    tag = cells.get(given[1:], "")
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else None


def point_of(cells: Cells, columns: ListColumns) -> tuple[Any, Any]:
    if (text := cells.get(columns.point or "")) and (point := _WKT_POINT.fullmatch(text)):
        return point[1], point[2]
    return cells.get(columns.longitude or ""), cells.get(columns.latitude or "")
