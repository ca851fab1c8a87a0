"""`timeline state`: who held a place at the end of a day, and who says so."""

from datetime import date
from typing import Annotated

import typer

from api import telling
from api.cli import options
from api.cli.output import words
from api.cli.running import answer, reached
from api.cli.whereabouts import the_place
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from store.db.connections import Connection

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

    async def ask(conn: Connection, head: int) -> telling.Json:
        at = Coordinates(as_of, known_on, reached(position, head), policy)
        return await telling.state_of(conn, at, await the_place(conn, place, at.position))

    answer(database, ask, json, words.print_state)
