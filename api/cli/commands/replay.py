"""`timeline replay`: day after day, what changed and how many places each side has."""

import asyncio
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from typing import Annotated

import typer

from api import playing
from api.cli import options
from api.cli.output.console import out
from api.cli.output.replaying import Lines, OnTerminal, Show, json_lines
from api.cli.running import must_exist, reached, run, settings
from api.cli.whereabouts import the_place
from api.errors import ClientError
from api.graphql.types.requested_days import days_asked
from domain.values.terms import PlaceKind, Policy, Step
from store.db.connections import Connection, Database
from store.read import log

QUICK_SECONDS = 0.1
INTERVAL_SECONDS_MAX = 3600


def replay(
    first: Annotated[
        date, typer.Option("--from", metavar="DATE", parser=options.day, help="The first day, YYYY-MM-DD.")
    ],
    last: Annotated[date, typer.Option("--to", metavar="DATE", parser=options.day, help="The last day, included.")],
    step: Annotated[
        Step, typer.Option(metavar="STEP", case_sensitive=False, help="How far apart: day, week or month.")
    ] = Step.DAY,
    within: options.Within = None,
    kind: options.OneKind = PlaceKind.DISTRICT,
    known_on: options.KnownOn = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    interval: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            min=0,
            max=INTERVAL_SECONDS_MAX,
            help=f"How long each day is shown. Left out: {QUICK_SECONDS} on a terminal, else 0.",
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines: a Frame of the GraphQL schema a line.")
    ] = False,
    database: options.Database = None,
) -> None:
    """Play a period day by day.

    Tells what changed on each day. On a terminal a bar and the counts by holder
    stand below; Ctrl-C ends it. With --json the first frame has every place,
    the others only what changed.

    Example:

    \b
      timeline replay --from 2021-06-15 --to 2021-06-25
      timeline replay --from 2021-06-01 --to 2021-06-30 --within Takhar --json
    """
    try:
        days = days_asked(first, last, step)
    except ClientError as error:
        raise typer.BadParameter(error.message, param_hint="'--from' / '--to'") from None
    found = settings(database_url=database)
    must_exist(found.database_url)
    show, pause = _shown(json, len(days))
    asked = partial(playing.Asked, days=days, kind=kind, known_on=known_on, policy=policy)

    async def begin(conn: Connection) -> playing.Replay:
        at = reached(position, (await log.head(conn)).position)
        inside = (await the_place(conn, within, at)).id if within else None
        return await playing.begin(conn, asked(position=at, within=inside))

    async def play(db: Database) -> None:
        async with db.read() as conn:
            begun = await begin(conn)
        with show as shown:
            async for one in begun.shown(db):
                shown(one)
                await asyncio.sleep(pause if interval is None else interval)

    run(play, found.database_url)


def _shown(as_json: bool, days: int) -> tuple[AbstractContextManager[Show], float]:
    """How it is shown, and how long each day."""
    if as_json:
        return json_lines(), 0
    if out().is_terminal:
        return OnTerminal(out(soft_wrap=False), days), QUICK_SECONDS
    return Lines(out()), 0
