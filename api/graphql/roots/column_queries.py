"""Questions whose answers are columns: for dashboards that draw thousands of places, and for tools that read arrays."""

from datetime import date

import strawberry

from api.graphql.context import Info
from api.graphql.types.column_scalars import GazetteerColumns
from api.graphql.types.gazetteer_columns import gazetteer_of
from api.graphql.types.scalars import Position
from domain.values.terms import PlaceKind


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
