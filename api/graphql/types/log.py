"""The log, read in its own order."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from api import limits
from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.event import Event, shown
from api.graphql.types.known_ids import known, known_source
from api.graphql.types.place import Place, place_from_row
from api.graphql.types.proof import consistency_of_log, newest_checkpoint, root_of_log
from api.graphql.types.recording import recorded_at
from api.graphql.types.scalars import DateTime, Position
from domain import events
from domain.values.terms import PlaceKind, Visibility
from service.asking.pins import Pin
from service.asking.refusals import bad_input
from store.read import audiences, log, places


@strawberry.type
class KindCount:
    """How many places of a kind are on record, whenever they exist."""

    kind: PlaceKind = strawberry.field(description="What the places are.")
    count: int = strawberry.field(description="How many there are, each as it was described last.")


@strawberry.type
class Log:
    """Where the log ends, and what it spans. `projection` lags behind `head` only during a rebuild."""

    head: Position = strawberry.field(description="The last position of the log; 0 where the log is empty.")
    projection: Position = strawberry.field(description="The position up to which the periods have been computed.")
    last_recorded: strawberry.Private[datetime | None]

    @strawberry.field
    def recorded_at(self, info: Info) -> DateTime | None:
        """When the last event was recorded, UTC; without a token only its day: 00:00. Null: the log is empty."""
        return recorded_at(info, self.last_recorded) if self.last_recorded else None

    @strawberry.field
    async def first_day(self, info: Info) -> date | None:
        """The first civil day that a standing claim names in `occurred`, open ends left out. Null: no claim does."""
        return await _bound(info, "first_day")

    @strawberry.field
    async def last_day(self, info: Info) -> date | None:
        """The last civil day that a standing claim names in `occurred`, open ends left out. Null: no claim does."""
        return await _bound(info, "last_day")

    @strawberry.field
    async def first_known(self, info: Info) -> date | None:
        """The first day (UTC) on which a standing claim became known. Null: there is none."""
        return await _bound(info, "first_known")

    @strawberry.field
    async def last_known(self, info: Info) -> date | None:
        """The last day (UTC) on which a standing claim became known. Null: there is none."""
        return await _bound(info, "last_known")

    @strawberry.field
    async def checkpoint(self, info: Info) -> str | None:
        """The newest checkpoint that was published: position and root of the log, signed (a C2SP signed note).

        Null: none was.
        """
        return await newest_checkpoint(info)

    @strawberry.field
    async def root(
        self,
        info: Info,
        size: Annotated[
            Position | None, strawberry.argument(description="The position up to which. Null: the end of the log.")
        ] = None,
    ) -> str | None:
        """The root of the Merkle tree (RFC 6962) over the log up to a position, in Base64. Nobody has signed it."""
        return await root_of_log(info, size)

    @strawberry.field
    async def consistency_proof(
        self,
        info: Info,
        from_: Annotated[
            Position,
            strawberry.argument(name="from", description="The smaller size: the position up to which you know it."),
        ],
        to: Annotated[
            Position | None, strawberry.argument(description="The larger size. Null: the end of the log.")
        ] = None,
    ) -> list[str] | None:
        """The proof (RFC 6962) that the log up to `to` begins with the log up to `from`, in Base64.

        With both roots it shows that nothing was changed or taken out. Empty where `from` is 0, or equal to `to`.
        """
        return await consistency_of_log(info, from_, to)

    @strawberry.field
    async def kinds(self, info: Info) -> list[KindCount]:
        """The kinds of places on record, from countries down, each with how many places there are."""
        counts = await info.context.reading.ask(places.count_by_kind, position=info.context.reading.head.position)
        return [KindCount(kind=kind, count=count) for kind, count in counts]

    @strawberry.field
    async def countries(self, info: Info) -> list[Place]:
        """The countries on record, as described last, by id."""
        here = info.context.reading.here
        rows = await info.context.reading.ask(
            places.list_places, kind=PlaceKind.COUNTRY, position=here.position, first=limits.PAGE_ITEMS_MAX
        )
        return [place_from_row(row, here) for row in rows]


@strawberry.input
class EventFilter:
    """Events for which all of these hold."""

    types: list[str] | None = strawberry.field(
        default=None, description="Only events of these types, such as `ControlChanged`. Null: of all types."
    )
    within: strawberry.ID | None = strawberry.field(
        default=None, description="Id of a place: only events about it or anything in it. Null: everywhere."
    )
    place: strawberry.ID | None = strawberry.field(
        default=None, description="Id of a place: only events about this place itself. Null: any."
    )
    source: strawberry.ID | None = strawberry.field(
        default=None, description="Id of a source: only events that are taken from it. Null: from any."
    )
    occurred_from: date | None = strawberry.field(
        default=None, description="Only events that may have occurred on this day or later. Null: any."
    )
    occurred_to: date | None = strawberry.field(
        default=None, description="Only events that may have occurred on this day or earlier. Null: any."
    )
    standing_only: bool | None = strawberry.field(
        default=None, description="Whether to leave out events that are corrected or retracted."
    )
    withheld_from: Visibility | None = strawberry.field(
        default=None,
        description="Only events that this audience may not open now, be it for what they refer to: for those who read "
        "the record, none for others. Not in a stream: it changes without an event. Null: all.",
    )


def log_of(head: log.Head) -> Log:
    return Log(
        head=Position(head.position),
        projection=Position(head.projection),
        last_recorded=head.recorded_at,
    )


async def _bound(info: Info, name: str) -> date | None:
    """One of the fields of `claim_times.Bounds`."""
    return await info.context.reading.claim_bounds.load((None, name))


async def events_of_log(info: Info, after: int | None, first: int, wanted: EventFilter | None) -> Connection[Event]:
    reading = info.context.reading
    reading.position(after)
    filter = await store_filter(info, wanted or EventFilter())
    entries = await reading.ask(log.entries, after=after or 0, first=page_size(first), filter=filter)

    async def count() -> int:
        return await reading.ask(log.count_entries, filter)

    return connection(
        entries,
        first,
        after,
        lambda entry: str(entry.position),
        lambda entry: shown(entry, reading.here),
        count,
    )


async def store_filter(info: Info, wanted: EventFilter) -> log.EventFilter:
    """The filter as the store knows it.

    Raises ClientError for what is not there: an empty page would say "nothing happened".
    """
    position = info.context.reading.head.position
    if unknown := [name for name in wanted.types or () if name not in events.TYPES]:
        raise bad_input(f"no such type of event: {', '.join(unknown)[:100]}. Known: {', '.join(events.TYPES)}")
    await known_source(info, position, wanted.source)
    return log.EventFilter(
        types=None if wanted.types is None else tuple(wanted.types),
        within=await known(info, position, wanted.within),
        place=await known(info, position, wanted.place),
        source=wanted.source,
        occurred_from=wanted.occurred_from,
        occurred_to=wanted.occurred_to,
        standing_only=bool(wanted.standing_only),
        withheld_from=await _whose_log(info, wanted.withheld_from),
    )


async def _whose_log(info: Info, clearance: Visibility | None) -> Visibility | None:
    if clearance is None:
        return None
    # An embargo ends without an event, so the answer is nothing to keep.
    info.context.reading.pins.add(Pin.CALLER)
    return audiences.reads_as(clearance, await info.context.reading.ask(audiences.reached))
