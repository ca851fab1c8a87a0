"""Why a state is as it is: the rule that decided, in one sentence and in data."""

from typing import Self

import strawberry

from api import limits
from api.graphql.connections import page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import EventView, view_of
from domain.control.state import State
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, OrderReasonKind
from service.wording.why import HOLDER, STATUS, Subject, actors_named, why_text


@strawberry.type
class OrderReason:
    """Why one turn of the place is taken to have come before another, with a claim about each of the two."""

    before: Event = strawberry.field(description="A claim about the turn that came first.")
    after: Event = strawberry.field(description="A claim about the turn that came later.")
    reason: OrderReasonKind = strawberry.field(description="What gives the order. OPEN: nobody tells.")

    @strawberry.field
    def before_view(self) -> EventView:
        """The claim `before` as seen from here."""
        return view_of(self.before)

    @strawberry.field
    def after_view(self) -> EventView:
        """The claim `after` as seen from here."""
        return view_of(self.after)


@strawberry.type
class Why:
    """The rule that decided a state. `docs/resolution.md` has the rules in their order."""

    rule: Certainty = strawberry.field(description="The rule that applied first: it gives the certainty.")
    state: strawberry.Private[State]
    at: strawberry.Private[Coordinates]
    subject: strawberry.Private[Subject]

    @classmethod
    def of_state(cls, held: State, at: Coordinates) -> Self:
        return cls(rule=held.certainty, state=held, at=at, subject=HOLDER)

    @classmethod
    def of_status(cls, held: State, at: Coordinates) -> Self:
        return cls(rule=held.certainty, state=held, at=at, subject=STATUS)

    @strawberry.field
    async def text(self, info: Info) -> str:
        """The same in one English sentence, with the actors by name."""
        ids = sorted(actors_named(self.state))
        rows = await info.context.reading.actors.load_many([(self.at.position, id) for id in ids])
        names = {id: row.name for id, row in zip(ids, rows, strict=True) if row}
        return why_text(self.state, self.at.policy, names, self.subject)

    @strawberry.field
    async def reasons(self, info: Info, first: int = limits.CLAIMS_SHOWN) -> list[OrderReason]:
        """What puts the turns of the place in order, as far as it decides the state: the first `first` of them."""
        page_size(first)
        reasons = self.state.reasons[:first]
        at = Coordinates(self.at.date, self.at.known_at, self.at.position)
        before = await events_at(info, at, [reason.before for reason in reasons])
        after = await events_at(info, at, [reason.after for reason in reasons])
        return [
            OrderReason(before=earlier, after=later, reason=reason.kind)
            for earlier, later, reason in zip(before, after, reasons, strict=True)
        ]
