"""`timeline places`: which places there are, and what they are called."""

from typing import Annotated, Any

import typer

from api.cli import options
from api.cli.console import err, out, table
from api.cli.running import answer
from api.cli.whereabouts import lying_in, the_place
from api.telling import Json
from store.places import PlaceRow, find_by_name, list_places


def places(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", parser=options.plain, help="A name, in any spelling on record.")
    ] = None,
    within: options.Within = None,
    kind: options.Kind = None,
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

    async def ask(conn: Any, head: int) -> Json:
        inside = (await the_place(conn, within, head)).id if within else None
        if name:
            found = await find_by_name(conn, name, within=inside, kind=kind, position=head)
        else:
            found = await list_places(conn, within=inside, kind=kind, position=head, after=after, first=first + 1)
        around = await lying_in(conn, found, head)
        return {"hasNextPage": len(found) > first, "places": [_told(one, around[one.id]) for one in found[:first]]}

    answer(database, ask, json, _print)


def _told(place: PlaceRow, around: list[PlaceRow]) -> Json:
    return {
        "id": place.id,
        "kind": place.kind,
        "name": place.name,
        "names": [one.model_dump(mode="json", by_alias=True) for one in place.names],
        "codes": [one.model_dump(mode="json", by_alias=True) for one in place.codes],
        "ancestors": [{"id": one.id, "name": one.name} for one in around],
        "longitude": place.longitude,
        "latitude": place.latitude,
    }


def _print(found: Json) -> None:
    rows = table("id", "name", "kind", "in", "codes")
    for one in found["places"]:
        around = ", ".join(other["name"] for other in one["ancestors"])
        rows.add_row(one["id"], one["name"], one["kind"], around, " ".join(code["code"] for code in one["codes"]))
    if found["places"]:
        out().print(rows, soft_wrap=False)
    else:
        err().print("No such places.")
    if found["hasNextPage"]:
        err().print(f"There are more: go on with --after {found['places'][-1]['id']}")
