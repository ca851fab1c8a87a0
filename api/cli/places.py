"""`timeline places`: which places there are, and what they are called."""

from typing import Annotated, Any

import typer

from api import telling
from api.cli import options
from api.cli.console import err, out, print_json, table
from api.cli.running import read
from api.cli.whereabouts import lying_in, the_place
from domain.vocabulary import PlaceKind
from store.places import PlaceRow, find_by_name, list_places


def places(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", parser=options.plain, help="A name, in any spelling on record.")
    ] = None,
    within: Annotated[
        str | None, typer.Option(metavar="PLACE", parser=options.plain, help="Only in this place: id, code or name.")
    ] = None,
    kind: Annotated[PlaceKind | None, typer.Option(case_sensitive=False, help="Only of this kind.")] = None,
    after: Annotated[str | None, typer.Option(metavar="ID", help="Begin after this id.")] = None,
    first: options.First = 1000,
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """List places by id, or those that have a name.

    Example:

    \b
      timeline places Baharak
      timeline places --within Kunduz --kind district
    """

    async def ask(conn: Any, head: int) -> tuple[list[PlaceRow], dict[str, str]]:
        around = (await the_place(conn, within, head)).id if within else None
        if name:
            found = await find_by_name(conn, name, within=around, kind=kind, position=head)
        else:
            found = await list_places(conn, within=around, kind=kind, position=head, after=after, first=first + 1)
        return found, await lying_in(conn, found, head)

    found, around = read(database, ask)
    if json:
        print_json({"hasNextPage": len(found) > first, "places": [_json(one) for one in found[:first]]})
        return
    rows = table("id", "name", "kind", "in", "codes")
    for one in found[:first]:
        rows.add_row(one.id, one.name, one.kind, around.get(one.id, ""), " ".join(code.code for code in one.codes))
    if found:
        out().print(rows, soft_wrap=False)
    else:
        err().print("No such places.")
    if len(found) > first:
        err().print(f"There are more: go on with --after {found[first - 1].id}")


def _json(place: PlaceRow) -> telling.Json:
    return {
        "id": place.id, "kind": place.kind, "name": place.name, "parent": place.parent and {"id": place.parent},
        "names": [one.model_dump(mode="json", by_alias=True) for one in place.names],
        "codes": [one.model_dump(mode="json", by_alias=True) for one in place.codes],
        "longitude": place.longitude, "latitude": place.latitude,
    }
