"""`timeline mapping`: a draft of a mapping file for a table."""

from itertools import islice
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from api.cli.output.console import Exit, fail, write
from api.cli.running import errors_told
from domain.values.problems import FieldError
from domain.values.text import encodable
from importers.reading import csv_rows, json_rows
from importers.reading.row import Row
from importers.tables.draft import draft
from importers.tables.mapped_file import ENDINGS

ROWS_LOOKED_AT = 500


def mapping(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV, JSONL, GeoJSON, JSON.")
    ],
) -> None:
    """Draft a mapping for a table: what its columns seem to mean.

    It looks at the names of the columns and at the first rows, and prints TOML
    with a question mark wherever you should look.

    Example:

    \b
      timeline mapping towns.csv > towns.toml
      timeline import towns.csv --mapping towns.toml --dry-run
    """
    with errors_told(), file.open("rb") as stream:
        rows, options = _rows(stream, file.name)
    good = [row.cells for row in rows if row.cells]
    if not good:
        told = next((one.message for row in rows for one in row.problems), "it has no rows")
        fail(f"{file}: {told}", Exit.NO)
    try:
        write(encodable(draft(file.name, good, options)).encode())
    except FieldError as error:
        fail(f"{file}: {error}", Exit.NO)


def _rows(stream: BinaryIO, name: str) -> tuple[list[Row], dict[str, str | int]]:
    """The first rows, and what has to be said so that a mapping reads them too."""
    ending = Path(name).suffix.lower().lstrip(".")
    format = ENDINGS.get(ending) or ("json" if stream.read(1) in (b"{", b"[") else "csv")
    stream.seek(0)
    options: dict[str, str | int] = {} if ending in ENDINGS else {"format": format}
    if format == "csv":
        if header := csv_rows.likely_header(stream):
            options["header"] = header
        return list(islice(csv_rows.rows(stream, header=header), ROWS_LOOKED_AT)), options
    at = "features.item" if format == "geojson" else json_rows.items(stream)
    if format == "jsonl" or at is None:
        return list(islice(json_rows.lines(stream), ROWS_LOOKED_AT)), options
    rows = list(islice(json_rows.objects(stream, at), ROWS_LOOKED_AT))
    if not any(row.cells for row in rows):
        stream.seek(0)
        if found := next(json_rows.lists(stream), None):
            stream.seek(0)
            return list(islice(json_rows.objects(stream, found), ROWS_LOOKED_AT)), {**options, "items": found}
    return rows, options
