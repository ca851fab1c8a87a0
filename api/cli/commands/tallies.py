"""`timeline tallies`: totals that others stated, each beside what the log shows."""

from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.ask import Client, answer, as_json
from api.cli.options import no_two_forms
from api.cli.output import numbers, words
from api.cli.output.console import err, out
from api.cli.output.json_value import Json
from api.cli.output.table_csv import print_csv
from domain.values.terms import Policy


def tallies(
    within: Annotated[
        str | None, typer.Option(metavar="PLACE", parser=options.plain, help="About this place or one in it.")
    ] = None,
    first_day: options.FromDay = None,
    last_day: options.ToDay = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    first: options.First = 50,
    json: options.Json = False,
    csv: options.Csv = False,
    database: options.Database = None,
) -> None:
    """Set the totals that others stated beside what the log shows.

    "More than 50 of 370" stands beside our own count of the same days, with
    both denominators. Neither is divided by the other's total.

    Example:

    \b
      timeline tallies --within af
      timeline tallies --from 2021-05-01 --to 2021-06-30 --csv
    """
    no_two_forms(json, csv)

    async def ask(client: Client) -> Json:
        at = client.position(position)
        inside = await client.place(within, at)
        coordinates = {"knownOn": known_on, "knownAt": known_at, "position": at, "policy": policy}
        page = {"from": first_day, "to": last_day, "first": first}
        page = (await client.ask("tallies", **coordinates, **page, within=inside))["tallies"]
        return {**as_json(coordinates), "totalCount": page["totalCount"], "tallies": page["nodes"]}

    answer(database, ask, json, _csv if csv else _print, as_csv=csv)


_FITS = {True: "fits", False: "does not fit", None: "cannot be known"}


def _print(result: Json) -> None:
    console = out()
    for tally in result["tallies"]:
        claim = words.content(tally["event"])
        kind = claim["kind"].replace("_", " ").lower()
        by = words.holder(claim["holder"]) if claim["holder"] else "no holder named"
        days = f"{tally['from'] or '..'} to {tally['to']}"
        of = f" of {tally['denominator']}" if tally["denominator"] is not None else ""
        console.print(f"{claim['within']['name']}, {kind}, {by}, {claim['basis']}, {days}", style="bold")
        console.print(f"  stated  {_stated(tally['numerator'])}{of}")
        console.print(f"  log     {_shown(tally)} of {tally['shownDenominator']}: {_FITS[tally['consistent']]}")
        console.print(f"  {tally['note']}", style="dim")
        console.print(f"  {tally['event']['id']}: {words.attribution_line(tally['event'])}\n", style="dim")
    if not result["tallies"]:
        err().print("No such totals.")
    elif result["totalCount"] > len(result["tallies"]):
        err().print(f"There are {result['totalCount']:,}: ask for more with --first, or for fewer days.")


def _stated(count: Json) -> str:
    return count["verbatim"] or numbers.in_words(count)


def _shown(tally: Json) -> str:
    return numbers.in_words(tally["shown"]) if words.content(tally["event"])["holder"] else "nothing counted"


def _csv(result: Json) -> None:
    print_csv(
        (
            *("event", "source", "within", "holder", "kind", "basis", "from", "to"),
            *("statedLow", "statedBest", "statedHigh", "stated", "denominator"),
            *("shownLow", "shownHigh", "shownDenominator", "silent", "consistent", "note"),
        ),
        map(_cells, result["tallies"]),
    )


def _cells(row: Json) -> list[Any]:
    event, claim, numerator = row["event"], words.content(row["event"]), row["numerator"]
    return [
        *(event["id"], (event["source"] or {}).get("id"), claim["within"]["id"], (claim["holder"] or {}).get("id")),
        *(claim["kind"], claim["basis"], row["from"], row["to"]),
        *(numerator["low"], numerator["best"], numerator["high"], _stated(numerator), row["denominator"]),
        *(row["shown"]["low"], row["shown"]["high"], row["shownDenominator"], row["silent"]),
        *(None if row["consistent"] is None else str(row["consistent"]).lower(), row["note"]),
    ]
