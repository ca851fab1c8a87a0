"""The state of one place in one snapshot."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.held import Held, held_fields
from api.graphql.types.node import Node
from api.graphql.types.period import Period, periods_of
from api.graphql.types.place import Place, place_of_log
from api.graphql.types.status import PlaceStatus, StatusPeriod, place_status, status_periods_of
from domain.control import state
from domain.values.coordinates import Coordinates
from service.asking import tokens


@strawberry.type
class PlaceState(Held, Node):
    """One place in one snapshot. The id is unique to both, so that no client cache mixes two dates."""

    id: strawberry.ID = strawberry.field(description="Unique to the place and the snapshot.")
    place_id: strawberry.Private[str]
    status_found: strawberry.Private[state.State | None] = None
    """The state of its status where that has been read with it."""

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """As it is described on the day of the snapshot."""
        return await place_of_log(info, self.at.described, self.place_id)

    @strawberry.field
    async def status(self, info: Info) -> PlaceStatus | None:
        """Whether a border crossing point, a bridge, an airport or a base can be used. Null: nobody has reported it."""
        found = self.status_found or await info.context.reading.statuses.load((self.at, self.place_id))
        return place_status(found, self.at)

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
        return await periods_of(info, self.place_id, self._on_any_day, (from_, to), first, after)

    @strawberry.field
    async def status_history(
        self,
        info: Info,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        first: int = 100,
        after: str | None = None,
    ) -> Connection[StatusPeriod]:
        """The periods, of one status each, that overlap `from` to `to` (both included), as known in this snapshot."""
        return await status_periods_of(info, self.place_id, self._on_any_day, (from_, to), first, after)

    @property
    def _on_any_day(self) -> Coordinates:
        return Coordinates(None, self.at.known_at, self.at.position, self.at.policy)


def place_state(at: Coordinates, place_id: str, held: state.State, status: state.State | None = None) -> PlaceState:
    id = strawberry.ID(f"{tokens.encode(at)}:{place_id}")
    return PlaceState(id=id, place_id=place_id, status_found=status, **held_fields(held, at, at.day))


async def state_of(info: Info, at: Coordinates, place_id: str) -> PlaceState:
    found = await info.context.reading.states.load((at, place_id))
    return place_state(at, place_id, found or state.UNKNOWN)
