"""`timeline resolve`: which place a reported name means, and the decision that it does."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from api.cli import options
from api.cli.ask import Client, answer
from api.cli.output.console import Exit, err, out, table
from api.cli.output.json_value import Json
from api.cli.running import must_exist, run, settings
from api.cli.whereabouts import described
from service.importing.add_alias import add_alias


def resolve(
    name: Annotated[str, typer.Argument(metavar="NAME", parser=options.name, help="A name as a report has it.")],
    within: options.Within = None,
    kind: options.Kind = None,
    on: Annotated[
        date | None, typer.Option(metavar="DATE", parser=options.day, help="Only places that existed on this day.")
    ] = None,
    is_: Annotated[
        str | None,
        typer.Option("--is", metavar="ID", parser=options.plain, help="Record that the name means this place."),
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="NAME", parser=options.plain, help="Who decides, for recordedBy.")
    ] = "analyst",
    note: Annotated[str | None, typer.Option(metavar="TEXT", parser=options.plain, help="Why, with --is.")] = None,
    first: options.First = 5,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Find the places that a reported name may mean.

    It takes any spelling, in Latin, Cyrillic or Arabic script. The likeliest
    comes first, with the reasons. Nothing is decided by asking: where it says
    ambiguous, a person has to decide. --is records the decision, and the next
    import uses it.

    Example:

    \b
      timeline resolve Khajaghar
      timeline resolve Baharak --within Takhar --kind district
      timeline resolve Kakul --is af-kokul
    """
    if is_:
        _decide(database, name, is_, by, note)
        return

    async def ask(client: Client) -> Json:
        inside = await client.place(within, client.head)
        matches = await client.ask("resolve", name=name, within=inside, kind=kind, on=on, first=first)
        return {"name": name, "matches": [_with_description(match) for match in matches["resolvePlace"]]}

    answer(database, ask, json, _print)


def _with_description(match: Json) -> Json:
    """The match with its place in words in place of the ancestors."""
    place = match["place"]
    around = [ancestor["name"] for ancestor in place.pop("ancestors")]
    return {"place": place, "described": described(place["name"], place["kind"], around), **match}


def _decide(database: str | None, name: str, place: str, by: str, note: str | None) -> None:
    url = settings(database_url=database).database_url
    must_exist(url)
    new = run(lambda db: add_alias(db, name, place, by=by, now=datetime.now(UTC), note=note), url)
    out().print(f"{name} is {place}" + ("." if new else " on record already."))


def _print(result: Json) -> None:
    if not result["matches"]:
        err().print(f"No place has a name like {result['name']!r}: look in `timeline places`.")
        raise typer.Exit(Exit.NO)
    rows = table("score", "id", "is", "why", "")
    for match in result["matches"]:
        doubt = "ambiguous" if match["ambiguous"] else ""
        why = f"{'; '.join(match['reasons'])} ({match['matched']})"
        rows.add_row(f"{match['score']:.3f}", match["place"]["id"], match["described"], why, doubt)
    out().print(rows, soft_wrap=False)
