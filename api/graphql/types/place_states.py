"""The fields of a place that lead to its states. They are attached here, since a state knows its place and not the
other way round: so the modules of the types import each other in one direction.
"""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.attached import attach
from api.graphql.types.period import Period, periods_of
from api.graphql.types.place import Place
from api.graphql.types.scalars import DateTime, Position
from api.graphql.types.state import PlaceState, state_of
from api.graphql.types.status import StatusPeriod, status_periods_of
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking.known import known_by


async def state(
    root: strawberry.Parent[Place],
    info: Info,
    as_of: date,
    known_on: date | None = None,
    known_at: DateTime | None = None,
    position: Position | None = None,
    policy: Policy = Policy.AGAINST_INTEREST,
) -> PlaceState:
    """Who holds this place at the end of a day."""
    return await state_of(
        info, info.context.reading.coordinates(as_of, known_by(known_on, known_at), position, policy), root.id
    )


async def history(
    root: strawberry.Parent[Place],
    info: Info,
    from_: Annotated[date | None, strawberry.argument(name="from")] = None,
    to: date | None = None,
    known_on: date | None = None,
    known_at: DateTime | None = None,
    position: Position | None = None,
    policy: Policy = Policy.AGAINST_INTEREST,
    first: int = 100,
    after: str | None = None,
) -> Connection[Period]:
    """The periods, of one state each, that overlap `from` to `to` (both included), earliest first."""
    at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
    return await periods_of(info, root.id, at, (from_, to), first, after)


async def status_history(
    root: strawberry.Parent[Place],
    info: Info,
    from_: Annotated[date | None, strawberry.argument(name="from")] = None,
    to: date | None = None,
    known_on: date | None = None,
    known_at: DateTime | None = None,
    position: Position | None = None,
    policy: Policy = Policy.AGAINST_INTEREST,
    first: int = 100,
    after: str | None = None,
) -> Connection[StatusPeriod]:
    """The periods, of one status each, that overlap `from` to `to` (both included), earliest first."""
    at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
    return await status_periods_of(info, root.id, at, (from_, to), first, after)


attach(Place, state)
attach(Place, history)
attach(Place, status_history)

__all__ = ["Place"]
