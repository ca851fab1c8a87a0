"""`timeline mapping`: a draft of a mapping file for a table."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import Exit, err, fail, write
from api.cli.running import errors_reported, run, settings, sqlite_file
from domain.values.problems import FieldError
from domain.values.text import encodable
from service.importing.draft_mapping import draft_mapping
from store.db.connections import Database
from store.db.errors import StoreError
from store.read import actors


def mapping(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A table, a workbook or a map.")
    ],
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a workbook, or the layer of a map, where it has several.")
    ] = None,
    database: options.Database = None,
) -> None:
    """Draft a mapping for a table: what its columns seem to mean.

    It looks at the names of the columns and at the first rows, and prints TOML
    with a question mark wherever you should look. Holders are compared with the
    actors on record; one that may be another spelling of these is asked about.

    Example:

    \b
      timeline mapping towns.csv > towns.toml
      timeline import towns.csv --mapping towns.toml --dry-run
    """
    with errors_reported(), file.open("rb") as stream:
        try:
            text = encodable(draft_mapping(stream, file.name, _actors(database), sheet))
        except FieldError as error:
            fail(f"{file}: {error}", Exit.NO)
    write(text.encode())


def _actors(database: str | None) -> dict[str, str]:
    """The names of those on record, by id; none where there is no database yet, or it cannot be read now."""
    url = settings(database_url=database).database_url
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return {}

    async def read(db: Database) -> dict[str, str]:
        try:
            async with db.read() as conn:
                return await actors.names_of_actors(conn)
        except StoreError as error:
            err().print(f"Holders are not compared with the actors on record: {error.message}")
            return {}

    return run(read, url)
