"""`timeline events`: the log itself."""

from typing import Annotated

import typer
from rich.text import Text

from api.cli import options
from api.cli.ask import Client, answer
from api.cli.output import words
from api.cli.output.console import err, out
from api.cli.output.json_value import Json
from domain import events as domain_events

_TYPES = {name.lower(): name for name in domain_events.TYPES}


def type_name(text: str) -> str:
    if text.lower() not in _TYPES:
        raise typer.BadParameter(f"no such type of event: choose from {', '.join(_TYPES.values())}")
    return _TYPES[text.lower()]


def events(
    after: Annotated[int, typer.Option(metavar="N", min=0, help="Begin after this position of the log.")] = 0,
    first: options.First = 100,
    type: Annotated[
        str | None, typer.Option(metavar="TYPE", parser=type_name, help="Only this type: ControlChanged, say.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", parser=options.plain, help="Only about this place: id, code or name.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="ID", parser=options.plain, help="Only from the source with this id.")
    ] = None,
    standing: Annotated[bool, typer.Option("--standing", help="Only what is neither corrected nor retracted.")] = False,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List events in the order of the log.

    Example:

    \b
      timeline events --place "Khwaja Ghar" --standing
      timeline events --type ControlChanged --after 500 --first 20 --json
    """

    async def ask(client: Client) -> Json:
        about = await client.place(place, client.head)
        chosen = {"types": [type] if type else None, "place": about, "source": source, "standingOnly": standing}
        result = await client.ask("events", after=after, first=first, filter=chosen)
        page = result["events"]
        return {"head": result["log"]["head"], **page["pageInfo"], "events": page["nodes"]}

    answer(database, ask, json, _print)


def _print(found: Json) -> None:
    console = out()
    for event in found["events"]:
        fallen = "" if event["standing"] else "  (stands no longer)"
        console.print(f"{event['position']:>6}  {event['id']}{fallen}{words.withheld(event)}")
        words.print_indented(console, Text(words.claimed(event), style="dim"), by=8)
    if not found["events"]:
        err().print("No such events.")
    elif found["hasNextPage"]:
        err().print(f"There are more: go on with --after {found['events'][-1]['position']}")
