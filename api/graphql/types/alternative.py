"""What standing claims say other than the state of a place."""

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.event import Event, some_events
from api.graphql.types.event_view import views_beside
from domain.control import state
from domain.control.aspects import control_held
from domain.values.coordinates import Coordinates
from domain.values.terms import ControlLevel


@strawberry.type
class Alternative:
    """A state of the place other than the one answered, and the claims for it."""

    level: ControlLevel = strawberry.field(description="How firmly the place is held, by these claims.")
    voices: int = strawberry.field(description="How many different voices speak for it. Copies are none.")
    alternative: strawberry.Private[state.Alternative]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who holds the place, by these claims; null: nobody."""
        return await actor(info, self.at.position, self.alternative.holder)

    @strawberry.field
    async def claims(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """Latest first.

        The next `first` after the claim with the id `after`; none where the list does not have that claim.
        """
        return await some_events(info, self.at, self.alternative.claims, first, after)

    views = views_beside(claims)

    @strawberry.field
    def claim_count(self) -> int:
        """How many claims `claims` has in all."""
        return len(self.alternative.claims)


def alternatives_of(held: state.State, at: Coordinates) -> list[Alternative]:
    return [
        Alternative(level=control_held(other.level), voices=other.voices, alternative=other, at=at)
        for other in held.alternatives
    ]
