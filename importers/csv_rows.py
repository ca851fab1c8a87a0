"""Rows of a CSV file, streamed: RFC 4180 as it is met, with the faults that are met in it.

A quotation mark that is never closed, a cell too many, a last line that is cut off: each costs its own row and no
other. HXL's tag row (hxlstandard.org: `#adm1+name` below the header) is passed over.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from domain.problems import Problem
from importers import limits
from importers.decoding import LineTooLong, TextLines, whole_file_problem
from importers.row import Row

_DELIMITERS = ",;\t|"
_HXL_ROWS = 3
"""HXL's tags stand among the first rows below the header."""


def rows(file: BinaryIO, *, delimiter: str | None = None, encoding: str | None = None) -> Iterator[Row]:
    """Every row that is not blank. A file that cannot be read at all gives one row that says why."""
    if problem := whole_file_problem(file):
        yield Row(1, 0, problems=(problem,))
        return
    csv.field_size_limit(limits.CELL_CHARS_MAX)
    lines = TextLines(file, encoding)
    try:
        header = next(lines)
        reader = csv.reader(lines, delimiter=delimiter or _delimiter(header), strict=True)
        columns = next(csv.reader([header], delimiter=reader.dialect.delimiter))
        yield from _Table([name.strip() for name in columns], lines, reader).rows()
    except csv.Error:
        yield Row(1, lines.end, problems=(Problem((), "BAD_HEADER", "the header is no line of CSV: mend its quotes"),))
    except LineTooLong as error:
        yield Row(1, lines.end, problems=(error.problem,))
    finally:
        lines.close()


def header(file: BinaryIO) -> list[str]:
    """The names in the first line, if it can be read as one of a table; else nothing."""
    if whole_file_problem(file):
        return []
    lines = TextLines(file)
    try:
        first = next(lines, "")
        return [name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), [])]
    except (csv.Error, LineTooLong):
        return []
    finally:
        lines.close()


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


@dataclass(slots=True)
class _Table:
    columns: list[str]
    lines: TextLines
    reader: "csv._reader"

    def rows(self) -> Iterator[Row]:
        if problem := self._header_problem():
            yield Row(1, self.lines.end, problems=(problem,))
            return
        begun = 0
        while True:
            number = self.lines.number + 1
            try:
                cells = next(self.reader, None)
            except csv.Error as error:
                yield self._row(number, problems=(self._bad(error),))
                continue
            except LineTooLong as error:
                yield self._row(number, problems=(error.problem,))
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                begun += 1
                yield self._read(number, cells, begun)

    def _header_problem(self) -> Problem | None:
        named = [name for name in self.columns if name]
        if twice := next((name for name in named if named.count(name) > 1), None):
            return Problem((), "COLUMN_TWICE", f"the header names {twice!r} twice: rename one of the two columns")
        return None

    def _read(self, number: int, cells: list[str], begun: int) -> Row:
        if begun <= _HXL_ROWS and _is_hxl(cells):
            return self._row(number, skipped="HXL tags")
        while len(cells) > len(self.columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(self.columns):
            return self._row(number, problems=(self._miscounted(cells),))
        return self._row(number, dict(zip(self.columns, cells, strict=True)))

    def _row(self, number: int, cells: dict[str, str] | None = None, **more) -> Row:
        repairs = tuple(dict.fromkeys(self.lines.repairs))
        self.lines.repairs.clear()
        return Row(number, self.lines.end, cells or {}, repairs=repairs, **more)

    def _miscounted(self, cells: list[str]) -> Problem:
        if len(cells) < len(self.columns) and not self.lines.ended:
            return Problem((), "CUT_OFF", "the last line is cut off: get the whole file")
        message = (
            f"has {len(cells)} cells, the header has {len(self.columns)}: is there a {self.reader.dialect.delimiter!r} "
            "in a cell without quotation marks?"
        )
        return Problem((), "CELLS_MISCOUNTED", message)

    def _bad(self, error: csv.Error) -> Problem:
        if "unexpected end" in str(error):
            return Problem((), "CUT_OFF", "the file ends inside quotation marks: get the whole file, or close them")
        return Problem((), "BAD_QUOTES", f"{error}: write a quotation mark inside a cell twice, and close each cell's")


def _is_hxl(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return all(cell.startswith("#") and cell[1:2].isalpha() for cell in filled)
