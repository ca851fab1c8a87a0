"""`timeline rebuild`: everything that is derived from the log, made again from it."""

from typing import NamedTuple

from api.cli import options
from api.cli.output.console import out, print_json, progress
from api.cli.running import must_exist, print_notices, run_on_all_cores, settings
from store.db.connections import Database
from store.write import rebuild as rebuilding


class Rebuilt(NamedTuple):
    equal: bool
    before: str
    after: str
    position: int


def rebuild(json: options.Json = False, database: options.Database = None) -> None:
    """Build the projections again.

    They are computed from the log again, and the command says whether they were right.
    Readers go on reading meanwhile; writers wait.

    Example:

    \b
      timeline rebuild --database-url sqlite:///demo.db
    """
    configured = settings(database_url=database)
    must_exist(configured.database_url)
    result = run_on_all_cores(_rebuild, configured.database_url, ": the projections are as they were")
    if json:
        print_json(result._asdict())
    elif result.equal:
        out().print(f"Rebuilt to position {result.position}: nothing was different ({result.after[:12]}).")
    else:
        out().print(
            f"Rebuilt to position {result.position}: the projections had been out of step with the log, "
            f"and are right now ({result.before[:12]} before, {result.after[:12]} after)."
        )


async def _rebuild(db: Database) -> Rebuilt:
    print_notices(db)
    before, position = await _fingerprint(db), 0
    with progress("rebuilding") as bar:

        def reached(at: int, head: int) -> None:
            nonlocal position
            position = head
            bar.update(bar.task_ids[0], completed=at, total=head)

        await rebuilding.rebuild(db, reached)
    after = await _fingerprint(db)
    return Rebuilt(before == after, before, after, position)


async def _fingerprint(db: Database) -> str:
    async with db.read() as conn:
        return await rebuilding.fingerprint(conn)
