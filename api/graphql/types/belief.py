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
    """What was believed of one date: from the day on which a report made it so until the next that changed it."""

    known_from: date | None = strawberry.field(description="Published date of what led to it. Null: before any report.")
    known_to: date | None = strawberry.field(
        description="The day from which something else was believed; null while it lasts."
    )
    made_by: strawberry.Private[tuple[int, ...]]
    state: PlaceState = strawberry.field(
        description="As known on `knownFrom`. Another source that says the same later begins no new belief."
    )

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """What was reported on `knownFrom` and made it so, in order of position; none before any report.

        The claims that speak in it, and the corrections and retractions of that day.
        """
        return await events_at(info, self.state.seen, self.made_by)


@dataclass(frozen=True, slots=True)
class _Asked:
    place: str
    day: date
    position: int
    policy: Policy

    def shown(self, found: beliefs.Belief) -> Belief:
        at = Coordinates(self.day, _known_on(found), self.position, self.policy)
        return Belief(
            known_from=found.known_from,
            known_to=found.known_to,
            state=place_state(at, self.place, found.state),
            made_by=found.events,
        )


async def beliefs_of(
    info: Info, place: str, day: date, position: int | None, policy: Policy, first: int, after: str | None
) -> Connection[Belief]:
    page_size(first)
    key = cursors.decode("beliefs", after, (str,))
    reading = info.context.reading
    asked = _Asked(place, day, reading.position(position), policy)
    await known(info, asked.position, place)
    return page_of_sequence(
        await reading.ask(snapshot.beliefs, place, day, position=asked.position, policy=policy),
        _key,
        first,
        key and key[0],
        lambda belief: cursors.encode("beliefs", _key(belief)),
        asked.shown,
    )


def _key(belief: beliefs.Belief) -> str:
    return belief.known_from.isoformat() if belief.known_from else ""


def _known_on(belief: beliefs.Belief) -> date | None:
    """A day of knowledge on which the state is exactly this one; None where no report has ever changed it."""
    if belief.known_from is None and belief.known_to is not None:
        return belief.known_to - timedelta(days=1)
    return belief.known_from
