"""A row of a list of places as the places that it tells of: the one that it is about, and those that it names above it.

A row of districts names its province and its country too. They are places of the list the first time that they come.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from domain.events import PlaceCode
from domain.values.problems import FieldError, problems_of
from domain.values.terms import PlaceKind
from importers.gazetteer import geonames, shapes
from importers.gazetteer.columns import Form, ListColumns, NameColumns, columns, plain
from importers.gazetteer.place_cells import (
    Cells,
    cell_text,
    country_code,
    depth,
    is_part,
    kind_of,
    level_of,
    names_of,
    no_name,
    point_of,
    since,
    whole_names,
)
from importers.gazetteer.place_listing import (
    KINDS,
    ListedPlace,
    ListEntry,
    SkippedLine,
    UnusableLine,
    unusable,
)
from importers.reading.mangled import has_lost_letters
from importers.reading.row import Row
from importers.tables.column_names import listed

CODE_LEFT_OUT = "CODE_LEFT_OUT"
"""Repair: a code without its edition is no code. The place is taken without it."""
_NO_ROWS = ("NO_ROWS", "there are no places in the file: GeoJSON has them in `features`, a table below its header")


@dataclass(slots=True)
class PlaceRowReader:
    """`kind` is that of the places that the rows are about, where the rows do not tell; `scheme` and `edition` go
    before what the rows say."""

    kind: PlaceKind | None = None
    scheme: str | None = None
    edition: str | None = None
    name_column: str | None = None
    """The column with the names, where none is known by its own."""
    _seen: set[str] = field(default_factory=set)
    """Codes of places above that earlier rows have named."""
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
        read = ((plain(name), cell_text(value, mended)) for name, value in row.cells.items())
        cells = {name: cell for name, cell in read if cell is not None}
        of = columns(tuple(plain(name) for name in row.cells))
        try:
            of = self._with_name_column(row, of)
            yield from self._entries(row, cells, of, mended)
        except FieldError as error:
            self._given_up = error.code == "NO_SUCH_COLUMN" or (error.code == "NO_KIND" and of.level is None)
            yield unusable(row.number, error.code, str(error))
        except ValidationError as error:
            yield UnusableLine(row.number, problems_of(error)[0])

    def _entries(self, row: Row, cells: Cells, of: ListColumns, mended: list[str]) -> Iterator[ListEntry]:
        if of.form is Form.GEONAMES and (reason := geonames.passed_over(cells, self.kind)):
            yield SkippedLine(row.number, reason)
            return
        level = level_of(cells, of)
        named, kind = self._named(cells, of, level)
        called = whole_names(cells, named, mended)
        if not called:
            raise FieldError("NO_NAME", no_name(of))
        if of.form is Form.COD and self.kind is None and (not cells.get(named.code or "") or is_part(row, cells, of)):
            message = f"{called[0].text} has no code of its own: such lists go by codes, P-Code or ADM2_PCODE say"
            raise FieldError("NO_CODE", message)
        edition = self._edition(cells, of, named)
        code = self._code(cells, named, of, edition)
        if of.levels and code and edition:
            yield from self._above(row, cells, of, kind, edition)
        without_code = code is None and cells.get(named.code or "") and of.form is not Form.OSM
        repairs = (*row.repairs, *([CODE_LEFT_OUT] if without_code else ()), *mended)
        parents, country = self._parents(cells, of, named), country_code(cells, of)
        place = ListedPlace(row.number, kind, called, code, parents, self.scheme or of.form.value, country)
        if "@geometry" in row.cells and row.cells["@geometry"] is None:
            raise FieldError("NO_GEOMETRY", f"{place.name} has no geometry: a list of names and codes is a CSV file")
        point = point_of(cells, of)
        if code is None and "@geometry" not in row.cells and point == (None, None):
            raise FieldError("NO_POINT", shapes.NO_POINT)
        yield shapes.placed(place, row.cells.get("@geometry"), point, repairs)

    def _with_name_column(self, row: Row, of: ListColumns) -> ListColumns:
        """Raises FieldError where the row has no column of the name that the caller gave."""
        if self.name_column is None:
            return of
        if (wanted := plain(self.name_column)) not in map(plain, row.cells):
            message = f"there is no column {self.name_column!r}; there are {listed(row.cells)}"
            raise FieldError("NO_SUCH_COLUMN", message)
        return replace(of, own=replace(of.own, names=[(wanted, None)], many=[]))

    def _named(self, cells: Cells, of: ListColumns, level: int | None) -> tuple[NameColumns, PlaceKind]:
        """The columns that name the place which the row is about, and of what kind it is. Raises FieldError."""
        if of.form is Form.GEONAMES:
            return of.own, geonames.kind(cells) or self.kind or kind_of(None)
        named = of.levels.get(level) if level is not None else None
        if named and self.name_column:
            return replace(of.own, code=named.code), self.kind or kind_of(level)
        if named is None:
            return of.own, self.kind or kind_of(level)
        own = cells.get(of.own.code or "")
        is_of_level = (
            own in (None, cells.get(named.code or "")) if self.kind is None else self.kind is KINDS.get(level or 0)
        )
        if of.own.names and not is_of_level:
            return of.own, self.kind or kind_of(level if of.level else None)
        return named, self.kind or kind_of(level)

    def _above(self, row: Row, cells: Cells, of: ListColumns, kind: PlaceKind, edition: str) -> Iterator[ListEntry]:
        """What the row says of the places that it lies in. Of them it has no outline and no point."""
        for level, named in of.levels.items():
            code = cells.get(named.code or "")
            if KINDS.get(level) is None or depth(KINDS[level]) >= depth(kind) or code is None or code in self._seen:
                continue
            self._seen.add(code)
            if called := tuple(name for name in names_of(cells, named) if not has_lost_letters(name.text)):
                parents = self._parents(cells, of, named)
                made = self._code(cells, named, of, edition)
                scheme, country = self.scheme or of.form.value, country_code(cells, of)
                yield ListedPlace(row.number, KINDS[level], called, made, parents, scheme, country, is_named_only=True)

    def _edition(self, cells: Cells, of: ListColumns, named: NameColumns) -> str | None:
        edition = self.edition or since(cells, of)
        if edition is None and of.form in (Form.COD, Form.GADM) and cells.get(named.code or ""):
            raise FieldError("NO_EDITION", "has no date from which the code is valid: give --edition")
        return edition

    def _code(self, cells: Cells, named: NameColumns, of: ListColumns, edition: str | None) -> PlaceCode | None:
        code = cells.get(named.code or "")
        if code is None or edition is None:
            return None
        scheme = self.scheme or of.form.value
        return PlaceCode(scheme=scheme, edition=edition, code=code, valid_from=since(cells, of))

    def _parents(self, cells: Cells, of: ListColumns, named: NameColumns) -> tuple[str, ...]:
        """Codes, the nearest first, of what lies above the place that these columns name."""
        above = of.above
        if named.code in above:
            above = above[above.index(named.code) + 1 :]
        own = cells.get(named.code or "")
        return tuple(dict.fromkeys(code for column in above if (code := cells.get(column)) and code != own))
