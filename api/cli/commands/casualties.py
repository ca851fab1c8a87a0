"""`timeline casualties`: killed, wounded, captured, as bounds, with what was added and what was not."""

from typing import Annotated

import typer

from api.cli import options, period_options
from api.cli.ask import Client, as_json, read
from api.cli.output import people
from api.cli.output.console import out, print_json
from api.cli.output.json_value import Json
from api.cli.output.readable import readable
from domain.values.count_terms import CountAxis
from domain.values.terms import CasualtyKind, PlaceKind


def casualties(
    first: period_options.First,
    last: period_options.Last,
    within: Annotated[str | None, period_options.some_place("Only in this place.")] = None,
    party: Annotated[
        str | None, typer.Option(metavar="ID", parser=options.plain, help="Only those of this actor.")
    ] = None,
    kind: Annotated[
        list[CasualtyKind] | None,
        typer.Option(
            metavar="KIND",
            case_sensitive=False,
            help=f"One total for these; may be repeated: {', '.join(CasualtyKind).lower()}.",
        ),
    ] = None,
    by: Annotated[
        list[CountAxis] | None,
        typer.Option(
            metavar="AXIS",
            case_sensitive=False,
            help=f"Break the sums down; may be repeated: {', '.join(CountAxis).lower()}.",
        ),
    ] = None,
    place_kind: Annotated[
        PlaceKind | None,
        typer.Option(metavar="KIND", case_sensitive=False, help="With --by place: the places of this kind."),
    ] = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    position: options.Position = None,
    json: options.Json = False,
    csv: options.Csv = False,
    database: options.Database = None,
) -> None:
    """Add up killed, wounded, captured.

    A number reported for several kinds together stays one number. Without
    --kind there is a total for each set of kinds reported; they may include the
    same people, so they are never added to each other.

    Example:

    \b
      timeline casualties --from 2021-06-22 --to 2021-06-22
      timeline casualties --from 2021-06-01 --to 2021-06-30 --kind killed
      timeline casualties --from 2021-06-01 --to 2021-06-30 \\
        --by place --by month --place-kind province
    """
    period_options.check(first, last, json, csv)

    async def ask(client: Client) -> Json:
        at = client.position(position)
        inside = await client.place(within, at)
        period = {"from": first, "to": last, "knownOn": known_on, "knownAt": known_at, "position": at}
        cells = {"cells": bool(by), "by": by or [], "placeKind": place_kind}
        asked = {**period, "within": inside, "party": party, "kinds": kind, **cells}
        return {**as_json(period), **await client.ask("casualties", **asked)}

    result = read(database, ask)
    if json:
        print_json(result)
    elif csv:
        people.print_rows([incident for total in result["casualties"] for incident in total["incidents"]])
    else:
        _print(readable(result))


def _print(result: Json) -> None:
    people.print_heading(result, "People who came to harm")
    for total in result["casualties"]:
        out().print()
        out().print(", ".join(total["kinds"]) + (" together" if len(total["kinds"]) > 1 else ""), style="bold")
        people.print_total(total)
        people.print_bars("day", [(day["date"], day["count"]) for day in total["byDay"]])
        people.print_bars("cell", [(_name(cell), cell["count"]) for cell in total.get("breakdown", ())])
    if not result["casualties"]:
        out().print("No numbers are reported.")


def _name(cell: Json) -> str:
    days = cell["from"] and (cell["from"] if cell["from"] == cell["to"] else f"{cell['from']} to {cell['to']}")
    names = (cell["place"] and cell["place"]["name"], cell["party"] and cell["party"]["name"], cell["kind"], days)
    return ", ".join(filter(None, names))
