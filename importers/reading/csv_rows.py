"""Rows of a CSV file (RFC 4180), streamed, with the faults that real files have.

An unclosed quotation mark, a surplus cell, a last line cut off: each costs its own row and no other. HXL's tag row
(hxlstandard.org: `#adm1+name` below the header) is passed over.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from domain.values.problems import Problem
from importers import limits
from importers.reading.decoding import LineTooLong, TextLines, whole_file_problem
from importers.reading.header_names import HXL_ROWS, TITLES_MAX, is_hxl, joined, likely_line, numbered
from importers.reading.row import Row

_DELIMITERS = ",;\t|"
_VALUE = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d?[./]\d\d?[./]\d{4}|[A-Z]{2,3}\d{2,}|-?\d{1,3}[.,]\d{2,}")
_SEPARATOR = re.compile(r"sep=.", re.IGNORECASE)


def rows(
    file: BinaryIO,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    header: int | Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
    skip_lines: int = 0,
    quoted: bool = True,
) -> Iterator[Row]:
    """Every row that is not blank. A file that cannot be read at all gives one row that says why.

    `header` is the line in which the names of the columns stand, or several lines that are joined; left out, the first
    that is not blank. `columns` are the names where no line has them; a `header` beside them is passed over.
    `skip_lines` stand before all that. `quoted`: quotation marks are about cells, and not in them.
    """
    if problem := whole_file_problem(file, encoding):
        yield Row(1, 0, problems=(problem,))
        return
    csv.field_size_limit(limits.CELL_CHARS_MAX)
    lines = TextLines(file, encoding)
    try:
        first = _header(lines, header, skip_lines)
        delimiter = delimiter or _delimiter(max(first, key=len))
        reader = csv.reader(
            lines, delimiter=delimiter, strict=True, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        if columns and not header:
            lines.back(first[0])
        written = list(columns or joined([_cells(line, delimiter) for line in first]))
        yield from _Table(numbered(written), lines, reader, delimiter, written).rows()
    except StopIteration:
        problem = Problem((), "BAD_HEADER", "there is no line with the names of the columns: mend `header`")
        yield Row(1, lines.end, problems=(problem,))
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
        first = next((line for line in lines if line.strip()), "")
        return [name.strip() for name in _cells(first)]
    except (csv.Error, LineTooLong):
        return []
    finally:
        lines.close()


def likely_header(file: BinaryIO) -> int | None:
    """The line of the names, where it seems not to be the first: a title has fewer cells. Leaves the file as it was."""
    first = _beginning(file)
    delimiter = _delimiter(max(first, key=len, default=""))
    with suppress(csv.Error):
        filled = [sum(bool(cell.strip()) for cell in _cells(line, delimiter)) for line in first]
        return likely_line(filled)
    return None


def likely_names(file: BinaryIO) -> list[str]:
    """Names for the columns where the first line seems to be a row already; else nothing. Leaves the file as it was.

    A date, a P-code or degrees stand in one column of its first two lines, as they do in no header.
    """
    first = [line for line in _beginning(file) if line.strip()][:2]
    if len(first) < 2:
        return []
    with suppress(csv.Error):
        delimiter = _delimiter(max(first, key=len))
        upper, lower = (_cells(line, delimiter) for line in first)
        if any(_VALUE.fullmatch(a.strip()) and _VALUE.fullmatch(b.strip()) for a, b in zip(upper, lower, strict=False)):
            return [f"column {number}" for number in range(1, len(upper) + 1)]
    return []


def _beginning(file: BinaryIO) -> list[str]:
    """The first lines; a line that is too long ends them. Leaves the file as it was."""
    lines = TextLines(file)
    first: list[str] = []
    with suppress(LineTooLong):
        for line in islice(lines, TITLES_MAX):
            first.append(line)  # noqa: PERF402 (what came before a line that is too long is kept)
    lines.close()
    file.seek(0)
    return first


def _cells(line: str, delimiter: str | None = None) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter or _delimiter(line)), [])


def _header(lines: TextLines, header: int | Sequence[int] | None, skip_lines: int) -> list[str]:
    """The lines with the names. Excel's `sep=;` before them adds nothing. Raises StopIteration."""
    wanted = [header] if isinstance(header, int) else list(header or ())
    line = next(lines)
    while lines.number <= skip_lines:
        line = next(lines)
    if not wanted:
        while not line.strip() or _SEPARATOR.fullmatch(line.strip()):
            line = next(lines)
        return [line]
    found = [line] if lines.number in wanted else []
    while lines.number < max(wanted):
        line = next(lines)
        found += [line] if lines.number in wanted else []
    return found


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


@dataclass(slots=True)
class _Table:
    columns: list[str]
    lines: TextLines
    reader: Iterator[list[str]]
    delimiter: str
    written: list[str]
    """The names as the header has them: files that were put together have it again."""

    def rows(self) -> Iterator[Row]:
        begun = 0
        while True:
            number = self.lines.number + 1
            try:
                cells = next(self.reader, None)
            except (csv.Error, LineTooLong) as error:
                begun += 1
                problem = error.problem if isinstance(error, LineTooLong) else self._bad(error)
                yield self._row(number, problems=(problem,))
                continue
            if cells is None:
                break
            if any(cell.strip() for cell in cells):
                begun += 1
                yield self._read(number, cells, begun)
        if not begun:
            problem = Problem((), "NO_ROWS", "has the names of columns and no rows: was it written to its end?")
            yield self._row(self.lines.number, problems=(problem,))

    def _read(self, number: int, cells: list[str], begun: int) -> Row:
        if begun <= HXL_ROWS and is_hxl(cells):
            return self._row(number, skipped="HXL tags")
        if [cell.strip().removeprefix("\ufeff") for cell in cells] == self.written:
            return self._row(number, skipped="the header again")
        while len(cells) > len(self.columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(self.columns):
            return self._row(number, problems=(self._miscounted(cells),))
        return self._row(number, dict(zip(self.columns, cells, strict=True)))

    def _row(self, number: int, cells: dict[str, str] | None = None, **more: Any) -> Row:
        repairs, faults = tuple(dict.fromkeys(self.lines.repairs)), tuple(dict.fromkeys(self.lines.faults))
        self.lines.repairs.clear()
        self.lines.faults.clear()
        if faults:
            return Row(number, self.lines.end, problems=faults, repairs=repairs)
        return Row(number, self.lines.end, cells or {}, repairs=repairs, **more)

    def _miscounted(self, cells: list[str]) -> Problem:
        if len(cells) < len(self.columns) and not self.lines.ended:
            return Problem((), "CUT_OFF", "the last line is cut off: get the whole file")
        message = (
            f"has {len(cells)} cells, the header has {len(self.columns)}: is there a {self.delimiter!r} "
            "in a cell without quotation marks?"
        )
        return Problem((), "CELLS_MISCOUNTED", message)

    def _bad(self, error: csv.Error) -> Problem:
        if "unexpected end" in str(error):
            return Problem((), "CUT_OFF", "the file ends inside quotation marks: get the whole file, or close them")
        if "field limit" in str(error):
            message = f"a cell has more than {limits.CELL_CHARS_MAX:,} characters: is a quotation mark not closed?"
            return Problem((), "TOO_LONG", message)
        return Problem((), "BAD_QUOTES", f"{error}: write a quotation mark inside a cell twice, and close each cell's")
