"""`timeline measure`: a published series, as bars, and how it was revised."""

from datetime import date
from typing import Annotated

import typer

from api import telling
from api.cli import options
from api.cli.options import no_two_forms
from api.cli.output import numbers, series_table
from api.cli.running import NotFound, answer, reached
from api.cli.whereabouts import the_place
from domain.history.measures import Point
from domain.values.coordinates import Coordinates
from service.asking.measure_hints import unmeasured
from store.db.connections import Connection
from store.read import log, measures
from store.read.places import places_by_ids

SERIES_MAX = 10_000
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
        answer(database, _list, json, series_table.print_csv_list if csv else series_table.print_list)
        return
    if place is None:
        raise typer.BadParameter(
            "name the place too: `timeline measure` lists which series there are", param_hint="PLACE"
        )

    async def ask(conn: Connection, head: int) -> telling.Json:
        at = reached(position, head)
        row = await the_place(conn, place, at)
        if reason := await unmeasured(conn, id, at):
            raise NotFound(reason)
        found = await measures.series(conn, id, row.id, Coordinates(None, known_on, at), first=first, last=last)
        return await _told(conn, found, known_on, at) | {
            "measure": id,
            "place": {"id": row.id, "name": row.name},
            "knownOn": known_on and known_on.isoformat(),
            "position": at,
        }

    shown = _FORMS[history, csv]
    answer(database, ask, json, shown)


async def _list(conn: Connection, head: int) -> telling.Json:
    found = await measures.list_measures(conn, first=SERIES_MAX)
    named = await places_by_ids(conn, {one.place for one in found}, position=head)
    return {
        "measures": [
            {
                "id": one.id,
                "place": {"id": one.place, "name": named[one.place].name},
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "reports": one.reports,
                "sources": list(one.sources),
            }
            for one in found
        ]
    }


async def _told(conn: Connection, found: list[Point], known_on: date | None, at: int) -> telling.Json:
    wanted = {report.position for point in found for report in point.standing}
    wanted |= {one.by for point in found for one in point.history}
    entries = (await log.by_positions(conn, wanted)).values()
    told = await telling.told_of(conn, known_on, at, entries=list(entries))
    return {"points": [_point(told, point) for point in found]}


def _point(told: telling.Told, point: Point) -> telling.Json:
    return {
        "date": point.newest.day.isoformat(),
        "occurred": point.newest.occurred,
        "count": numbers.as_json(point.figure),
        "disputed": point.disputed,
        "published": point.newest.known.isoformat(),
        "revisions": point.revisions,
        "events": told.events(report.position for report in point.standing),
        "history": [
            {
                "knownFrom": one.known.isoformat(),
                "count": numbers.as_json(one.report and one.report.figure),
                "source": told.source(one.source),
                "event": told.entries[one.by].event.id,
            }
            for one in point.history
        ],
    }
