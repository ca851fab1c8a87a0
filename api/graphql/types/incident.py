"""Incidents in which people crossed a border or came to harm, with an account of every claim about them."""

import strawberry

from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.deprecated import deprecated
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.scalars import Edtf
from domain.counting import aggregation
from domain.counting.incident_count import IncidentCount
from domain.counting.sum_qualifiers import bounded
from domain.values.coordinates import Coordinates
from domain.values.count_terms import CountReason
from service.wording.count_notes import count_notes


@strawberry.type
class ClaimCounted:
    """What became of one claim in a sum. `notes` says in words what `reason` says as a code: docs/counting.md."""

    added: bool = strawberry.field(
        description="Whether its incident is in the sum; several claims about one incident count once."
    )
    reason: CountReason = strawberry.field(description="What became of the claim in the sum, as a code.")
    notes: list[str] = strawberry.field(description="The reason in words.")
    position: strawberry.Private[int]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def claim(self, info: Info) -> Event:
        """The claim itself."""
        return (await events_at(info, self.at, (self.position,)))[0]

    view = views_beside(claim)


@strawberry.type
class Incident:
    counted: strawberry.Private[IncidentCount]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    def key(self) -> strawberry.ID:
        """The incident key that the claims share; without one, the id of the first claim."""
        return strawberry.ID(self.counted.incident.id)

    @deprecated("A cache by `id` mixes what two questions say of an incident: ask for its `key`.")
    def id(self) -> strawberry.ID:
        """The same as `key`."""
        return strawberry.ID(self.counted.incident.id)

    @strawberry.field
    def occurred(self) -> Edtf:
        """The narrowest date that a claim gives for it, in the civil time of the place."""
        return Edtf(self.counted.incident.occurred)

    @strawberry.field
    def count(self) -> Count:
        """How many of its people fall within the question, as bounds, whether it is added or not."""
        return of_figure(bounded(self.counted.bounds, [claim.count for claim in self.counted.incident.claims]))

    @strawberry.field
    def added(self) -> bool:
        """Whether it is in the sum."""
        return self.counted.added

    @strawberry.field
    def disputed(self) -> bool:
        """Whether no single number fits all its claims: `claims` shows which source gives which."""
        return self.counted.disputed

    @strawberry.field
    def reason(self) -> CountReason:
        """What became of it in the sum, as a code: docs/counting.md."""
        return self.counted.reason

    @strawberry.field
    def notes(self) -> list[str]:
        """Why, in words."""
        return count_notes(self.counted.notes)

    @strawberry.field
    async def claims(self, info: Info) -> list[Event]:
        """The claims about it as a whole, in order of position."""
        return await events_at(info, self.at, self.counted.incident.positions)

    claim_views = views_beside(claims)

    @strawberry.field
    def account(self) -> list[ClaimCounted]:
        """Every claim of it and of its parts: what was added, what was not, and why."""
        return [
            ClaimCounted(
                added=line.added,
                reason=line.reason,
                notes=count_notes(line.notes),
                position=line.position,
                at=self.at,
            )
            for line in aggregation.account(self.counted)
        ]


@strawberry.type
class CrossingIncident(Incident):
    """One crossing, by all claims about it."""

    @strawberry.field
    def parts(self) -> list["CrossingIncident"]:
        """Claims about some of these people; never added to the whole."""
        return [CrossingIncident(counted=part, at=self.at) for part in self.counted.parts]


@strawberry.type
class CasualtyIncident(Incident):
    """One incident in which people came to harm, by all claims about it."""

    @strawberry.field
    def parts(self) -> list["CasualtyIncident"]:
        """Claims about some of these people; never added to the whole."""
        return [CasualtyIncident(counted=part, at=self.at) for part in self.counted.parts]
