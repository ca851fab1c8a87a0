"""Rows of the files that are no text: workbooks, Parquet, and maps of other formats than GeoJSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from importers.reading import map_files, parquet_rows, workbook
from importers.reading.file_kinds import FileKind
from importers.reading.row import Row


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies in its file. `sheet` is that of a workbook, or the layer of a map; `header`, `columns` and
    `skip_lines` are as csv_rows.rows has them; `encoding` is that of a shapefile."""

    sheet: str | None = None
    header: int | Sequence[int] | None = None
    columns: Sequence[str] | None = None
    skip_lines: int = 0
    encoding: str | None = None


def rows(file: BinaryIO, kind: FileKind, layout: Layout = Layout()) -> Iterator[Row]:
    """Every row or feature. A file that cannot be read gives one that says why."""
    if kind is FileKind.PARQUET:
        return parquet_rows.rows(file)
    if kind.is_map:
        return map_files.rows(file, kind, layer=layout.sheet, encoding=layout.encoding)
    return workbook.rows(
        file, sheet=layout.sheet, header=layout.header, columns=layout.columns, skip_lines=layout.skip_lines
    )
