"""`timeline history`: the periods of one place; or what was believed of one of its days, as reports came in."""

from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api.cli import options
from api.cli.ask import Client, answer, as_json
from api.cli.output import words
from api.cli.output.console import out, table
from api.cli.output.json_value import Json
from domain.values.terms import Policy

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
    known_at: options.KnownAt = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List the periods of a place.

    A period is a run of days with one state. It ends before its `to`; one
    without lasts on. Days of which nobody said anything are left out.

    With --beliefs: how the answer for one day changed from report to report.

    Example:

    \b
      timeline history "Khwaja Ghar"
      timeline history af-khwaja-ghar --known-on 2021-06-21
      timeline history "Khwaja Ghar" --beliefs 2021-06-22
    """
    if beliefs and (known_on or known_at):
        hint = "--known-on" if known_on else "--known-at"
        raise typer.BadParameter("--beliefs tells of every moment of knowledge: leave it out", param_hint=hint)

    async def ask(client: Client) -> Json:
        at = client.position(position)
        id = await client.place(place, at)
        if beliefs:
            return await _beliefs(client, id, date=beliefs, position=at, policy=policy)
        return await _history(client, id, knownOn=known_on, knownAt=known_at, position=at, policy=policy)

    answer(database, ask, json, _print_beliefs if beliefs else _print_periods)


async def _history(client: Client, id: str | None, **coordinates: Any) -> Json:
    row = (await client.ask("history", place=id, **coordinates))["place"]
    periods, statuses = row.pop("history")["nodes"], row.pop("statusHistory")["nodes"]
    return {**as_json(coordinates), "place": row, "history": periods, "statusHistory": statuses}


async def _beliefs(client: Client, id: str | None, **coordinates: Any) -> Json:
    result = await client.ask("beliefs", place=id, **coordinates)
    return {**as_json(coordinates), "place": result["place"], "beliefs": result["beliefs"]["nodes"]}


def _print_periods(result: Json) -> None:
    console = out()
    console.print(words.place(result["place"]), style="bold")
    if result["history"]:
        console.print(_control(result["history"]), soft_wrap=False)
    else:
        console.print("Nobody said anything of its control.")
    if result["statusHistory"]:
        console.print(_status(result["statusHistory"]), soft_wrap=False)


def _control(periods: list[Json]) -> Table:
    rows = table("from", "to", "holder", "level", "certainty", "said otherwise")
    for period in periods:
        holder = period["holder"]["name"] if period["holder"] else words.NOBODY
        others = "\n".join(words.holding(other) for other in period["alternatives"])
        rows.add_row(period["from"], period["to"] or "", holder, period["level"], period["certainty"], others)
    return rows


def _status(periods: list[Json]) -> Table:
    rows = table("from", "to", "status", "direction", "certainty", "said otherwise")
    for period in periods:
        reports = (words.content(event) for event in period["alternatives"])
        others = "\n".join(dict.fromkeys(report["status"] for report in reports))
        direction = period["direction"] or ""
        rows.add_row(period["from"], period["to"] or "", period["status"], direction, period["certainty"], others)
    return rows


def _print_beliefs(result: Json) -> None:
    console = out()
    console.print(words.place(result["place"]), style="bold")
    about = f"what was believed of {result['date']}, log position {result['position']}, policy {result['policy']}"
    console.print(about, style="dim")
    for belief in result["beliefs"]:
        console.print()
        console.print(Text.assemble((_when(belief), "bold"), f"  {words.briefly(belief['state'])}"), soft_wrap=False)
        words.print_events(console, belief["events"])


def _when(belief: Json) -> str:
    since, until = belief["knownFromMoment"], belief["knownToMoment"]
    if since is None:
        return f"before {words.moment(until)}" if until else "to this day"
    return f"from {words.moment(since)}"
