"""`timeline measure`: a published series, as bars, and how it was revised."""

from datetime import date
from typing import Annotated

import typer

from api.cli import options
from api.cli.ask import Client, answer, as_json
from api.cli.options import no_two_forms
from api.cli.output import series_table
from api.cli.output.json_value import Json
from domain.values.limits import YEAR_MAX, YEAR_MIN

FIRST_DAY, LAST_DAY = date(YEAR_MIN, 1, 1), date(YEAR_MAX, 12, 31)
_FORMS = {
    (False, False): series_table.print_points,
    (True, False): series_table.print_history,
    (False, True): series_table.print_csv_points,
    (True, True): series_table.print_csv_history,
}
"""By whether the history is asked for, and whether it is for a spreadsheet."""


def measure(
    id: Annotated[
        str | None,
        typer.Argument(metavar="ID", parser=options.plain, help="The series. Without it, all series are listed."),
    ] = None,
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", parser=options.plain, help="Where: an id, a code or a name.")
    ] = None,
    first: options.FromDay = None,
    last: options.ToDay = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    position: options.Position = None,
    history: Annotated[bool, typer.Option("--history", help="Show every revision, and when it became known.")] = False,
    json: options.Json = False,
    csv: options.Csv = False,
    database: options.Database = None,
) -> None:
    """Show a published series, or list them all.

    A later edition of a source takes the place of the earlier. Where sources do
    not agree, the bounds reach over all of them: nothing is averaged.

    Example:

    \b
      timeline measure
      timeline measure arrivals "Sher Khan Bandar" --known-on 2021-07-31
      timeline measure arrivals "Sher Khan Bandar" --history --csv
    """
    no_two_forms(json, csv)
    if id is None:
        answer(database, _list, json, series_table.print_csv_list if csv else series_table.print_list, as_csv=csv)
        return
    if place is None:
        raise typer.BadParameter(
            "name the place too: `timeline measure` lists which series there are", param_hint="PLACE"
        )

    async def ask(client: Client) -> Json:
        at = client.position(position)
        where = await client.place(place, at)
        coordinates = {"knownOn": known_on, "knownAt": known_at, "position": at}
        result = await client.ask(
            "measure", **{"id": id, "place": where, "from": first or FIRST_DAY, "to": last or LAST_DAY}, **coordinates
        )
        return {"points": result["measure"], "measure": id, "place": result["place"], **as_json(coordinates)}

    shown = _FORMS[history, csv]
    answer(database, ask, json, shown, as_csv=csv)


async def _list(client: Client) -> Json:
    return {"measures": (await client.ask("measures"))["measures"]["nodes"]}
