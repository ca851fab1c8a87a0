"""What standing claims say other than the state of a place."""

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.event import Event, some_events
from domain.control import state
from domain.values.coordinates import Coordinates
from domain.values.terms import ControlLevel


@strawberry.type
class Alternative:
    """Another state of the place, and the claims that speak for it."""

    level: ControlLevel = strawberry.field(description="How firmly the claims say that the place is held.")
    found: strawberry.Private[state.Alternative]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who these claims say holds the place; null: nobody."""
        return await actor(info, self.seen.position, self.found.holder)

    @strawberry.field
    async def claims(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """Latest first.

        `first` of them, after the one whose id is `after`; a list that does not have that one gives none.
        """
        return await some_events(info, self.seen, self.found.claims, first, after)

    @strawberry.field
    def claim_count(self) -> int:
        """How many claims `claims` has in all."""
        return len(self.found.claims)


def alternatives_of(found: state.State, seen: Coordinates) -> list[Alternative]:
    return [Alternative(level=other.level, found=other, seen=seen) for other in found.alternatives]
