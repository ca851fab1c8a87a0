"""The log, read in its own order."""

from datetime import date

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, shown
from api.graphql.types.place import known
from api.graphql.types.scalars import DateTime, Position
from domain import events
from service.asking.refusals import ClientError, bad_input
from store.read import log


@strawberry.type
class Log:
    """Where the log ends. `projection` is the position that the periods have reached: the same, outside a rebuild."""

    head: Position = strawberry.field(description="The last position of the log; 0 where the log is empty.")
    recorded_at: DateTime | None = strawberry.field(
        description="When the last event was recorded, UTC. Null: the log is empty."
    )
    projection: Position = strawberry.field(description="The position up to which the periods are built.")


@strawberry.input
class EventFilter:
    """Events for which all of these hold."""

    types: list[str] | None = strawberry.field(default=None, description="Names of types: ControlChanged.")
    within: strawberry.ID | None = strawberry.field(
        default=None, description="About a place that lies in this one, or it."
    )
    place: strawberry.ID | None = strawberry.field(default=None, description="About exactly this place.")
    source: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the source that the events are taken from."
    )
    occurred_from: date | None = strawberry.field(default=None, description="May have happened on this day or later.")
    occurred_to: date | None = strawberry.field(default=None, description="May have happened on this day or earlier.")
    standing_only: bool | None = strawberry.field(default=None, description="Neither corrected nor retracted.")


def log_of(info: Info) -> Log:
    head = info.context.reading.head
    return Log(
        head=Position(head.position),
        projection=Position(head.projection),
        recorded_at=DateTime(head.recorded_at) if head.recorded_at else None,
    )


async def events_of_log(info: Info, after: int | None, first: int, asked: EventFilter | None) -> Connection[Event]:
    reading = info.context.reading
    reading.position(after)
    wanted = await store_filter(info, asked or EventFilter())
    entries = await reading.ask(log.entries, after=after or 0, first=page_size(first), filter=wanted)

    async def count() -> int:
        return await reading.ask(log.count_entries, wanted)

    return connection(
        entries,
        first,
        after,
        lambda entry: str(entry.position),
        lambda entry: shown(entry, reading.here),
        count,
    )


async def store_filter(info: Info, asked: EventFilter) -> log.EventFilter:
    """The filter as the store knows it.

    Raises ClientError for what is not there: an empty page would say "nothing happened".
    """
    position = info.context.reading.head.position
    if unknown := [name for name in asked.types or () if name not in events.TYPES]:
        raise bad_input(f"no such type of event: {', '.join(unknown)[:100]}. Known: {', '.join(events.TYPES)}")
    if asked.source is not None and await info.context.reading.sources.load((position, asked.source)) is None:
        raise ClientError("UNKNOWN_SOURCE", "no source has this id: look it up with sources")
    return log.EventFilter(
        types=None if asked.types is None else tuple(asked.types),
        within=await known(info, position, asked.within),
        place=await known(info, position, asked.place),
        source=asked.source,
        occurred_from=asked.occurred_from,
        occurred_to=asked.occurred_to,
        standing_only=bool(asked.standing_only),
    )
