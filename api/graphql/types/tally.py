"""How many places each holder has, as bounds."""

from collections.abc import Collection, Iterable

import strawberry

from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count, of_figure
from domain.control.aspects import control_held
from domain.control.state import State
from domain.history import tally as counting
from domain.values.reported_number import between
from domain.values.terms import ControlLevel


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
class Tally:
    """All places of a kind that existed on the day, and who holds how many of them."""

    denominator: int = strawberry.field(description="How many places are counted in all.")
    rows: list[TallyRow] = strawberry.field(description="One for each holder and level.")


def tally(states: Collection[State], position: int) -> Tally:
    return Tally(denominator=len(states), rows=rows(counting.tally(states), position))


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
