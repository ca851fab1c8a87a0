"""What a state shows wherever it stands: in a snapshot of one day, or over the days of a period."""

from datetime import date
from typing import Any

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.alternative import Alternative, alternatives_of
from api.graphql.types.event import Event, some_events
from api.graphql.types.event_view import views_beside
from api.graphql.types.scalars import Edtf
from api.graphql.types.why import Why
from domain.control import state
from domain.control.aspects import control_held
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, Manner


@strawberry.type
class Held:
    """`at` are the coordinates at which it was resolved."""

    level: ControlLevel = strawberry.field(description="How firmly it is held. UNKNOWN never means the government.")
    certainty: Certainty = strawberry.field(description="How well the standing claims support the state.")
    level_certainty: Certainty = strawberry.field(
        description="How well they support the level, where the holder is the one given: the same rules asked of it."
    )
    since: Edtf | None = strawberry.field(
        description="When the change to this state happened, as narrowly as the claims allow. Null: not known."
    )
    manner: Manner | None = strawberry.field(description="How it changed hands. Null: not reported.")
    last_word: date | None = strawberry.field(
        description="The latest day for which anything in the basis vouches, up to the day asked for or the end of the "
        "period. Null: no such day. Nothing ages by itself: look here for how old an answer is."
    )
    basis_voices: int = strawberry.field(
        description="How many different voices back it: first utterers, else publishers, else sources. Copies are none."
    )
    state: strawberry.Private[state.State]
    at: strawberry.Private[Coordinates]

    @property
    def at_any_policy(self) -> Coordinates:
        """The coordinates of its claims: no policy has a part in them."""
        return Coordinates(self.at.date, self.at.known_at, self.at.position)

    @strawberry.field
    def why(self) -> Why:
        """The rule that decided, in one sentence and in data."""
        return Why.of_state(self.state, self.at)

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who holds the place; null: nobody is known to. It never means the government."""
        return await actor(info, self.at_any_policy.position, self.state.holder)

    @strawberry.field
    async def basis(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The standing claims that support the state under the policy, latest first.

        The next `first` after the claim with the id `after`; none where the list does not have that claim.
        """
        return await some_events(info, self.at_any_policy, self.state.basis, first, after)

    basis_views = views_beside(basis)

    @strawberry.field
    def basis_count(self) -> int:
        """How many claims `basis` has in all."""
        return len(self.state.basis)

    @strawberry.field
    async def alternatives(self) -> list[Alternative]:
        """Other states that standing claims report, with those claims."""
        return alternatives_of(self.state, self.at_any_policy)


def held_fields(held: state.State, at: Coordinates, last_day: date) -> dict[str, Any]:
    """The fields of Held for a state at coordinates; `last_day` is the last one that it is asked about."""
    return {
        "level": control_held(held.level),
        "certainty": held.certainty,
        "level_certainty": held.level_certainty,
        "since": Edtf(held.since) if held.since else None,
        "manner": held.manner,
        "last_word": held.last_word(last_day),
        "basis_voices": held.voices,
        "state": held,
        "at": at,
    }
