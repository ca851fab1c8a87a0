"""The streams, over WebSocket (graphql-transport-ws) and server-sent events (graphql-sse)."""

from collections.abc import AsyncGenerator
from datetime import date
from typing import Annotated

import strawberry

from api.graphql.context import Info
from api.graphql.roots.live import events_followed, frames_played
from api.graphql.types.event import Event
from api.graphql.types.log import EventFilter
from api.graphql.types.replay import Frame, Period
from api.graphql.types.requested_days import days_asked
from api.graphql.types.scalars import DateTime, Position
from domain.values.terms import PlaceKind, Policy, Step
from service.asking.known import known_by


@strawberry.type
class Subscription:
    """Streams. If one ends before you end it, it was interrupted: resume after the last position that you have."""

    @strawberry.subscription
    async def events(
        self, info: Info, after: Position | None = None, filter: EventFilter | None = None
    ) -> AsyncGenerator[Event]:
        """The log after a position, in order: history first, then live, without a gap or a repeat between.

        Without `after`, it begins with the first event; for new events alone, pass `log.head`.
        """
        return await events_followed(info, after, filter)

    @strawberry.subscription
    async def replay(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        interval_ms: int = 500,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> AsyncGenerator[Frame]:
        """The replay at a steady pace: a frame every `intervalMs`, the first full, then only what changed."""
        asked = Period(days_asked(from_, to, step), known_by(known_on, known_at), position, policy)
        return await frames_played(info, asked, within, kind, interval_ms)
