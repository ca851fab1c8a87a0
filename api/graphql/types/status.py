"""Whether a place can be used: at the end of a day, or over the days of a period."""

from datetime import date
from typing import Any

import strawberry

from api import limits
from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, some_events
from api.graphql.types.event_view import views_beside
from api.graphql.types.scalars import Edtf
from api.graphql.types.why import Why
from domain.control import state
from domain.control.aspects import direction_held, status_held
from domain.values.coordinates import Coordinates
from domain.values.days import Days
from domain.values.terms import Certainty, Direction, FacilityStatus
from service.asking import cursors


@strawberry.type
class PlaceStatus:
    """Whether a border crossing point, a bridge, an airport or a base can be used, by the same rules as its holder.

    Nobody's interest is asked. `at_any_policy` are the coordinates of its claims: no policy has a part in them.
    """

    status: FacilityStatus = strawberry.field(
        description="Whether it can be used. UNKNOWN never means that it is open."
    )
    direction: Direction | None = strawberry.field(
        description="The direction that the status is about: BOTH where no report says which. Null: not known."
    )
    certainty: Certainty = strawberry.field(description="How well the standing claims support the status.")
    since: Edtf | None = strawberry.field(
        description="When the change to this status happened, as narrowly as the claims allow. Null: not known."
    )
    last_word: date | None = strawberry.field(
        description="The latest day for which anything in the basis vouches, up to the day asked for or the end of the "
        "period. Null: no such day."
    )
    state: strawberry.Private[state.State]
    at_any_policy: strawberry.Private[Coordinates]

    @strawberry.field
    def why(self) -> Why:
        """The rule that decided, in one sentence and in data."""
        return Why.of_status(self.state, self.at_any_policy)

    @strawberry.field
    async def basis(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The standing claims that support the status under the policy, latest first.

        The next `first` after the claim with the id `after`; none where the list does not have that claim.
        """
        return await some_events(info, self.at_any_policy, self.state.basis, first, after)

    basis_views = views_beside(basis)

    @strawberry.field
    async def alternatives(
        self, info: Info, first: int = limits.CLAIMS_SHOWN, after: strawberry.ID | None = None
    ) -> list[Event]:
        """The standing claims for another status, latest first for each of them.

        The next `first` after the claim with the id `after`; none where the list does not have that claim.
        """
        others = tuple(claim for other in self.state.alternatives for claim in other.claims)
        return await some_events(info, self.at_any_policy, others, first, after)

    alternative_views = views_beside(alternatives)


@strawberry.type
class StatusPeriod(PlaceStatus):
    """A period of days on which a place has one status."""

    from_: date = strawberry.field(name="from", description="The first day.")
    to: date | None = strawberry.field(description="The day after the last; null: it has not ended.")


def place_status(held: state.State | None, at: Coordinates) -> PlaceStatus | None:
    """None where nobody has reported a status."""
    return None if held is None or held == state.UNKNOWN else PlaceStatus(**_fields(held, at, at.date or date.max))


def _fields(held: state.State, at: Coordinates, last_day: date) -> dict[str, Any]:
    return {
        "status": status_held(held.holder),
        "direction": direction_held(held.level),
        "certainty": held.certainty,
        "since": Edtf(held.since) if held.since else None,
        "last_word": held.last_word(last_day),
        "state": held,
        "at_any_policy": Coordinates(at.date, at.known_at, at.position),
    }


async def status_periods_of(
    info: Info, place: str, at: Coordinates, days: tuple[date | None, date | None], first: int, after: str | None
) -> Connection[StatusPeriod]:
    page_size(first)
    key = cursors.decode("statuses", after, (str,))
    history = await info.context.reading.status_histories.load((at, place)) or ()
    return page_of_sequence(
        [period for period in history if period.touches(*days)],
        lambda period: period.start.isoformat(),
        first,
        key and key[0],
        lambda period: cursors.encode("statuses", period.start.isoformat()),
        lambda period: StatusPeriod(
            from_=period.start,
            to=period.end,
            **_fields(period.state, at, Days(period.start, period.end or date.max).last),
        ),
    )
