"""`timeline resolve`: which place a reported name means, and the decision that it does."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import Exit, err, out, table
from api.cli.output.json_value import Json
from api.cli.running import answer, must_exist, run, settings
from api.cli.whereabouts import described, lying_in, the_place
from service.importing.add_alias import add_alias
from service.wording.match_reasons import match_reasons
from store.db.connections import Connection
from store.read import name_search, places


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
    """Tell which places a reported name may mean.

    It takes any spelling, in Latin, Cyrillic or Arabic script. The likeliest
    comes first, with the reasons. Nothing is decided by asking: where it says
    ambiguous, somebody has to look. --is keeps the decision, and the next
    import knows it.

    Example:

    \b
      timeline resolve Khajaghar
      timeline resolve Baharak --within Takhar --kind district
      timeline resolve Kakul --is af-kokul
    """
    if is_:
        _decide(database, name, is_, by, note)
        return

    async def ask(conn: Connection, head: int) -> Json:
        inside = (await the_place(conn, within, head)).id if within else None
        found = await name_search.resolve(conn, name, within=inside, kind=kind, on=on, position=head, first=first)
        rows = await places.places_by_ids(conn, [match.place for match in found], position=head)
        around = await lying_in(conn, list(rows.values()), head)
        return {
            "name": name,
            "matches": [
                {
                    "place": {"id": match.place, "name": rows[match.place].name, "kind": rows[match.place].kind},
                    "described": described(rows[match.place], around[match.place]),
                    "score": match.score,
                    "matched": match.matched,
                    "reasons": match_reasons(match.reasons),
                    "ambiguous": match.ambiguous,
                }
                for match in found
            ],
        }

    answer(database, ask, json, _print)


def _decide(database: str | None, name: str, place: str, by: str, note: str | None) -> None:
    url = settings(database_url=database).database_url
    must_exist(url)
    new = run(lambda db: add_alias(db, name, place, by=by, now=datetime.now(UTC), note=note), url)
    out().print(f"{name} is {place}" + ("." if new else " on record already."))


def _print(found: Json) -> None:
    if not found["matches"]:
        err().print(f"No place has a name like {found['name']!r}: look in `timeline places`.")
        raise typer.Exit(Exit.NO)
    rows = table("score", "id", "is", "why", "")
    for one in found["matches"]:
        doubt = "ambiguous" if one["ambiguous"] else ""
        why = f"{'; '.join(one['reasons'])} ({one['matched']})"
        rows.add_row(f"{one['score']:.3f}", one["place"]["id"], one["described"], why, doubt)
    out().print(rows, soft_wrap=False)
