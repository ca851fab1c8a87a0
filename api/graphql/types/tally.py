"""How many places each holder has, as bounds."""

from collections.abc import Collection, Iterable
from typing import Any

import strawberry

from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count, of_figure
from domain.control.aspects import control_held
from domain.control.state import State
from domain.history import tally as counting
from domain.history.status_tally import StatusRow, status_tally
from domain.values.reported_number import between
from domain.values.terms import ControlLevel, FacilityStatus


@strawberry.type
class TallyRow:
    """The places of one holder at one level: `low` counts those that are certainly held, `high` adds those that may be.

    A place is in the `high` of every holder that may hold it, so the highs may add up to more than all places.
    """

    level: ControlLevel = strawberry.field(description="How firmly they are held.")
    count: Count = strawberry.field(description="How many places: `low` certainly, `high` at most.")
    holder_id: strawberry.Private[str | None]
    position: strawberry.Private[int]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Null: nobody is known to hold these places."""
        return await actor(info, self.position, self.holder_id)


@strawberry.type
class StatusCount:
    """The places with one status, in whatever direction."""

    status: FacilityStatus = strawberry.field(
        description="Whether they can be used. UNKNOWN: nobody reports it, or the reports are in dispute."
    )
    count: Count = strawberry.field(description="How many places: `low` certainly, `high` at most.")


@strawberry.type
class Tally:
    """All places of a kind that existed on the day, and who holds how many of them."""

    denominator: int = strawberry.field(description="How many places are counted in all.")
    rows: list[TallyRow] = strawberry.field(description="One for each holder and level.")
    map_key: strawberry.Private[Any]
    """Under which the statuses of the same places are loaded."""

    @strawberry.field
    async def statuses(self, info: Info) -> list[StatusCount]:
        """How many of the places can be used, and how many cannot: one for each status."""
        placed = await info.context.reading.status_maps.load(self.map_key)
        return status_counts(status_tally(place.state for place in placed))


def tally(states: Collection[State], position: int, map_key: Any) -> Tally:
    return Tally(denominator=len(states), rows=rows(counting.tally(states), position), map_key=map_key)


def status_counts(counted: Iterable[StatusRow]) -> list[StatusCount]:
    return [StatusCount(status=row.status, count=of_figure(between(row.low, row.high))) for row in counted]


def rows(counted: Iterable[counting.Row], position: int) -> list[TallyRow]:
    return [
        TallyRow(
            level=control_held(row.held[1]),
            count=of_figure(between(row.low, row.high)),
            holder_id=row.held[0],
            position=position,
        )
        for row in counted
    ]
