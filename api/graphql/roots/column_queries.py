"""Questions whose answers are columns: for dashboards that draw thousands of places, and for tools that read arrays."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.context import Info
from api.graphql.types.activity import activity_of
from api.graphql.types.column_scalars import ActivityColumns, GazetteerColumns, ReplayColumns, SeriesColumns
from api.graphql.types.gazetteer_columns import gazetteer_of
from api.graphql.types.place import EditionInput
from api.graphql.types.replay_columns import replay_columns_of
from api.graphql.types.requested_days import days_asked
from api.graphql.types.scalars import DateTime, Position
from api.graphql.types.series_columns import series_columns_of
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy, Step
from service.asking.known import known_by


@strawberry.type
class ColumnQueries:
    @strawberry.field
    async def gazetteer(
        self,
        info: Info,
        kind: PlaceKind | None = None,
        on: date | None = None,
        within: strawberry.ID | None = None,
        outlines: bool = False,
        position: Position | None = None,
    ) -> GazetteerColumns:
        """The places of the gazetteer in columns, by id. `on`: only those that existed on that day, as they were then.

        Without `on` every place that is on record, as it was described last, whether it exists still or not.
        """
        return await gazetteer_of(info, kind, on, within, outlines, position)

    @strawberry.field
    async def series_columns(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        edition: EditionInput | None = None,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> SeriesColumns:
        """`series` in columns, for charts: a row of numbers for each holder and level, and for each status.

        `edition`: only of the places that this gazetteer has.
        """
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await series_columns_of(info, days_asked(from_, to, step), at, within, kind, edition)

    @strawberry.field
    async def replay_columns(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> ReplayColumns:
        """All changes of `replay` in columns, for whoever plays it from memory: the first frame has every place."""
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await replay_columns_of(info, days_asked(from_, to, step), at, within, kind)

    @strawberry.field
    async def activity(
        self,
        info: Info,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        position: Position | None = None,
    ) -> ActivityColumns:
        """How many claims the log has for each step of time, on three clocks: where there are reports, and where none.

        Claims that stand count, registrations do not. Steps begin with `from`; without it weeks begin on a Monday and
        months on their first day. Of a step, only the days from `from` to `to` count.
        """
        return await activity_of(info, from_, to, step, within, position)
