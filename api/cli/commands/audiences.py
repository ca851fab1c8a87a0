"""`timeline audiences`: for whom logs are kept beside the record, and how far each has been given."""

from api.cli import options
from api.cli.output.console import err, out, print_json, table
from api.cli.running import must_exist, run, settings
from domain.values.terms import Visibility
from store.db.connections import Database
from store.read import audiences as reading
from store.read import log

Status = dict[Visibility, tuple[int, int]]
"""By audience: the position of the record up to which all was looked at, and how many events it was not given."""


def audiences(json: options.Json = False, database: options.Database = None) -> None:
    """Show what each audience has been given.

    A server gives the audiences of TIMELINE_PUBLIC_DATABASE_URL and its like
    what they may open. Here stands how far it has got, and how many events each
    may not open now.

    Example:

    \b
      timeline audiences
    """
    url = settings(database_url=database).database_url
    must_exist(url)
    head, status = run(_status, url)
    if json:
        shown = [{"visibility": to, "reached": at, "withheld": number} for to, (at, number) in status.items()]
        print_json({"head": head, "audiences": shown})
    elif status:
        rows = table("audience", "looked at", "withheld")
        for to, (at, number) in status.items():
            rows.add_row(to, f"{at:,} of {head:,}", f"{number:,}")
        out().print(rows, soft_wrap=False)
    else:
        err().print("Everybody reads all of this log: TIMELINE_PUBLIC_DATABASE_URL makes a log for the public.")


async def _status(db: Database) -> tuple[int, Status]:
    async with db.read() as conn:
        reached = await reading.reached(conn)
        withheld = {to: len(await reading.withheld_from(conn, to)) for to in reached}
        return (await log.head(conn)).position, {to: (at, withheld[to]) for to, at in reached.items()}
