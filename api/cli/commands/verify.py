"""`timeline verify`: whether the stored log is still what was recorded."""

from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import Exit, print_json, progress
from api.cli.output.verified import as_json, print_verification
from api.cli.running import must_exist, print_notices, run_on_all_cores, settings
from service.verifying import verified
from store.db import limits
from store.db.connections import Database
from store.write.verification.finding import Verification
from store.write.verification.verify import KEPT_MAX


def verify(
    projections: Annotated[
        bool,
        typer.Option("--projections", help="Also derive every projection anew, in a temporary file, and compare."),
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=100_000, help="How many findings to show at most.")
    ] = KEPT_MAX,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Check that the stored log is what was recorded.

    Every event against its SHA-256, its columns against its text, positions
    without gaps, batches, and the triggers that refuse changes. Others read
    and write meanwhile. With --projections also what is derived from the log.

    Exit code 1 where anything is wrong: each finding has its position, and
    below them stands what to do. What this cannot notice: docs/operating.md.

    Example:

    \b
      timeline verify
      timeline verify --projections --json
    """
    configured = settings(database_url=database)
    must_exist(configured.database_url)

    async def work(db: Database) -> Verification:
        print_notices(db)
        with progress("verifying") as bar:

            def advance(reached: int, head: int) -> None:
                bar.update(bar.task_ids[0], completed=reached, total=head)

            return await verified(db, advance, kept_max=limit, with_projections=projections)

    found = run_on_all_cores(work, configured.database_url, statement_timeout_s=limits.VERIFY_STATEMENT_TIMEOUT_S)
    if json:
        print_json(as_json(found))
    else:
        print_verification(found, of="the database", with_projections=projections)
    if found.count:
        raise typer.Exit(Exit.NO)
