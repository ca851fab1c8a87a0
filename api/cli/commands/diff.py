"""`timeline diff`: what differs between two snapshots, and why."""

from collections import Counter
from typing import Annotated

import typer
from rich.text import Text

from api.cli import coordinates, options
from api.cli.ask import Client, answer
from api.cli.coordinates import Snapshot
from api.cli.output import words
from api.cli.output.console import out
from api.cli.output.json_value import Json
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy

_CAUSES = {
    "WORLD_CHANGED": "the world changed",
    "WE_LEARNED": "we learned more",
    "BOTH": "the world changed and we learned more",
}


def diff(
    first: Annotated[
        Snapshot,
        typer.Argument(metavar="A", parser=coordinates.read, help="A day, 2021-06-20, or the token of a snapshot."),
    ],
    second: Annotated[
        Snapshot,
        typer.Argument(metavar="B", parser=coordinates.read, help="The same; 2021-06-20@2021-06-22 is as known then."),
    ],
    within: options.Within = None,
    kind: options.Kind = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    position: options.Position = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    policy_b: Annotated[
        Policy | None,
        typer.Option("--policy-b", metavar="POLICY", case_sensitive=False, help="Another policy for B."),
    ] = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Tell what differs between two snapshots.

    Of each place that differs: before, after, the reports that make the
    difference, and the cause. Either the world changed between the two days, or
    what we know of it did, or both.

    A snapshot is a day; after @ may follow the day or the moment at which it was
    known, or a position of the log. The options say the same for whichever of A and B
    leaves it open.

    Example:

    \b
      timeline diff 2021-06-20 2021-06-22
      timeline diff 2021-06-22@2021-06-21 2021-06-22 --within Takhar
      timeline diff 2021-06-22 2021-06-22 --policy-b cautious --json
    """

    async def ask(client: Client) -> Json:
        before = coordinates.at(first, options.known_by(known_on, known_at), position, policy, client.head)
        after = coordinates.at(second, options.known_by(known_on, known_at), position, policy_b or policy, client.head)
        inside = await client.place(within, max(before.position, after.position))
        between = {"from": _variables(before), "to": _variables(after)}
        result: Json = (await client.ask("diff", **between, within=inside, kind=kind))["diff"]
        return result

    answer(database, ask, json, _print)


def _variables(at: Coordinates) -> Json:
    known = {"knownOn": at.known_on, "knownAt": at.known_moment}
    return {"date": at.date, **known, "position": at.position, "policy": at.policy}


def _print(result: Json) -> None:
    console = out()
    for line in _between(result["from"], result["to"]):
        console.print(line, style="dim")
    causes = _CAUSES | ({"WE_LEARNED": "the policy differs"} if _only_the_policy(result["from"], result["to"]) else {})
    for change in result["places"]:
        console.print()
        console.print(
            Text.assemble((words.place(change["place"]), "bold"), f": {causes[change['cause']]}"), soft_wrap=False
        )
        words.print_named(
            console, {name: words.briefly(change[name]) for name in ("before", "after")} | _status(change)
        )
        words.print_events(console, change["events"])
    console.print()
    console.print(_summary(result["places"], causes), style="bold")


def _status(change: Json) -> dict[str, str]:
    """Whether the place could be used, before and after; nothing where that is the same."""
    shown = {f"status {name}": words.status_briefly(change[name]["status"]) for name in ("before", "after")}
    return shown if len(set(shown.values())) > 1 else {}


def _between(first: Json, second: Json) -> list[str]:
    """The two snapshots; what they share is printed once."""
    shared = ("position", "policy")
    if all(first[name] == second[name] for name in shared):
        return [
            f"from {words.known(first)}",
            f"to   {words.known(second)}",
            f"log position {first['position']}, policy {first['policy']}",
        ]
    return [f"from {words.coordinates(first)}", f"to   {words.coordinates(second)}"]


def _only_the_policy(first: Json, second: Json) -> bool:
    return all(first[name] == second[name] for name in ("date", "knownOn", "knownAt", "position"))


def _summary(places: list[Json], causes: dict[str, str]) -> str:
    if not places:
        return "Nothing differs."
    counts = Counter(change["cause"] for change in places)
    parts = [f"{counts[cause]} because {causes[cause]}" for cause in _CAUSES if counts[cause]]
    causes_named = f", because {causes[places[0]['cause']]}" if len(parts) == 1 else f": {', '.join(parts)}"
    return f"{words.number(len(places), 'place')} {'differs' if len(places) == 1 else 'differ'}{causes_named}."
