"""`timeline places`: which places there are, and what they are called."""

from datetime import date
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli import options
from api.cli.ask import Client, answer
from api.cli.commands import places_import
from api.cli.output.console import err, out, table
from api.cli.output.json_value import Json
from service.asking import cursors


class _OrList(TyperGroup):
    """`timeline places Baharak` is `timeline places list Baharak`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {*self.commands, "--help", "-h"}
        return super().parse_args(ctx, args if args and args[0] in own else ["list", *args])


group = typer.Typer(
    cls=_OrList,
    rich_markup_mode=None,
    help="""Find places, or load lists of them.

    Without a command it lists places, or those with a NAME.

    Example:

    \b
      timeline places Baharak
      timeline places --within af-kunduz --kind district
      timeline places editions
    """,
)
group.command("import")(places_import.import_)


@group.command("list")
def places(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", parser=options.plain, help="A name, in any spelling on record.")
    ] = None,
    within: options.Within = None,
    kind: options.Kind = None,
    on: Annotated[
        date | None, typer.Option(metavar="DATE", parser=options.day, help="As they were on this day.")
    ] = None,
    edition: Annotated[
        str | None, typer.Option(metavar="SCHEME:EDITION", help="Only those that this gazetteer has.")
    ] = None,
    after: Annotated[str | None, typer.Option(metavar="ID", help="Begin after this id.")] = None,
    first: options.First = 1000,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List places, or those with a name.

    Example:

    \b
      timeline places Baharak
      timeline places --within af-kunduz --kind district
    """

    listing = _edition(edition)

    async def ask(client: Client) -> Json:
        which = {"name": name, "within": await client.place(within, client.head), "kind": kind, "on": on}
        begin = after and cursors.encode("places", after)
        page = (await client.ask("places", **which, edition=listing, first=first, after=begin))["places"]
        return {**page["pageInfo"], "places": page["nodes"]}

    answer(database, ask, json, _print)


def _edition(text: str | None) -> Json | None:
    if text is None:
        return None
    scheme, colon, edition = text.partition(":")
    if not (scheme and colon and edition):
        raise typer.BadParameter(f"{text} is no SCHEME:EDITION: `timeline places editions` lists them")
    return {"scheme": scheme, "edition": edition}


@group.command("editions")
def editions(
    within: options.Within = None,
    on: Annotated[
        date | None, typer.Option(metavar="DATE", parser=options.day, help="Of the places that existed on this day.")
    ] = None,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List the gazetteers on record: how many places of a kind each has.

    Example:

    \b
      timeline places editions --within Afghanistan
    """

    async def ask(client: Client) -> Json:
        return await client.ask("editions", within=await client.place(within, client.head), on=on)

    answer(database, ask, json, _print_editions)


def _print_editions(result: Json) -> None:
    rows = table("scheme", "edition", "kind", "places", right=("places",))
    for edition in result["editions"]:
        rows.add_row(edition["scheme"], edition["edition"], edition["kind"], f"{edition['places']:,}")
    out().print(rows, soft_wrap=False)


def _print(result: Json) -> None:
    rows = table("id", "name", "kind", "in", "codes")
    for place in result["places"]:
        around = ", ".join(other["name"] for other in place["ancestors"])
        rows.add_row(
            place["id"], place["name"], place["kind"], around, " ".join(code["code"] for code in place["codes"])
        )
    if result["places"]:
        out().print(rows, soft_wrap=False)
    else:
        err().print("No such places.")
    if result["hasNextPage"]:
        err().print(f"There are more: go on with --after {result['places'][-1]['id']}")
