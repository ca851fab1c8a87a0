"""A row of a list of places as the places that it tells of: the one that it is about, and those that it names above it.

A row of districts names its province and its country too. They are places of the list the first time that they come.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from domain.events import PlaceCode, PlaceName
from domain.gazetteer import names
from domain.values import edtf
from domain.values.problems import FieldError, problems_of
from domain.values.terms import PlaceKind
from importers.gazetteer import geonames, shapes
from importers.gazetteer.columns import Form, ListColumns, NameColumns, columns, plain
from importers.gazetteer.place_listing import (
    KINDS,
    ListedPlace,
    ListEntry,
    SkippedLine,
    UnusableLine,
    unusable,
)
from importers.reading.plain_text import text as text_of
from importers.reading.row import Row

CODE_LEFT_OUT = "CODE_LEFT_OUT"
"""Repair: a code without its edition is no code. The place is taken without it."""
_LATIN = {"en", "fr", "es", "pt"}
_NOTHING = {"", "None", "NULL", "null", "<Null>", "nan", "NaN", "N/A", "#N/A"}
_NO_ROWS = ("NO_ROWS", "there are no places in the file: GeoJSON has them in `features`, a table below its header")
_SEPARATORS = re.compile(r"[;|،,]")
# No two parts that follow each other may begin alike: a cell without an end would be read again from every character.
_WKT_POINT = re.compile(r"POINT ?Z? ?\(\s*([^\s)]+)\s+([^\s)]+)(\s[^)]*)?\)", re.IGNORECASE)
Cells = Mapping[str, Any]


@dataclass(slots=True)
class PlaceRowReader:
    """`kind` is that of the places that the rows are about, where the rows do not tell; `scheme` and `edition` go
    before what the rows say."""

    kind: PlaceKind | None = None
    scheme: str | None = None
    edition: str | None = None
    _seen: set[str] = field(default_factory=set)
    """Codes of places above that have been told."""
    _given_up: bool = False

    def places(self, rows: Iterable[Row]) -> Iterator[ListEntry]:
        """In the order of the file. One that does not say what kind of places it has is given up at its first row."""
        row = None
        for row in rows:
            if self._given_up:
                return
            if row.problems:
                for problem in row.problems:
                    yield unusable(1, *_NO_ROWS) if problem.code == _NO_ROWS[0] else UnusableLine(row.number, problem)
            elif not row.skipped:
                yield from self._row(row)
        if row is None:
            yield unusable(1, *_NO_ROWS)

    def _row(self, row: Row) -> Iterator[ListEntry]:
        mended: list[str] = []
        read = ((plain(name), _cell(value, mended)) for name, value in row.cells.items())
        cells = {name: cell for name, cell in read if cell is not None}
        of = columns(tuple(plain(name) for name in row.cells))
        try:
            yield from self._told(row, cells, of, mended)
        except FieldError as error:
            self._given_up = error.code == "NO_KIND" and of.level is None
            yield unusable(row.number, error.code, str(error))
        except ValidationError as error:
            yield UnusableLine(row.number, problems_of(error)[0])

    def _told(self, row: Row, cells: Cells, of: ListColumns, mended: list[str]) -> Iterator[ListEntry]:
        if of.form is Form.GEONAMES and (reason := geonames.passed_over(cells, self.kind)):
            yield SkippedLine(row.number, reason)
            return
        level = _level(cells, of)
        named, kind = self._named(cells, of, level)
        called = tuple(_names(cells, named))
        if not called:
            raise FieldError("NO_NAME", _nameless(of))
        if of.form is Form.COD and self.kind is None and (not cells.get(named.code or "") or _is_part(row, cells, of)):
            message = f"{called[0].text} has no code of its own: such lists go by codes, P-Code or ADM2_PCODE say"
            raise FieldError("NO_CODE", message)
        edition = self._edition(cells, of, named)
        code = self._code(cells, named, of, edition)
        if of.levels and code and edition:
            yield from self._above(row, cells, of, kind, edition)
        without_code = code is None and cells.get(named.code or "") and of.form is not Form.OSM
        repairs = (*row.repairs, *([CODE_LEFT_OUT] if without_code else ()), *mended)
        parents, country = self._parents(cells, of, named), _country(cells, of)
        place = ListedPlace(row.number, kind, called, code, parents, self.scheme or of.form.value, country)
        if "@geometry" in row.cells and row.cells["@geometry"] is None:
            raise FieldError("NO_GEOMETRY", f"{place.name} has no geometry: a list of names and codes is a CSV file")
        point = _point(cells, of)
        if code is None and "@geometry" not in row.cells and point == (None, None):
            raise FieldError("NO_POINT", shapes.NO_POINT)
        yield shapes.placed(place, row.cells.get("@geometry"), point, repairs)

    def _named(self, cells: Cells, of: ListColumns, level: int | None) -> tuple[NameColumns, PlaceKind]:
        """The columns that name the place which the row is about, and of what kind it is. Raises FieldError."""
        if of.form is Form.GEONAMES:
            return of.own, geonames.kind(cells) or self.kind or _kind(None)
        named = of.levels.get(level) if level is not None else None
        if named is None:
            return of.own, self.kind or _kind(level)
        own = cells.get(of.own.code or "")
        is_of_level = (
            own in (None, cells.get(named.code or "")) if self.kind is None else self.kind is KINDS.get(level or 0)
        )
        if of.own.names and not is_of_level:
            return of.own, self.kind or _kind(level if of.level else None)
        return named, self.kind or _kind(level)

    def _above(self, row: Row, cells: Cells, of: ListColumns, kind: PlaceKind, edition: str) -> Iterator[ListEntry]:
        """What the row says of the places that it lies in. Of them it has no outline and no point."""
        for level, named in of.levels.items():
            code = cells.get(named.code or "")
            if KINDS.get(level) is None or _depth(KINDS[level]) >= _depth(kind) or code is None or code in self._seen:
                continue
            self._seen.add(code)
            if called := tuple(_names(cells, named)):
                parents = self._parents(cells, of, named)
                made = self._code(cells, named, of, edition)
                scheme, country = self.scheme or of.form.value, _country(cells, of)
                yield ListedPlace(row.number, KINDS[level], called, made, parents, scheme, country, is_named_only=True)

    def _edition(self, cells: Cells, of: ListColumns, named: NameColumns) -> str | None:
        since = _since(cells, of)
        edition = self.edition or since
        if edition is None and of.form in (Form.COD, Form.GADM) and cells.get(named.code or ""):
            raise FieldError("NO_EDITION", "has no date from which the code is valid: give --edition")
        return edition

    def _code(self, cells: Cells, named: NameColumns, of: ListColumns, edition: str | None) -> PlaceCode | None:
        code = cells.get(named.code or "")
        if code is None or edition is None:
            return None
        scheme = self.scheme or of.form.value
        return PlaceCode(scheme=scheme, edition=edition, code=code, valid_from=_since(cells, of))

    def _parents(self, cells: Cells, of: ListColumns, named: NameColumns) -> tuple[str, ...]:
        """Codes, the nearest first, of what lies above the place that these columns name."""
        above = of.above
        if named.code in above:
            above = above[above.index(named.code) + 1 :]
        own = cells.get(named.code or "")
        return tuple(dict.fromkeys(code for column in above if (code := cells.get(column)) and code != own))


def _since(cells: Cells, of: ListColumns) -> str | None:
    """The day from which the row says that its codes are valid; its hour is left out. Raises FieldError."""
    told = cells.get(of.date or "")
    return edtf.strict_day(told[:10].replace("/", "-")) if told else None


def _cell(value: Any, mended: list[str]) -> str | None:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return _cell(";".join(value), mended)
    if value is None or isinstance(value, dict | list | bool):
        return None
    text = text_of(value, mended) if isinstance(value, str) else str(value)
    return None if text in _NOTHING else text


def _level(cells: Cells, of: ListColumns) -> int | None:
    """As the row tells it; else the lowest of those that it has a code for."""
    if told := cells.get(of.level or ""):
        digits = re.search(r"\d", told)
        return int(digits[0]) if digits else None
    if of.form is Form.NATURAL_EARTH:
        return 1 if of.own.code else None
    return max((level for level, named in of.levels.items() if cells.get(named.code or "")), default=None)


def _kind(level: int | None) -> PlaceKind:
    if level is None:
        raise FieldError("NO_KIND", "nothing says what kind of place it is: give --kind")
    if level not in KINDS:
        raise FieldError("NO_LEVEL", f"{level} is no administrative level here: 0 to {max(KINDS)}, or give --kind")
    return KINDS[level]


def _depth(kind: PlaceKind) -> int:
    return next((level for level, one in KINDS.items() if one is kind), max(KINDS))


def _is_part(row: Row, cells: Cells, of: ListColumns) -> bool:
    """An area in a layer of wards that has no ward's code is a part of the town, and not all of it."""
    lowest = of.levels[max(of.levels)] if of.levels and of.level is None else NameColumns()
    return row.cells.get("@geometry") is not None and lowest.code is not None and lowest.code not in cells


