"""`timeline audiences`: for whom logs are kept beside the record, how far each is behind, and what it was not given."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import err, out, print_json, table
from api.cli.output.json_value import Json
from api.cli.output.words import who_opens
from api.cli.running import must_exist, run, settings
from domain.values.knowledge import written_moment
from domain.values.terms import Visibility
from service.audience_lag import AudienceLag, audience_lags
from store.db import limits
from store.db.connections import Connection, Database
from store.read import log
from store.read.disclosures import WithheldEvent, withheld_from

Withheld = Annotated[bool, typer.Option("--withheld", help="List the events too that each was not given.")]


def audiences(withheld: Withheld = False, json: options.Json = False, database: options.Database = None) -> None:
    """Show how far each audience is behind the record.

    A server gives the audiences of TIMELINE_PUBLIC_DATABASE_URL and its like
    what they may open, within a second. Here stands how much of the record it
    has looked at for each; how long the oldest event waits that the audience
    could open and has not; and how many events it may not open now, with
    --withheld which these are, and until when.

    Example:

    \b
      timeline audiences
      timeline audiences --withheld
    """
    configured = settings(database_url=database)
    must_exist(configured.database_url)
    # Those of the settings belong to the record of the settings.
    urls = {} if database else configured.audiences()
    head, found = run(lambda db: _status(db, urls, withheld), configured.database_url)
    if json:
        print_json({"head": head, "audiences": found})
    elif not found:
        err().print("Everybody reads all of this log: TIMELINE_PUBLIC_DATABASE_URL makes a log for the public.")
    elif withheld:
        _print_withheld(found)
    else:
        rows = table("audience", "looked at", "behind", "oldest waits", "withheld")
        for each in found:
            waits = f"{each['oldestWaitsSeconds']:,.0f} s" if each["oldestWaitsSeconds"] else ""
            looked_at = f"{each['reached']:,} of {head:,}"
            rows.add_row(each["visibility"], looked_at, f"{each['behind']:,}", waits, f"{each['withheld']:,}")
        out().print(rows, soft_wrap=False)


async def _status(db: Database, urls: Mapping[Visibility, str], with_events: bool) -> tuple[int, list[Json]]:
    """The head of the record, and of each audience how far it is behind that, and what it was not given."""
    async with AsyncExitStack() as ending:
        logs = {to: Database.open(url) for to, url in urls.items()}
        for each in logs.values():
            ending.push_async_callback(each.close)
        conn = await ending.enter_async_context(db.read())
        head, found = (await log.head(conn)).position, list[Json]()
        for to, lag in (await audience_lags(conn, logs, datetime.now(UTC))).items():
            events = {"events": await _withheld(conn, to)} if with_events else {}
            found.append({"visibility": to, "reached": head - lag.events, **_as_json(lag), **events})
        return head, found


def _as_json(lag: AudienceLag) -> Json:
    return {"behind": lag.events, "oldestWaitsSeconds": round(lag.seconds, 3), "withheld": lag.withheld}


async def _withheld(conn: Connection, audience: Visibility) -> list[Json]:
    found: list[Json] = []
    while part := await withheld_from(
        conn, audience, after=found[-1]["position"] if found else 0, first=limits.CHUNK_EVENTS
    ):
        found += map(_shown, part)
    return found


def _shown(event: WithheldEvent) -> Json:
    own = event.disclosure
    released = own and own.release_at and written_moment(own.release_at)
    return {
        "id": event.id,
        "position": event.position,
        "disclosure": own and {"visibility": own.visibility, "releaseAt": released},
    }


def _print_withheld(found: list[Json]) -> None:
    console = out()
    for audience in found:
        console.print(f"{audience['visibility']}: {audience['withheld']:,} withheld")
        for event in audience["events"]:
            own = event["disclosure"]
            why = who_opens(own) if own else "for what it refers to"
            console.print(f"{event['position']:>6}  {event['id']}  ({why})")
