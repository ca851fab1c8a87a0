"""How the answer for one date changed as reports came in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.known_ids import place_meant
from api.graphql.types.scalars import DateTime, moment_shown
from api.graphql.types.state import PlaceState, place_state
from domain.history import beliefs
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import Policy
from service.asking import cursors
from store.read import snapshot


@strawberry.type
class Belief:
    """What was believed about one date, from the report that led to it until the next that changed it."""

    known_from: date | None = strawberry.field(
        description="The day (UTC) on which what led to it became known. Null: before any report. Of several beliefs "
        "of one day the last is the answer as `knownOn` has it."
    )
    known_to: date | None = strawberry.field(
        description="The day (UTC) on which something else was believed; null while it lasts."
    )
    known_from_moment: DateTime | None = strawberry.field(
        description="The moment from which it was believed: the end of the day where only a day was published."
    )
    known_to_moment: DateTime | None = strawberry.field(
        description="The moment from which something else was believed; null while it lasts."
    )
    made_by: strawberry.Private[tuple[int, ...]]
    state: PlaceState = strawberry.field(
        description="The state as known at `knownFromMoment`. A later source that says the same begins no new belief."
    )

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """What became known at `knownFromMoment` and led to this belief, in order of position; none before any report.

        The claims behind the state, and the corrections and retractions of that moment.
        """
        return await events_at(info, self.state.at_any_policy, self.made_by)

    event_views = views_beside(events)


@dataclass(frozen=True, slots=True)
class _Question:
    place: str
    day: date
    position: int
    policy: Policy

    def belief(self, believed: beliefs.Belief) -> Belief:
        at = Coordinates(self.day, _known_at(believed), self.position, self.policy)
        return Belief(
            known_from=believed.known_from and believed.known_from.date(),
            known_to=believed.known_to and believed.known_to.date(),
            known_from_moment=moment_shown(believed.known_from),
            known_to_moment=moment_shown(believed.known_to),
            state=place_state(at, self.place, believed.state),
            made_by=believed.events,
        )


async def beliefs_of(
    info: Info, place: str, day: date, position: int | None, policy: Policy, first: int, after: str | None
) -> Connection[Belief]:
    page_size(first)
    key = cursors.decode("beliefs", after, (str,))
    reading = info.context.reading
    at = reading.position(position)
    question = _Question(await place_meant(info, at, place), day, at, policy)
    believed = await reading.fold(snapshot.belief_fold, question.place, day, position=at, policy=policy)
    return page_of_sequence(
        believed,
        _key,
        first,
        key and key[0],
        lambda belief: cursors.encode("beliefs", _key(belief)),
        question.belief,
    )


def _key(belief: beliefs.Belief) -> str:
    return belief.known_from.isoformat() if belief.known_from else ""


def _known_at(belief: beliefs.Belief) -> datetime | None:
    """A moment of knowledge at which the state is exactly this one; None where no report has ever changed it."""
    if belief.known_from is None and belief.known_to is not None:
        return end_of_known_day(belief.known_to.date() - timedelta(days=1))
    return belief.known_from
