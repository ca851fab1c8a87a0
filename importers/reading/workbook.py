"""Rows of one sheet of a workbook (XLSX, XLSM), streamed: values as they were last calculated, dates as ISO 8601.

The sheet is read as it unfolds. What is held in memory, the words of the workbook, has a bound (importers/limits.py).
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import chain, islice
from typing import Any, BinaryIO
from warnings import catch_warnings, simplefilter

from domain.values.problems import FieldError, Problem
from importers import limits
from importers.reading import archives
from importers.reading.header_names import HXL_ROWS, TITLES_MAX, is_hxl, joined, likely_line, numbered
from importers.reading.row import Row

CELL_ERROR = "CELL_ERROR"
"""Repair: #REF!, #DIV/0! and the like read as an empty cell."""
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!"})
_LOOKED_AT_ROWS = 50
"""Of a sheet, to see whether it is empty."""
_NOT_A_WORKBOOK = "the workbook is damaged, or no XLSX: open it, and save it anew as XLSX, or its sheet as CSV UTF-8"
Line = tuple[int, list[Any]]
"""The number of a line of the sheet, from 1, and its cells up to the last that has something."""


def rows(
    file: BinaryIO,
    *,
    sheet: str | None = None,
    header: int | Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
    skip_lines: int = 0,
) -> Iterator[Row]:
    """Every row that is not blank, as csv_rows.rows has it. `sheet` may be left out where only one has anything.

    A workbook that cannot be read gives one row that says why; one that breaks off keeps what came before.
    """
    number = 1
    try:
        lines = _lines(_worksheet(_open(file), sheet))
        names, below = _table(lines, header, columns, skip_lines)
        begun = 0
        for begun, (number, cells) in enumerate(below, start=1):
            yield _row(number, file.tell(), names, cells, begun)
        if not begun:
            raise FieldError("NO_ROWS", "the sheet has the names of columns and no rows: is it another `sheet`?")
    except FieldError as error:
        yield Row(number, file.tell(), problems=(Problem((), error.code, str(error)),))


def likely_header(file: BinaryIO, sheet: str | None) -> int | None:
    """The line of the names, where it seems not to be the first. Raises FieldError."""
    lines = list(islice(_lines(_worksheet(_open(file), sheet)), TITLES_MAX))
    likely = likely_line([sum(cell is not None for cell in cells) for _, cells in lines])
    return lines[likely - 1][0] if likely else None


def _open(file: BinaryIO) -> Any:
    """The workbook; its words are read, its sheets are not. Raises FieldError."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    archives.members(file)
    try:
        with catch_warnings():
            simplefilter("ignore")
            reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
            reader.read_manifest()
            words = reader.package.find(SHARED_STRINGS)
            if words and reader.archive.getinfo(words.PartName[1:]).file_size > limits.ARCHIVE_HELD_BYTES_MAX:
                raise FieldError("TOO_LONG", "the workbook has too many words to be held: save the sheet as CSV UTF-8")
            reader.read()
    except FieldError:
        raise
    except Exception:
        # The library raises whatever its parts come upon in a damaged file.
        raise FieldError("DAMAGED", _NOT_A_WORKBOOK) from None
    return reader.wb


def _worksheet(book: Any, wanted: str | None) -> Any:
    """Raises FieldError where the sheet is not there, or nobody says which of several."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    listed = ", ".join(list(sheets)[: limits.SHEETS_SHOWN_MAX])
    if wanted is not None:
        if match := next(
            (s for title, s in sheets.items() if title.strip().casefold() == wanted.strip().casefold()), None
        ):
            return match
        raise FieldError("NO_SUCH_SHEET", f"there is no sheet {wanted!r}; there are {listed}")
    visible = [sheet for sheet in sheets.values() if sheet.sheet_state == "visible"]
    filled = visible if len(visible) == 1 else [one for one in visible if any(islice(_lines(one), _LOOKED_AT_ROWS))]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        raise FieldError("EMPTY_FILE", f"no sheet of the workbook has anything in it; there are {listed}")
    quoted = json.dumps(filled[0].title, ensure_ascii=False)
    raise FieldError(
        "WHICH_SHEET",
        f"the workbook has several sheets: {listed}. Which one: sheet = {quoted} in the mapping, or --sheet {quoted}",
    )


def _lines(worksheet: Any) -> Iterator[Line]:
    """Lines that are not blank. Raises FieldError where the sheet breaks off."""
    worksheet.reset_dimensions()  # what a sheet says of its size is often wrong
    cells = worksheet.iter_rows(values_only=True)
    for number in range(1, limits.SHEET_ROWS_MAX + 1):
        try:
            with catch_warnings():
                simplefilter("ignore")
                given = next(cells, None)
        except Exception:
            raise FieldError("DAMAGED", f"{_NOT_A_WORKBOOK}. What came before line {number:,} is read") from None
        if given is None:
            return
        filled = [
            at for at, cell in enumerate(given) if not (cell is None or (isinstance(cell, str) and not cell.strip()))
        ]
        if filled:
            yield number, list(given[: filled[-1] + 1])
    raise FieldError("TOO_LONG", f"a sheet has {limits.SHEET_ROWS_MAX:,} lines at most: save the table anew")


def _table(
    lines: Iterator[Line], header: int | Sequence[int] | None, columns: Sequence[str] | None, skip_lines: int
) -> tuple[list[str], Iterator[Line]]:
    """The names of the columns, and the lines below them. Raises FieldError."""
    lines = (line for line in lines if line[0] > skip_lines)
    wanted = [header] if isinstance(header, int) else list(header or ())
    heads: list[Line] = []
    below: list[Line] = []
    for line in () if columns and not wanted else lines:
        (heads if line[0] in wanted or not wanted else below).append(line)
        if line[0] >= max(wanted, default=0):
            break
    if not heads and not columns:
        raise FieldError("BAD_HEADER", "there is no line with the names of the columns: mend `header`")
    names = list(columns or joined([[_text(cell) for cell in cells] for _, cells in heads]))
    return names, chain((line for line in below if line[0] > max(wanted, default=0)), lines)


def _row(number: int, end: int, names: list[str], cells: list[Any], begun: int) -> Row:
    texts = [_text(cell) for cell in cells]
    if begun <= HXL_ROWS and is_hxl(texts):
        return Row(number, end, skipped="HXL tags")
    if texts == names[: len(texts)]:
        return Row(number, end, skipped="the header again")
    if len(cells) > len(names):
        message = f"has {len(cells)} cells, the header has {len(names)}: is the header in another line?"
        return Row(number, end, problems=(Problem((), "CELLS_MISCOUNTED", message),))
    values = [_value(cell) for cell in cells] + [None] * (len(names) - len(cells))
    has_errors = any(text in _ERRORS for text in texts)
    return Row(number, end, dict(zip(numbered(names), values, strict=True)), repairs=(CELL_ERROR,) * has_errors)


def _value(cell: Any) -> Any:
    """Dates as ISO 8601, a day where it has no hour; a whole number without a fraction; None for an error."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="seconds")
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return None if cell in _ERRORS else str(cell)


def _text(cell: Any) -> str:
    value = _value(cell)
    return "" if value is None and cell is None else str(cell if value is None else value).strip()
