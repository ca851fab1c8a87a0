"""`timeline crossings`: people who crossed a border, as bounds, with what was added and what was not."""

from typing import Annotated

import typer

from api.cli import options, period_options
from api.cli.ask import Client, as_json, read
from api.cli.output import people
from api.cli.output.console import print_json
from api.cli.output.json_value import Json
from api.cli.output.readable import readable
from domain.values.terms import PersonGroup, PlaceKind


def crossings(
    first: period_options.First,
    last: period_options.Last,
    origin: Annotated[str | None, period_options.some_place("Only from this place or from places in it.")] = None,
    destination: Annotated[str | None, period_options.some_place("Only to this place or to places in it.")] = None,
    via: Annotated[str | None, period_options.some_place("Only by way of this place or of places in it.")] = None,
    group: Annotated[
        PersonGroup | None,
        typer.Option(metavar="GROUP", case_sensitive=False, help=f"Only these: {', '.join(PersonGroup).lower()}."),
    ] = None,
    by: Annotated[
        PlaceKind | None,
        typer.Option(metavar="KIND", case_sensitive=False, help="List the ways by places of this kind: district, say."),
    ] = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    position: options.Position = None,
    json: options.Json = False,
    csv: options.Csv = False,
    database: options.Database = None,
) -> None:
    """Add up people who crossed a border.

    The sum is bounds: certainly at least, at most. Nobody is counted twice;
    what was not added is listed with the reason. In bars # is certain, . is
    possible, > is open.

    Example:

    \b
      timeline crossings --from 2021-06-01 --to 2021-07-31 --origin af
      timeline crossings --from 2021-07-05 --to 2021-07-05 --via tj-darvoz
    """
    period_options.check(first, last, json, csv)

    async def ask(client: Client) -> Json:
        at = client.position(position)
        where = {"origin": origin, "destination": destination, "via": via}
        ids = {name: await client.place(text, at) for name, text in where.items()}
        period = {"from": first, "to": last, "knownOn": known_on, "knownAt": known_at, "position": at}
        return {**as_json(period), **(await client.ask("crossings", **period, **ids, group=group, by=by))["crossings"]}

    result = read(database, ask)
    if json:
        print_json(result)
    elif csv:
        people.print_rows(result["incidents"])
    else:
        _print(readable(result))


def _print(result: Json) -> None:
    people.print_heading(result, "People who crossed")
    people.print_total(result)
    people.print_bars("day", [(day["date"], day["count"]) for day in result["byDay"]])
    people.print_bars("way", [(way["place"]["name"], way["count"]) for way in result["byWay"]])
