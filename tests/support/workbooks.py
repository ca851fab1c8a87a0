"""Small workbooks that tests write themselves."""

import io
import re
import zipfile
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


def with_shared_words(content: bytes) -> bytes:
    """The same workbook as Excel saves it: each word stands once, and cells have its number."""
    words: dict[bytes, int] = {}

    def numbered(cell: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v>' % words.setdefault(cell[1], len(words))

    sheet, types = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[sheet] = re.sub(rb't="inlineStr"><is><t>(.*?)</t></is>', numbered, parts[sheet])
    shared = b"".join(b"<si><t>%s</t></si>" % word for word in words)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (main, shared)
    type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s" /></Types>' % type
    return archived({**parts, types: parts[types].replace(b"</Types>", override)})


def archived(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of parts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
