"""A sum of people as a report, as bars and as CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from api.cli.output import numbers
from api.cli.output.console import out, table
from api.cli.output.json_value import Json
from api.cli.output.table_csv import print_csv
from api.cli.output.words import as_known, attribution_line, content

HEADER = (
    "incident", "occurred", "incidentLow", "incidentBest", "incidentHigh", "added", "reason", "notes",
    "claim", "low", "best", "high", "qualifier", "verbatim", "partOf", "published", "source",
)  # fmt: skip


def print_heading(result: Json, what: str) -> None:
    out().print(Text(what, style="bold"))
    out().print(
        Text(f"{result['from']} to {result['to']}, {as_known(result)}, log position {result['position']}", style="dim")
    )


def print_total(total: Json) -> None:
    """The sum, the incidents that were added and those that were not, with the claims about each."""
    console = out()
    console.print()
    console.print(Text.assemble("  ", (numbers.in_words(total["count"]), "bold"), f"  {bounds(total['count'])}"))
    for title, added in (("Added", True), ("Not added", False)):
        incidents = [incident for incident in total["incidents"] if incident["added"] is added]
        if incidents:
            console.print()
            console.print(Text(title, style="bold"))
        for incident in incidents:
            _print_incident(incident)


def bounds(count: Json) -> str:
    return "  ".join(f"{name} {'open' if count[name] is None else count[name]}" for name in ("low", "best", "high"))


def _print_incident(incident: Json, indent: str = "  ") -> None:
    console = out()
    reason = "DISPUTED" if incident["disputed"] else incident["reason"].replace("ADDED", "")
    console.print(
        f"{indent}{numbers.in_words(incident['count'])}  {incident['occurred']}  {incident['id']}  {reason}".rstrip()
    )
    deeper = " " * len(indent)
    for note in incident["notes"]:
        console.print(Text(f"{deeper}    {note}", style="dim"))
    for claim in incident["claims"]:
        count = numbers.in_words(content(claim)["count"])
        console.print(Text(f"{deeper}    {count}: {claim['id']}; {attribution_line(claim)}", style="dim"))
    for part in incident["parts"]:
        _print_incident(part, f"{deeper}    part: ")


def print_bars(title: str, rows: Sequence[tuple[str, Json]]) -> None:
    if not rows:
        return
    most = numbers.largest([count for _, count in rows])
    bars = table(title, "people", "")
    for name, count in rows:
        bars.add_row(name, numbers.in_words(count), numbers.bar(count, most))
    out().print()
    out().print(bars, soft_wrap=False)


def print_rows(incidents: Sequence[Json]) -> None:
    print_csv(HEADER, (row for incident in incidents for row in _rows(incident)))


def _rows(incident: Json, whole: Json | None = None) -> Iterator[list[Any]]:
    count = incident["count"]
    reason = "PART" if whole else incident["reason"]
    for claim in incident["claims"]:
        reported = content(claim)["count"]
        yield [
            incident["id"], incident["occurred"], count["low"], count["best"], count["high"],
            incident["added"] and not whole, reason, "; ".join(incident["notes"]),
            claim["id"], reported["low"], reported["best"], reported["high"],
            reported["qualifier"], reported["verbatim"],
            claim["partOf"], claim["published"], (claim["source"] or {}).get("id"),
        ]  # fmt: skip
    for part in incident["parts"]:
        yield from _rows(part, incident)
