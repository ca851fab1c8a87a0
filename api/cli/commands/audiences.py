"""`timeline audiences`: for whom logs are kept beside the record, how far each has been given, and what it was not."""

from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import err, out, print_json, table
from api.cli.output.json_value import Json
from api.cli.output.words import who_opens
from api.cli.running import must_exist, run, settings
from domain.values.knowledge import written_moment
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Connection, Database
from store.read import audiences as reading
from store.read import log
from store.read.disclosures import WithheldEvent, withheld_from

Withheld = Annotated[bool, typer.Option("--withheld", help="List the events too that each was not given.")]


def audiences(withheld: Withheld = False, json: options.Json = False, database: options.Database = None) -> None:
    """Show what each audience has been given.

    A server gives the audiences of TIMELINE_PUBLIC_DATABASE_URL and its like
    what they may open. Here stands how far it has got, and how many events each
    may not open now; with --withheld, which these are, and until when.

    Example:

    \b
      timeline audiences
      timeline audiences --withheld
    """
    url = settings(database_url=database).database_url
    must_exist(url)
    head, found = run(lambda db: _status(db, withheld), url)
    if json:
        print_json({"head": head, "audiences": found})
    elif not found:
        err().print("Everybody reads all of this log: TIMELINE_PUBLIC_DATABASE_URL makes a log for the public.")
    elif withheld:
        _print_withheld(found)
    else:
        rows = table("audience", "looked at", "withheld")
        for each in found:
            rows.add_row(each["visibility"], f"{each['reached']:,} of {head:,}", f"{each['withheld']:,}")
        out().print(rows, soft_wrap=False)


async def _status(db: Database, with_events: bool) -> tuple[int, list[Json]]:
    """The head of the record, and of each audience how far it was looked at for it, and what it was not given."""
    async with db.read() as conn:
        head, reached = (await log.head(conn)).position, await reading.reached(conn)
        found: list[Json] = []
        for to, position in reached.items():
            number = await reading.count_withheld(conn, to)
            events = {"events": await _withheld(conn, to)} if with_events else {}
            found.append({"visibility": to, "reached": position, "withheld": number, **events})
        return head, found


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
