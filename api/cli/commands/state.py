"""`timeline state`: who held a place at the end of a day, and who says so."""

from datetime import date
from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.ask import Client, answer
from api.cli.output import words
from api.cli.output.json_value import Json
from domain.values.terms import Policy

AsOf = Annotated[
    date,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=options.day,
        help="The day of which the end is meant, YYYY-MM-DD.",
    ),
]


def state(
    place: options.Place,
    as_of: AsOf,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Tell who held a place on a day.

    The end of the day is meant. Tells since when, who says so, and who says
    otherwise.

    Example:

    \b
      timeline state "Imam Sahib" --as-of 2021-06-23
      timeline state AF1809 --as-of 2021-06-22 --policy cautious --json
    """

    async def ask(client: Client) -> Json:
        at = client.position(position)
        id = await client.place(place, at)
        return await state_of(client, id, date=as_of, knownOn=known_on, knownAt=known_at, position=at, policy=policy)

    answer(database, ask, json, words.print_state)


async def state_of(client: Client, place: str | None, **coordinates: Any) -> Json:
    """The state of one place, whether it exists on the day or not, with the coordinates of its snapshot."""
    snapshot = (await client.ask("state", place=place, **coordinates))["asOf"]
    state: Json = snapshot.pop("place")
    return {"snapshot": snapshot, **state}
