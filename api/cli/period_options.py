"""The options of commands that add up people over a period of days."""

from datetime import date
from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.options import no_two_forms
from api.cli.output.console import Exit, fail
from api.limits import STEPS_MAX

First = Annotated[date, typer.Option("--from", metavar="DATE", parser=options.day, help="The first day, YYYY-MM-DD.")]
Last = Annotated[
    date, typer.Option("--to", metavar="DATE", parser=options.day, help="The last day, which is included.")
]


def some_place(text: str, metavar: str = "PLACE") -> Any:
    """An option that names a place and everything in it."""
    return typer.Option(metavar=metavar, parser=options.plain, help=text)


def check(first: date, last: date, json: bool, csv: bool) -> None:
    if first > last:
        fail(f"--from is {first} and --to {last}: the first day comes first, so turn them round", Exit.USAGE)
    if (last - first).days >= STEPS_MAX:
        fail(f"that is more than {STEPS_MAX:,} days: ask for the period in parts", Exit.USAGE)
    no_two_forms(json, csv)
