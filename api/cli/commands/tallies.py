"""`timeline tallies`: totals that others stated, each beside what the log shows."""

from typing import Annotated

import typer

from api import telling
from api.cli import options
from api.cli.options import no_two_forms
from api.cli.output import numbers, words
from api.cli.output.console import err, out
from api.cli.output.table_csv import print_csv
from api.cli.running import answer, reached
from api.cli.whereabouts import the_place
from domain.history.tally_comparison import consistent
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.wording.tally_notes import tally_note
from store.db.connections import Connection
from store.read import tally_claims
from store.read.tally_claims import TallyComparison, TallyQuery


def tallies(
    within: Annotated[
        str | None, typer.Option(metavar="PLACE", parser=options.plain, help="About this place or one in it.")
    ] = None,
    first_day: options.FromDay = None,
    last_day: options.ToDay = None,
    known_on: options.KnownOn = None,
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

    async def ask(conn: Connection, head: int) -> telling.Json:
        at = reached(position, head)
        inside = (await the_place(conn, within, at)).id if within else None
        asked = TallyQuery(Coordinates(None, known_on, at, policy), inside, first_day, last_day)
        found = await tally_claims.positions(conn, asked)
        beside = await tally_claims.beside_the_log(conn, found[:first], asked) if found else []
        told = await telling.told_of(conn, known_on, at, entries=[one.entry for one in beside])
        return {
            "knownOn": known_on and known_on.isoformat(),
            "position": at,
            "policy": policy,
            "totalCount": len(found),
            "tallies": [_tally(told, one) for one in beside],
        }

    answer(database, ask, json, _csv if csv else _print)


def _tally(told: telling.Told, one: TallyComparison) -> telling.Json:
    stated, shown = one.stated, one.shown
    return {
        "event": told.event(one.entry),
        "within": told.place(stated.within),
        "kind": stated.kind,
        "holder": told.actor(stated.holder),
        "basis": stated.basis,
        "from": stated.window.first and stated.window.first.isoformat(),
        "to": stated.window.last.isoformat(),
        "numerator": numbers.as_json(stated.numerator),
        "denominator": stated.denominator,
        "shown": numbers.as_json(shown.count),
        "shownDenominator": shown.denominator,
        "silent": shown.silent,
        "falls": numbers.as_json(shown.falls),
        "recaptured": numbers.as_json(shown.recaptured),
        "consistent": consistent(stated, shown),
        "note": tally_note(stated, shown),
    }


_FITS = {True: "fits", False: "does not fit", None: "cannot be told"}


def _print(found: telling.Json) -> None:
    console = out()
    for one in found["tallies"]:
        kind = one["kind"].replace("_", " ").lower()
        by = words.holder(one["holder"]) if one["holder"] else "no holder named"
        days = f"{one['from'] or '..'} to {one['to']}"
        of = f" of {one['denominator']}" if one["denominator"] is not None else ""
        console.print(f"{one['within']['name']}, {kind}, {by}, {one['basis']}, {days}", style="bold")
        console.print(f"  stated  {_stated(one['numerator'])}{of}")
        console.print(f"  log     {_shown(one)} of {one['shownDenominator']}: {_FITS[one['consistent']]}")
        console.print(f"  {one['note']}", style="dim")
        console.print(f"  {one['event']['id']}: {words.told_by(one['event'])}\n", style="dim")
    if not found["tallies"]:
        err().print("No such totals.")
    elif found["totalCount"] > len(found["tallies"]):
        err().print(f"There are {found['totalCount']:,}: ask for more with --first, or for fewer days.")


def _stated(count: telling.Json) -> str:
    return count["verbatim"] or numbers.in_words(count)


def _shown(one: telling.Json) -> str:
    return numbers.in_words(one["shown"]) if one["holder"] else "nothing counted"


def _csv(found: telling.Json) -> None:
    plain = ("kind", "basis", "from", "to")
    bounds = ("low", "best", "high")
    print_csv(
        (
            *("event", "source", "within", "holder", *plain, "statedLow", "statedBest", "statedHigh", "stated"),
            *("denominator", "shownLow", "shownHigh", "shownDenominator", "silent", "consistent", "note"),
        ),
        (
            (
                *(one["event"]["id"], (one["event"]["source"] or {}).get("id"), one["within"]["id"]),
                one["holder"] and one["holder"]["id"],
                *(one[name] for name in plain),
                *(one["numerator"][name] for name in bounds),
                _stated(one["numerator"]),
                one["denominator"],
                *(one["shown"][name] for name in ("low", "high")),
                *(one["shownDenominator"], one["silent"]),
                None if one["consistent"] is None else str(one["consistent"]).lower(),
                one["note"],
            )
            for one in found["tallies"]
        ),
    )
