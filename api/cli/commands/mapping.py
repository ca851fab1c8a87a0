"""`timeline mapping`: a draft of a mapping file for a table."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output.console import Exit, fail, write
from api.cli.running import errors_reported
from domain.values.problems import FieldError
from domain.values.text import encodable
from service.importing.draft_mapping import draft_mapping


def mapping(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A table, a workbook or a map.")
    ],
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a workbook, or the layer of a map, where it has several.")
    ] = None,
) -> None:
    """Draft a mapping for a table: what its columns seem to mean.

    It looks at the names of the columns and at the first rows, and prints TOML
    with a question mark wherever you should look.

    Example:

    \b
      timeline mapping towns.csv > towns.toml
      timeline import towns.csv --mapping towns.toml --dry-run
    """
    with errors_reported(), file.open("rb") as stream:
        try:
            text = encodable(draft_mapping(stream, file.name, sheet))
        except FieldError as error:
            fail(f"{file}: {error}", Exit.NO)
    write(text.encode())
