"""The state of one place in one snapshot."""

from datetime import date
from typing import Annotated

import strawberry

from api import limits
from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.alternative import Alternative, alternatives_of
from api.graphql.types.event import Event, some_events
from api.graphql.types.period import Period, periods_of
from api.graphql.types.place import Place, place_of_log
from api.graphql.types.scalars import Edtf
from domain.control import state
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, Manner
from service.asking import tokens


@strawberry.type
class PlaceState:
    """One place in one snapshot. The id is unique to place and snapshot, so that no client cache mixes two dates."""

    id: strawberry.ID = strawberry.field(description="Unique to the place and the snapshot.")
    level: ControlLevel = strawberry.field(description="How firmly it is held. UNKNOWN never means the government.")
    certainty: Certainty = strawberry.field(description="How well the standing claims support the answer.")
    since: Edtf | None = strawberry.field(
        description="When the change to this state fell: a date or what is left of one."
    )
    manner: Manner | None = strawberry.field(description="How it changed hands. Null: no change is known.")
    place_id: strawberry.Private[str]
    at: strawberry.Private[Coordinates]
    state: strawberry.Private[state.State]

    @property
    def seen(self) -> Coordinates:
        return Coordinates(self.at.date, self.at.known_on, self.at.position)

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """As it is described on the day of the snapshot."""
        return await place_of_log(info, Coordinates(self.at.date, None, self.at.position), self.place_id)

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who holds the place; null: nobody is known to. It never means the government."""
        return await actor(info, self.at.position, self.state.holder)

    @strawberry.field
    async def basis(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The standing claims that the policy chose, latest first.

        `first` of them, after the one whose id is `after`; a list that does not have that one gives none.
        """
        return await some_events(info, self.seen, self.state.basis, first, after)

    @strawberry.field
    def basis_count(self) -> int:
        """How many claims `basis` has in all."""
        return len(self.state.basis)

    @strawberry.field
    async def alternatives(self) -> list[Alternative]:
        """What standing claims say otherwise, with who says so."""
        return alternatives_of(self.state, self.seen)

    @strawberry.field
    async def history(
        self,
        info: Info,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        first: int = 100,
        after: str | None = None,
    ) -> Connection[Period]:
        """The stretches of days with one state that touch `from` to `to`, both included, as known in this snapshot."""
        told = Coordinates(None, self.at.known_on, self.at.position, self.at.policy)
        return await periods_of(info, self.place_id, told, (from_, to), first, after)


def place_state(at: Coordinates, place_id: str, found: state.State) -> PlaceState:
    return PlaceState(
        id=strawberry.ID(f"{tokens.encode(at)}:{place_id}"),
        level=found.level,
        certainty=found.certainty,
        since=Edtf(found.since) if found.since else None,
        manner=found.manner,
        place_id=place_id,
        at=at,
        state=found,
    )


async def state_of(info: Info, at: Coordinates, place_id: str) -> PlaceState:
    found = await info.context.reading.states.load((at, place_id))
    return place_state(at, place_id, found or state.UNKNOWN)
