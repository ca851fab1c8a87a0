"""`timeline backup`: the whole database in one file."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.backups import shown_in
from api.cli.output.console import Exit, err, out, print_json, progress
from api.cli.output.verified import as_json, print_findings
from api.cli.running import must_exist, run_on_all_cores, settings
from service.backup import Backup, back_up
from store.db import limits
from store.db.connections import Database


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The file to write.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace FILE if it is there.")] = False,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Do not verify the copy: to keep a damaged database as it is.")
    ] = False,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Write the whole database to a file.

    Others go on reading and writing; the file holds one state of the database.
    It is verified, and appears under its name when it is whole and on the disk.
    `timeline restore` makes a database of it. On PostgreSQL this runs pg_dump.

    A backup on the same disk is none: carry it away. docs/operating.md has more.

    Example:

    \b
      timeline backup timeline-2026-11-27.db
    """
    configured = settings(database_url=database)
    must_exist(configured.database_url)

    async def work(db: Database) -> Backup:
        with progress("backing up") as bar:
            return await back_up(db, file, shown_in(bar), replacing=replace, checked=not unchecked)

    url = configured.database_url
    made = run_on_all_cores(work, url, ": nothing was written", limits.VERIFY_STATEMENT_TIMEOUT_S)
    checked = made.verification
    if json:
        report = {"file": str(file), "written": made.is_written, "bytes": made.bytes}
        print_json({**report, "verification": checked and as_json(checked)})
    elif checked and checked.count:
        err().print("Error: the database is not as it was recorded, so no backup was made of it")
        print_findings(checked)
    else:
        what = f"{checked.events:,} events, up to position {checked.head:,}, verified" if checked else "not verified"
        out().print(f"{file}: {what}")
    if not made.is_written:
        raise typer.Exit(Exit.NO)
