"""The state of one place in one snapshot."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.held import Held, held_fields
from api.graphql.types.period import Period, periods_of
from api.graphql.types.place import Place, place_of_log
from domain.control import state
from domain.values.coordinates import Coordinates
from service.asking import tokens


@strawberry.type
class PlaceState(Held):
    """One place in one snapshot. The id is unique to both, so that no client cache mixes two dates."""

    id: strawberry.ID = strawberry.field(description="Unique to the place and the snapshot.")
    place_id: strawberry.Private[str]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """As it is described on the day of the snapshot."""
        return await place_of_log(info, self.at.described, self.place_id)

    @strawberry.field
    async def history(
        self,
        info: Info,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        first: int = 100,
        after: str | None = None,
    ) -> Connection[Period]:
        """The periods, of one state each, that overlap `from` to `to` (both included), as known in this snapshot."""
        at = Coordinates(None, self.at.known_at, self.at.position, self.at.policy)
        return await periods_of(info, self.place_id, at, (from_, to), first, after)


def place_state(at: Coordinates, place_id: str, held: state.State) -> PlaceState:
    id = strawberry.ID(f"{tokens.encode(at)}:{place_id}")
    return PlaceState(id=id, place_id=place_id, at=at, **held_fields(held, at))


async def state_of(info: Info, at: Coordinates, place_id: str) -> PlaceState:
    found = await info.context.reading.states.load((at, place_id))
    return place_state(at, place_id, found or state.UNKNOWN)
