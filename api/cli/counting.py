"""What `timeline crossings` and `timeline casualties` share: their options, and how a sum is printed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from rich.text import Text

from api.cli import options
from api.cli.options import no_two_forms
from api.cli.output import numbers
from api.cli.output.console import Exit, fail, out, table
from api.cli.output.json_value import Json
from api.cli.output.table_csv import print_csv
from api.cli.output.words import as_known, attribution_line, content
from api.limits import STEPS_MAX

First = Annotated[date, typer.Option("--from", metavar="DATE", parser=options.day, help="The first day, YYYY-MM-DD.")]
Last = Annotated[
    date, typer.Option("--to", metavar="DATE", parser=options.day, help="The last day, which is included.")
]
HEADER = (
    "incident", "occurred", "incidentLow", "incidentBest", "incidentHigh", "added", "reason", "notes",
    "claim", "low", "best", "high", "qualifier", "verbatim", "partOf", "published", "source",
)  # fmt: skip


def some_place(text: str, metavar: str = "PLACE") -> Any:
    """An option that names a place and everything in it."""
    return typer.Option(metavar=metavar, parser=options.plain, help=text)


def check(first: date, last: date, json: bool, csv: bool) -> None:
    if first > last:
        fail(f"--from is {first} and --to {last}: the first day comes first, so turn them round", Exit.USAGE)
    if (last - first).days >= STEPS_MAX:
        fail(f"that is more than {STEPS_MAX:,} days: ask for the period in parts", Exit.USAGE)
    no_two_forms(json, csv)


def print_heading(found: Json, what: str) -> None:
    out().print(Text(what, style="bold"))
    out().print(
        Text(f"{found['from']} to {found['to']}, {as_known(found)}, log position {found['position']}", style="dim")
    )


def print_total(total: Json) -> None:
    """The sum, what lies under it, and what was not added, with who says so."""
    console = out()
    console.print()
    console.print(Text.assemble("  ", (numbers.in_words(total["count"]), "bold"), f"  {bounds(total['count'])}"))
    for title, added in (("Added", True), ("Not added", False)):
        incidents = [one for one in total["incidents"] if one["added"] is added]
        if incidents:
            console.print()
            console.print(Text(title, style="bold"))
        for one in incidents:
            _print_incident(one)


def bounds(count: Json) -> str:
    return "  ".join(f"{name} {'open' if count[name] is None else count[name]}" for name in ("low", "best", "high"))


def _print_incident(one: Json, indent: str = "  ") -> None:
    console = out()
    reason = "DISPUTED" if one["disputed"] else one["reason"].replace("ADDED", "")
    console.print(f"{indent}{numbers.in_words(one['count'])}  {one['occurred']}  {one['id']}  {reason}".rstrip())
    deeper = " " * len(indent)
    for note in one["notes"]:
        console.print(Text(f"{deeper}    {note}", style="dim"))
    for claim in one["claims"]:
        count = numbers.in_words(content(claim)["count"])
        console.print(Text(f"{deeper}    {count}: {claim['id']}; {attribution_line(claim)}", style="dim"))
    for part in one["parts"]:
        _print_incident(part, f"{deeper}    part: ")


def print_bars(title: str, rows: Sequence[tuple[str, Json]]) -> None:
    if not rows:
        return
    most = numbers.largest([count for _, count in rows])
    found = table(title, "people", "")
    for name, count in rows:
        found.add_row(name, numbers.in_words(count), numbers.bar(count, most))
    out().print()
    out().print(found, soft_wrap=False)


def print_rows(incidents: Sequence[Json]) -> None:
    print_csv(HEADER, (row for one in incidents for row in _rows(one)))


def _rows(one: Json, whole: Json | None = None) -> Iterator[list[Any]]:
    count = one["count"]
    reason = "PART" if whole else one["reason"]
    for claim in one["claims"]:
        said = content(claim)["count"]
        yield [
            one["id"], one["occurred"], count["low"], count["best"], count["high"],
            one["added"] and not whole, reason, "; ".join(one["notes"]),
            claim["id"], said["low"], said["best"], said["high"], said["qualifier"], said["verbatim"],
            claim["partOf"], claim["published"], (claim["source"] or {}).get("id"),
        ]  # fmt: skip
    for part in one["parts"]:
        yield from _rows(part, one)
