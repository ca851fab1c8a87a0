"""`timeline history`: the periods of one place."""

from typing import Any

from api import telling
from api.cli import options, words
from api.cli.console import out, table
from api.cli.running import answer
from api.cli.state import reached
from api.cli.whereabouts import the_place
from domain.vocabulary import Policy
from store import snapshot


def history(
    place: options.Place,
    known_on: options.KnownOn = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List the periods of a place.

    A period is a stretch of days with one state. It ends before its `to`; one
    without lasts on. Days of which nobody said anything are left out.

    Example:

    \b
      timeline history "Khwaja Ghar"
      timeline history af-khwaja-ghar --known-on 2021-06-21
    """

    async def ask(conn: Any, head: int) -> telling.Json:
        at = reached(position, head)
        row = await the_place(conn, place, at)
        periods = await snapshot.history(conn, row.id, known_on=known_on, position=at, policy=policy)
        told = await telling.told_of(conn, known_on, at, states=[one.state for one in periods], described=[row])
        return {
            "knownOn": known_on and known_on.isoformat(),
            "position": at,
            "policy": policy,
            "place": told.described(row),
            "history": [told.period(one) for one in periods],
        }

    answer(database, ask, json, _print)


def _print(found: telling.Json) -> None:
    console = out()
    console.print(words.place(found["place"]), style="bold")
    if not found["history"]:
        console.print("Nobody said anything of its control.")
        return
    rows = table("from", "to", "holder", "level", "certainty", "said otherwise")
    for one in found["history"]:
        shown = (one["from"], one["to"] or "", words.holder(one["holder"]), one["level"], one["certainty"])
        rows.add_row(*shown, ", ".join(words.holder(other["holder"]) for other in one["alternatives"]))
    console.print(rows, soft_wrap=False)
