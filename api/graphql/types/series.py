"""Counts by holder over time."""

import datetime
from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry

from api.graphql.context import Info
from api.graphql.types.known_ids import known
from api.graphql.types.place import EditionInput, listing
from api.graphql.types.tally import StatusCount, TallyRow, rows, status_counts
from domain.history.series import series
from domain.history.status_tally import StatusRow, status_series
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind


@strawberry.type
class SeriesPoint:
    """The tally at the end of one day, in the civil time of each place: the same as `tally` of asOf that day."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the places are counted.")
    denominator: int = strawberry.field(description="Places of the kind that existed on this day.")
    rows: list[TallyRow] = strawberry.field(description="One for each holder and level.")
    status_series: strawberry.Private["StatusSeries"]

    @strawberry.field
    async def statuses(self, info: Info) -> list[StatusCount]:
        """How many of the places can be used, and how many cannot: one for each status."""
        return status_counts(await self.status_series.on(info, self.date))


@dataclass
class StatusSeries:
    """The counts of statuses over all days of a series: worked out once, and only where one of the days is asked."""

    key: Any
    days: list[date]
    _by_day: dict[date, list[StatusRow]] | None = None

    async def on(self, info: Info, day: date) -> list[StatusRow]:
        histories = await info.context.reading.place_status_histories.load(self.key)
        if self._by_day is None:
            self._by_day = status_series(histories, self.days)
        return self._by_day[day]


async def series_of(
    info: Info, days: list[date], at: Coordinates, within: str | None, kind: PlaceKind, edition: EditionInput | None
) -> list[SeriesPoint]:
    inside = await known(info, at.position, within)
    key = (at, inside, listing(edition)), kind
    histories, statuses = await info.context.reading.place_histories.load(key), StatusSeries(key, days)
    return [
        SeriesPoint(
            date=point.day,
            denominator=point.denominator,
            rows=rows(point.rows, at.position),
            status_series=statuses,
        )
        for point in series(histories, days)
    ]