def _nameless(of: ListColumns) -> str:
    wanted = [column for column, _ in of.own.names] or [c for one in of.levels.values() for c, _ in one.names]
    there = (
        f"{', '.join(dict.fromkeys(wanted))} is empty" if wanted else "columns are name, shapeName, ADM2_EN and so on"
    )
    return f"has no name: {there}"


def _country(cells: Cells, of: ListColumns) -> str | None:
    zero = of.levels.get(0)
    return cells.get((zero and zero.code) or "") or cells.get(of.country or "") or cells.get("iso31662", "")[:2] or None


def _names(cells: Cells, named: NameColumns) -> Iterator[PlaceName]:
    """Each once in a script; the first is the one to show: in Latin letters, where the list has one."""
    called = [(cells[column], _language(cells, told)) for column, told in named.names if column in cells]
    called.sort(key=lambda one: one[1] not in _LATIN)
    called += [(part.strip(), None) for column in named.many for part in _SEPARATORS.split(cells.get(column, ""))]
    seen: set[tuple[str, str]] = set()
    for text, language in called:
        if text in _NOTHING or text == "NA" or (said := (names.normal(text), _script(text))) in seen:
            continue
        yield PlaceName(text=text, language=language, preferred=not seen)
        seen.add(said)


def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), " ")
    return unicodedata.name(letter, "").split(" ")[0]


def _language(cells: Cells, told: str | None) -> str | None:
    if told is None or not told.startswith("@"):
        return told
    tag = cells.get(told[1:], "")
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else None


def _point(cells: Cells, of: ListColumns) -> tuple[Any, Any]:
    if (text := cells.get(of.point or "")) and (told := _WKT_POINT.fullmatch(text)):
        return told[1], told[2]
    return cells.get(of.longitude or ""), cells.get(of.latitude or "")
