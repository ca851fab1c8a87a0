"""`timeline history`: the periods of one place; or what was believed of one of its days, as reports came in."""

from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from api import telling, telling_changes
from api.cli import options
from api.cli.output import words
from api.cli.output.console import out, table
from api.cli.running import answer, reached
from api.cli.whereabouts import the_place
from domain.values.terms import Policy
from store.db.connections import Connection

Beliefs = Annotated[
    date | None,
    typer.Option(
        "--beliefs",
        metavar="DATE",
        parser=options.day,
        help="What was believed of this day, as reports came in, instead of the periods.",
    ),
]


def history(
    place: options.Place,
    beliefs: Beliefs = None,
    known_on: options.KnownOn = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List the periods of a place.

    A period is a stretch of days with one state. It ends before its `to`; one
    without lasts on. Days of which nobody said anything are left out.

    With --beliefs: how the answer for one day changed from report to report.

    Example:

    \b
      timeline history "Khwaja Ghar"
      timeline history af-khwaja-ghar --known-on 2021-06-21
      timeline history "Khwaja Ghar" --beliefs 2021-06-22
    """
    if beliefs and known_on:
        raise typer.BadParameter("--beliefs tells of every day of knowledge: leave it out", param_hint="--known-on")

    async def ask(conn: Connection, head: int) -> telling.Json:
        at = reached(position, head)
        row = await the_place(conn, place, at)
        if beliefs:
            return await telling_changes.beliefs_of(conn, row, beliefs, at, policy)
        return await telling.history_of(conn, row, known_on, at, policy)

    answer(database, ask, json, _print_beliefs if beliefs else _print_periods)


def _print_periods(found: telling.Json) -> None:
    console = out()
    console.print(words.place(found["place"]), style="bold")
    if not found["history"]:
        console.print("Nobody said anything of its control.")
        return
    rows = table("from", "to", "holder", "level", "certainty", "said otherwise")
    for one in found["history"]:
        holder = one["holder"]["name"] if one["holder"] else words.NOBODY
        others = "\n".join(words.holding(other) for other in one["alternatives"])
        rows.add_row(one["from"], one["to"] or "", holder, one["level"], one["certainty"], others)
    console.print(rows, soft_wrap=False)


def _print_beliefs(found: telling.Json) -> None:
    console = out()
    console.print(words.place(found["place"]), style="bold")
    about = f"what was believed of {found['date']}, log position {found['position']}, policy {found['policy']}"
    console.print(about, style="dim")
    for one in found["beliefs"]:
        console.print()
        console.print(Text.assemble((_when(one), "bold"), f"  {words.briefly(one['state'])}"), soft_wrap=False)
        words.print_events(console, one["events"])


def _when(belief: telling.Json) -> str:
    since, until = belief["knownFrom"], belief["knownTo"]
    if since is None:
        return f"before {until}" if until else "to this day"
    return f"from {since}"
