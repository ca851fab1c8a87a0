"""Stretches of days with one state."""

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
    """A stretch of days with one state."""

    from_: date | None = strawberry.field(name="from", description="The first day.")
    to: date | None = strawberry.field(description="The day after the last; null while it lasts.")
    level: ControlLevel = strawberry.field(description="How firmly the place is held.")
    certainty: Certainty = strawberry.field(description="How well the claims support the state.")
    since: Edtf | None = strawberry.field(
        description="When the change to this state fell: a date or what is left of one."
    )
    manner: Manner | None = strawberry.field(description="How it changed hands; null where nobody says.")
    state: strawberry.Private[state.State]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    async def holder(self, info: Info) -> Actor | None:
        """Who holds the place; null: nobody is known to."""
        return await actor(info, self.seen.position, self.state.holder)

    @strawberry.field
    async def basis(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The claims that the state rests on, latest first.

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


async def periods_of(
    info: Info, place: str, told: Coordinates, days: tuple[date | None, date | None], first: int, after: str | None
) -> Connection[Period]:
    page_size(first)
    key = cursors.decode("history", after, (str,))
    found = await info.context.reading.histories.load((told, place)) or ()
    seen = Coordinates(None, told.known_on, told.position)
    return page_of_sequence(
        [period for period in found if _touches(period, *days)],
        lambda period: period.start.isoformat(),
        first,
        key and key[0],
        lambda period: cursors.encode("history", period.start.isoformat()),
        lambda period: _period(period, seen),
    )


def _touches(period: state.Period, first_day: date | None, last_day: date | None) -> bool:
    begins_in_time = last_day is None or period.start <= last_day
    return begins_in_time and (first_day is None or period.end is None or period.end > first_day)


def _period(period: state.Period, seen: Coordinates) -> Period:
    found = period.state
    return Period(
        from_=period.start,
        to=period.end,
        level=found.level,
        certainty=found.certainty,
        since=Edtf(found.since) if found.since else None,
        manner=found.manner,
        state=found,
        seen=seen,
    )
