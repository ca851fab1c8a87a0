"""The same answers as lists of flat rows, for what draws from tables: Grafana, spreadsheets, R and pandas.

Names stand beside ids, so that nothing has to be joined; every row stands for itself.
"""

import datetime
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.known_ids import known
from api.graphql.types.place import EditionInput, listing
from domain.control.aspects import control_held
from domain.history.place_history import PlaceHistory, Run, runs
from domain.history.series import series
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, PlaceKind
from service.asking.refusals import ClientError
from store.read import actors, places


@strawberry.type
class SeriesRow:
    """One holder at one level on one day: a row of `series`, with its day."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the places are counted.")
    holder: strawberry.ID | None = strawberry.field(description="Id of the actor; null: nobody is known to hold these.")
    holder_name: str | None = strawberry.field(description="Name of the actor. Null: nobody is known to hold these.")
    level: ControlLevel = strawberry.field(description="How firmly they are held.")
    low: int = strawberry.field(description="Places that this holder certainly holds.")
    high: int = strawberry.field(description="Places that it holds at most.")
    denominator: int = strawberry.field(description="Places of the kind that existed on this day.")


@strawberry.type
class PeriodRow:
    """One place with one state over a period of days. Where nothing was reported, the state is UNKNOWN."""

    place: strawberry.ID = strawberry.field(description="Id of the place.")
    name: str = strawberry.field(description="Name of the place.")
    from_: date = strawberry.field(
        name="from", description="The first day of the period, or of the question if that is later."
    )
    to: date | None = strawberry.field(
        description="The day after the last; null: the state still holds on the last day asked for."
    )
    holder: strawberry.ID | None = strawberry.field(description="Id of the actor; null: nobody is known to hold it.")
    holder_name: str | None = strawberry.field(description="Name of the actor. Null: nobody is known to hold it.")
    level: ControlLevel = strawberry.field(description="How firmly it is held.")
    certainty: Certainty = strawberry.field(description="How well the claims support the state.")


async def series_rows(
    info: Info, days: list[date], at: Coordinates, within: str | None, kind: PlaceKind, edition: EditionInput | None
) -> list[SeriesRow]:
    inside = await known(info, at.position, within)
    points = series(await info.context.reading.place_histories.load(((at, inside, listing(edition)), kind)), days)
    _not_too_many(sum(len(point.rows) for point in points))
    names = await _names(info, at, (row.held[0] for point in points for row in point.rows))
    return [
        SeriesRow(
            date=point.day,
            holder=_id(row.held[0]),
            holder_name=names.get(row.held[0]),
            level=control_held(row.held[1]),
            low=row.low,
            high=row.high,
            denominator=point.denominator,
        )
        for point in points
        for row in point.rows
    ]


async def period_rows(
    info: Info, days: list[date], at: Coordinates, within: str | None, kind: PlaceKind
) -> list[PeriodRow]:
    inside = await known(info, at.position, within)
    histories = await info.context.reading.place_histories.load(((at, inside, None), kind))
    found = [(life.place, run) for life in histories for run in _seen(life, days)]
    _not_too_many(len(found))
    names = await _names(info, at, (run.state.holder for _, run in found))
    called = await info.context.reading.ask(places.places_by_ids, {id for id, _ in found}, position=at.position)
    return [
        PeriodRow(
            place=strawberry.ID(id),
            name=called[id].name,
            from_=days[run.first],
            to=days[run.end] if run.end < len(days) else None,
            holder=_id(run.state.holder),
            holder_name=names.get(run.state.holder),
            level=control_held(run.state.level),
            certainty=run.state.certainty,
        )
        for id, run in found
    ]


def _id(holder: str | None) -> strawberry.ID | None:
    return None if holder is None else strawberry.ID(holder)


def _seen(life: PlaceHistory, days: list[date]) -> Iterator[Run]:
    """The runs as a row shows them: what differs only in its claims is one."""
    for _, same in groupby(runs(life, days), lambda run: (run.state.holder, run.state.level, run.state.certainty)):
        first, *more = same
        yield first._replace(end=more[-1].end) if more else first


async def _names(info: Info, at: Coordinates, ids: Iterable[str | None]) -> dict[str | None, str]:
    named = {id for id in ids if id}
    rows = await info.context.reading.ask(actors.actors_by_ids, named, position=at.position)
    return {id: rows[id].name if id in rows else id for id in named}


def _not_too_many(rows: int) -> None:
    """Raises ClientError."""
    if rows > limits.ROWS_MAX:
        raise ClientError(
            "TOO_MANY_ROWS",
            f"the answer has {rows:,} rows, {limits.ROWS_MAX:,} at most: "
            "ask for fewer days, a longer `step`, or `within` a place",
        )
