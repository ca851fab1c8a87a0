"""How the answer for one date changed as reports came in."""

from dataclasses import dataclass
from datetime import date, timedelta

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, events_at
from api.graphql.types.place import known
from api.graphql.types.state import PlaceState, place_state
from domain.history import beliefs
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import cursors
from store.read import snapshot


@strawberry.type
class Belief:
    """What was believed about one date, from the report that led to it until the next that changed it."""

    known_from: date | None = strawberry.field(
        description="The day on which what led to it was published. Null: before any report."
    )
    known_to: date | None = strawberry.field(
        description="The day from which something else was believed; null while it lasts."
    )
    made_by: strawberry.Private[tuple[int, ...]]
    state: PlaceState = strawberry.field(
        description="The state as known on `knownFrom`. A later source that says the same begins no new belief."
    )

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """What was published on `knownFrom` and led to this belief, in order of position; none before any report.

        The claims behind the state, and the corrections and retractions of that day.
        """
        return await events_at(info, self.state.at_any_policy, self.made_by)


@dataclass(frozen=True, slots=True)
class _Question:
    place: str
    day: date
    position: int
    policy: Policy

    def belief(self, believed: beliefs.Belief) -> Belief:
        at = Coordinates(self.day, _known_on(believed), self.position, self.policy)
        return Belief(
            known_from=believed.known_from,
            known_to=believed.known_to,
            state=place_state(at, self.place, believed.state),
            made_by=believed.events,
        )


async def beliefs_of(
    info: Info, place: str, day: date, position: int | None, policy: Policy, first: int, after: str | None
) -> Connection[Belief]:
    page_size(first)
    key = cursors.decode("beliefs", after, (str,))
    reading = info.context.reading
    question = _Question(place, day, reading.position(position), policy)
    await known(info, question.position, place)
    return page_of_sequence(
        await reading.ask(snapshot.beliefs, place, day, position=question.position, policy=policy),
        _key,
        first,
        key and key[0],
        lambda belief: cursors.encode("beliefs", _key(belief)),
        question.belief,
    )


def _key(belief: beliefs.Belief) -> str:
    return belief.known_from.isoformat() if belief.known_from else ""


def _known_on(belief: beliefs.Belief) -> date | None:
    """A day of knowledge on which the state is exactly this one; None where no report has ever changed it."""
    if belief.known_from is None and belief.known_to is not None:
        return belief.known_to - timedelta(days=1)
    return belief.known_from
