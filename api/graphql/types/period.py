"""Periods of days with one state."""

from datetime import date

import strawberry

from api import limits
from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.alternative import Alternative, alternatives_of
from api.graphql.types.event import Event, some_events
from api.graphql.types.scalars import Edtf
from domain.control import state
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, Manner
from service.asking import cursors


@strawberry.type
class Period:
    """A period of days on which a place has one state."""

    from_: date | None = strawberry.field(name="from", description="The first day.")
    to: date | None = strawberry.field(description="The day after the last; null: it has not ended.")
    level: ControlLevel = strawberry.field(description="How firmly the place is held.")
    certainty: Certainty = strawberry.field(description="How well the claims support the state.")
    since: Edtf | None = strawberry.field(
        description="When the change to this state happened, as narrowly as the claims allow. Null: not known."
    )
    manner: Manner | None = strawberry.field(description="How it changed hands. Null: not reported.")
    state: strawberry.Private[state.State]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who holds the place; null: nobody is known to."""
        return await actor(info, self.at.position, self.state.holder)

    @strawberry.field
    async def basis(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The standing claims that support the state under the policy, latest first.

        The next `first` after the claim with the id `after`; none where the list does not have that claim.
        """
        return await some_events(info, self.at, self.state.basis, first, after)

    @strawberry.field
    def basis_count(self) -> int:
        """How many claims `basis` has in all."""
        return len(self.state.basis)

    @strawberry.field
    async def alternatives(self) -> list[Alternative]:
        """Other states that standing claims report, with those claims."""
        return alternatives_of(self.state, self.at)


async def periods_of(
    info: Info, place: str, at: Coordinates, days: tuple[date | None, date | None], first: int, after: str | None
) -> Connection[Period]:
    page_size(first)
    key = cursors.decode("history", after, (str,))
    history = await info.context.reading.histories.load((at, place)) or ()
    at_any_policy = Coordinates(None, at.known_on, at.position)
    return page_of_sequence(
        [period for period in history if _touches(period, *days)],
        lambda period: period.start.isoformat(),
        first,
        key and key[0],
        lambda period: cursors.encode("history", period.start.isoformat()),
        lambda period: _period(period, at_any_policy),
    )


def _touches(period: state.Period, first_day: date | None, last_day: date | None) -> bool:
    begins_in_time = last_day is None or period.start <= last_day
    return begins_in_time and (first_day is None or period.end is None or period.end > first_day)


def _period(period: state.Period, at: Coordinates) -> Period:
    held = period.state
    return Period(
        from_=period.start,
        to=period.end,
        level=held.level,
        certainty=held.certainty,
        since=Edtf(held.since) if held.since else None,
        manner=held.manner,
        state=held,
        at=at,
    )
