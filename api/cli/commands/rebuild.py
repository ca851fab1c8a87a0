"""`timeline rebuild`: everything that is derived from the log, made again from it."""

from dataclasses import asdict
from typing import NoReturn

import typer

from api.cli import options
from api.cli.output.console import Exit, err, out, print_json, progress
from api.cli.output.verified import as_json, print_findings
from api.cli.running import must_exist, print_notices, run_on_all_cores, settings
from store.db.connections import Database
from store.write import rebuild as rebuilding
from store.write.rebuild import LogUnsound, Rebuilt
from store.write.verification.finding import Verification


def rebuild(json: options.Json = False, database: options.Database = None) -> None:
    """Build the projections again.

    The log is verified first: where it is not what was recorded, nothing is rebuilt.
    Then the projections are computed from it again, and the command says whether
    they were right. Readers go on reading meanwhile; writers wait.

    Example:

    \b
      timeline rebuild --database-url sqlite:///demo.db
    """
    configured = settings(database_url=database)
    must_exist(configured.database_url)
    result = run_on_all_cores(_rebuild, configured.database_url, ": the projections are as they were")
    if isinstance(result, Verification):
        _refuse(result, json)
    elif json:
        print_json({"equal": result.equal, **asdict(result)})
    elif result.equal:
        out().print(f"Rebuilt to position {result.position}: nothing was different ({result.after[:12]}).")
    else:
        out().print(
            f"Rebuilt to position {result.position}: the projections had been out of step with the log, "
            f"and are right now ({result.before[:12]} before, {result.after[:12]} after). "
            f"What differed: {', '.join(result.differing)}. Servers on this database read it anew by themselves."
        )


async def _rebuild(db: Database) -> Rebuilt | Verification:
    print_notices(db)
    with progress("rebuilding") as bar:

        def reached(at: int, head: int) -> None:
            bar.update(bar.task_ids[0], completed=at, total=head)

        try:
            return await rebuilding.rebuild(db, reached)
        except LogUnsound as unsound:
            return unsound.verification


def _refuse(verification: Verification, json: bool) -> NoReturn:
    if json:
        print_json({"equal": None, "verification": as_json(verification)})
    err().print("Error: the log is not as it was recorded, so nothing was rebuilt: what it gives would be wrong")
    print_findings(verification)
    raise typer.Exit(Exit.NO)
