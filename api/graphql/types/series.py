"""Counts by holder over time."""

import datetime
from datetime import date

import strawberry

from api.graphql.context import Info
from api.graphql.types.place import EditionInput, known, listing
from api.graphql.types.tally import TallyRow, rows
from domain.history.series import series
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind


@strawberry.type
class SeriesPoint:
    """The tally at the end of one day, local time of each place: the same as asOf of that day gives."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the places are counted.")
    denominator: int = strawberry.field(description="Places of the kind that existed on this day.")
    rows: list[TallyRow] = strawberry.field(description="One for each holder and level.")


async def series_of(
    info: Info, days: list[date], told: Coordinates, within: str | None, kind: PlaceKind, edition: EditionInput | None
) -> list[SeriesPoint]:
    await known(info, told.position, within)
    lives = await info.context.reading.place_histories.load(((told, within, listing(edition)), kind))
    return [
        SeriesPoint(date=point.day, denominator=point.denominator, rows=rows(point.rows, told.position))
        for point in series(lives, days)
    ]
