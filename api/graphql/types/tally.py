"""How many places each holder has, as bounds."""

from collections.abc import Collection, Iterable

import strawberry

from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count, of_figure
from domain.control.state import State
from domain.history import tally as counting
from domain.values.reported_number import between
from domain.values.terms import ControlLevel


@strawberry.type
class TallyRow:
    """The places of one holder at one level: `low` counts those that certainly are its, `high` those that may be too.

    A place counts once in the `high` of every holder that it may be of, so the highs may add up to more than there are.
    """

    level: ControlLevel = strawberry.field(description="How firmly they are held.")
    count: Count = strawberry.field(description="Places: low is certain, high adds those that may be this holder's.")
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
            level=row.held[1], count=of_figure(between(row.low, row.high)), holder_id=row.held[0], position=position
        )
        for row in counted
    ]
