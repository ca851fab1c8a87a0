"""`timeline migrate`: the tables of a database, brought to those of this release."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.output.console import Exit, fail, out, print_json
from api.cli.running import must_exist, run, settings, sqlite_file
from store.db import migrate as migrations
from store.db.connections import Connection, Database
from store.db.grants import grant, grant_following
from store.read import log
from store.read.kernel.reading import is_folded

Grant = Callable[[Connection, str], Awaitable[None]]


def migrate(
    grant_to: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="PostgreSQL: let this role read and append, and own nothing."),
    ] = None,
    follow_to: Annotated[
        str | None,
        typer.Option(
            metavar="ROLE", help="PostgreSQL: let this role follow the log (docs/outbox.md), and nothing else."
        ),
    ] = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Bring the tables to those of this release.

    `timeline serve` and `timeline import` do the same before anything else. It is
    one transaction: all of it is done, or nothing. Events are never rewritten.

    Example:

    \b
      timeline migrate --database-url sqlite:///demo.db
    """
    url = settings(database_url=database).database_url
    must_exist(url)
    if (grant_to or follow_to) and sqlite_file(url):
        option = "--grant-to" if grant_to else "--follow-to"
        fail(f"{option} is for PostgreSQL: on SQLite whoever may write to the file may do everything", Exit.USAGE)
    if grant_to and grant_to == follow_to:
        fail("--grant-to and --follow-to are for two roles: one that may append needs no leave to follow", Exit.USAGE)
    grants = [(give, role) for give, role in ((grant, grant_to), (grant_following, follow_to)) if role]
    done = run(lambda db: _migrate(db, url, grants), url, ": the tables are as they were")
    if json:
        print_json(done)
        return
    before, after = done["before"], done["after"]
    moved = f"from {before or 'an empty database'} to {after}"
    out().print(f"The tables are those of this release: {after}." if before == after else f"Migrated {moved}.")
    if grant_to:
        out().print(f"{grant_to} may read and append, and write what is derived from the log.")
    if follow_to:
        out().print(f"{follow_to} may follow the log, and read nothing else.")
    if done["rebuildNeeded"]:
        out().print("The periods follow older rules: answers are right, and slower until `timeline rebuild` has run.")


async def _migrate(db: Database, url: str, grants: Sequence[tuple[Grant, str]]) -> dict[str, Any]:
    before = await migrations.revision(db)
    await migrations.upgrade(url)
    for give, role in grants:
        async with db.write() as conn:
            await give(conn, role)
    async with db.read() as conn:
        folded = await is_folded(conn, (await log.head(conn)).position)
    return {"before": before, "after": await migrations.revision(db), "rebuildNeeded": not folded}
