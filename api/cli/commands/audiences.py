"""`timeline audiences`: for whom logs are kept beside the record, and how far each is behind it."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from api.cli import options
from api.cli.output.console import err, out, print_json, table
from api.cli.running import must_exist, run, settings
from domain.values.terms import Visibility
from service.audience_lag import AudienceLag, AudienceLags
from store.db.connections import Database
from store.read import log

Lags = Mapping[Visibility, AudienceLag]


def audiences(json: options.Json = False, database: options.Database = None) -> None:
    """Show how far each audience is behind the record.

    A server gives the audiences of TIMELINE_PUBLIC_DATABASE_URL and its like
    what they may open, within a second. Here stands how much of the record it
    has looked at for each; how long the oldest event waits that the audience
    could open and has not; and how many events it may not open now.

    Example:

    \b
      timeline audiences
      timeline audiences --json
    """
    found = settings(database_url=database)
    must_exist(found.database_url)
    # Those of other settings belong to another record.
    urls = {} if database else found.audiences()

    async def work(db: Database) -> tuple[int, Lags]:
        return await _status(db, urls)

    head, lags = run(work, found.database_url)
    if json:
        print_json({"head": head, "audiences": [_as_json(to, lag, head) for to, lag in lags.items()]})
    elif lags:
        rows = table("audience", "looked at", "behind", "oldest waits", "withheld")
        for to, lag in lags.items():
            waits = f"{lag.seconds:,.0f} s" if lag.seconds else ""
            looked_at = f"{head - lag.events:,} of {head:,}"
            rows.add_row(to, looked_at, f"{lag.events:,}", waits, f"{lag.withheld:,}")
        out().print(rows, soft_wrap=False)
    else:
        err().print("Everybody reads all of this log: TIMELINE_PUBLIC_DATABASE_URL makes a log for the public.")


def _as_json(to: Visibility, lag: AudienceLag, head: int) -> dict[str, object]:
    return {
        "visibility": to,
        "reached": head - lag.events,
        "behind": lag.events,
        "oldestWaitsSeconds": round(lag.seconds, 3),
        "withheld": lag.withheld,
    }


async def _status(record: Database, urls: Mapping[Visibility, str]) -> tuple[int, Lags]:
    async with AsyncExitStack() as ending:
        logs = {to: Database.open(url) for to, url in urls.items()}
        for each in logs.values():
            ending.push_async_callback(each.close)
        lags = await AudienceLags(record, logs).at(datetime.now(UTC))
        async with record.read() as conn:
            return (await log.head(conn)).position, lags
