"""`timeline restore`: a database of a backup."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.backups import shown_in
from api.cli.output.console import Exit, err, out, print_json, progress
from api.cli.output.verified import as_json, print_findings
from api.cli.running import run_on_all_cores, settings
from service.restoring import restore_backup
from store.db import limits
from store.db.connections import Database
from store.write.verification.finding import Verification


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="What backup wrote.")],
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Make a database of a backup.

    The database must be new: on SQLite a file that is not there yet, on
    PostgreSQL an empty database (createdb NAME). The backup is verified, and its
    tables are brought up to date. Every answer is then what it was, for any
    date, knownOn and position.

    A log that `timeline export` wrote is restored by `timeline import --restore`.

    Example:

    \b
      timeline restore timeline-2026-11-27.db --database-url sqlite:///new.db
    """
    configured = settings(database_url=database)

    async def work(db: Database) -> Verification:
        with progress("restoring") as bar:
            return await restore_backup(db, file, shown_in(bar))

    url = configured.database_url
    found = run_on_all_cores(work, url, ": restore it again", limits.VERIFY_STATEMENT_TIMEOUT_S)
    if json:
        print_json({"restored": not found.count, "verification": as_json(found)})
    elif found.count:
        err().print(f"Error: {file} is not what was recorded: take another backup")
        print_findings(found)
    else:
        out().print(f"Restored {found.events:,} events, up to position {found.head:,}, and verified them.")
    if found.count:
        raise typer.Exit(Exit.NO)
