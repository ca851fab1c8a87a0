"""Small workbooks that tests write themselves."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook

Sheet = Iterable[Iterable[Any]]


def workbook(sheets: Mapping[str, Sheet], *, merged: Iterable[str] = (), hidden: Iterable[str] = ()) -> bytes:
    """An XLSX with these sheets; `merged` are ranges of the first, `hidden` the titles of sheets that are not shown."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
