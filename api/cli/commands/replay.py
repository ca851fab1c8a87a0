"""`timeline replay`: day after day, what changed and how many places each side has."""

import asyncio
from contextlib import AbstractContextManager
from datetime import date
from typing import Annotated

import typer

from api.cli import options, replays
from api.cli.ask import Client, read
from api.cli.output.console import out
from api.cli.output.replaying import Lines, OnTerminal, Show, json_lines
from api.graphql.types.requested_days import days_asked
from domain.values.terms import PlaceKind, Policy, Step
from service.asking.refusals import ClientError

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
    known_at: options.KnownAt = None,
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
        number = len(days_asked(first, last, step))
    except ClientError as error:
        raise typer.BadParameter(error.message, param_hint="'--from' / '--to'") from None
    show, pause = _shown(json, number)

    async def play(client: Client) -> None:
        at = client.position(position)
        inside = await client.place(within, at)
        period = {"from": first, "to": last, "step": step, "within": inside, "kind": kind}
        with show as shown:
            async for day in replays.days(
                client, **period, knownOn=known_on, knownAt=known_at, policy=policy, position=at
            ):
                shown(day)
                await asyncio.sleep(pause if interval is None else interval)

    read(database, play)


def _shown(as_json: bool, days: int) -> tuple[AbstractContextManager[Show], float]:
    """How it is shown, and how long each day."""
    if as_json:
        return json_lines(), 0
    if out().is_terminal:
        return OnTerminal(out(soft_wrap=False), days), QUICK_SECONDS
    return Lines(out()), 0
