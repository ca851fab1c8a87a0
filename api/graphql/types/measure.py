"""Published series: what stands for each day, who says so, and how it was revised."""

import datetime
from typing import Any

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.event import Event, events_at
from api.graphql.types.place import Place, known, place_of_log
from api.graphql.types.requested_days import period_asked
from api.graphql.types.scalars import Edtf
from api.graphql.types.source import Source, source
from domain.history import measures as rules
from domain.values.coordinates import Coordinates
from service.asking import cursors
from service.asking.measure_hints import unmeasured
from service.asking.refusals import ClientError
from service.asking.stored_text import can_be_stored
from store.read import measures


@strawberry.type
class MeasureRevision:
    """A value that a source gave for a day, month or year, from the day on which it became known."""

    known_from: datetime.date = strawberry.field(description="The day on which the value became known.")
    count: Count | None = strawberry.field(description="Null: from this day on the source had none.")
    source_id: strawberry.Private[str | None]
    by: strawberry.Private[int]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    async def source(self, info: Info) -> Source | None:
        """Who gave the value. Null: no source is given."""
        return await source(info, self.seen.position, self.source_id)

    @strawberry.field
    async def event(self, info: Info) -> Event:
        """What made it so: a report, a correction or a retraction."""
        return (await events_at(info, self.seen, (self.by,)))[0]


@strawberry.type
class MeasurePoint:
    """What stands for one day, month or year of a series, as it was known on a date."""

    date: datetime.date = strawberry.field(
        description="The first day measured; the last, where the time has no beginning."
    )
    occurred: Edtf = strawberry.field(description="The day, month or year measured.")
    count: Count = strawberry.field(description="What the sources leave of it; never an average.")
    disputed: bool = strawberry.field(
        description="The sources do not agree: the count reaches over all of them, and `events` has who says which."
    )
    published: datetime.date | None = strawberry.field(
        description="The day on which the newest of the values became known."
    )
    revisions: int = strawberry.field(
        description="How often a value changed or was withdrawn after its source had first given one."
    )
    point: strawberry.Private[rules.Point]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """The newest standing report of each source, latest first."""
        return await events_at(info, self.seen, [report.position for report in self.point.standing])

    @strawberry.field
    def history(self) -> list[MeasureRevision]:
        """Every value that was given for it, in the order in which they became known. The same again is no revision."""
        return [
            MeasureRevision(
                known_from=one.known,
                count=one.report and of_figure(one.report.figure),
                source_id=one.source,
                by=one.by,
                seen=self.seen,
            )
            for one in self.point.history
        ]


@strawberry.type
class Measure:
    """A series that somebody publishes: one measure at one place. `measure` is asked by both."""

    id: strawberry.ID = strawberry.field(description="Id of the series: what is measured.")
    from_: datetime.date = strawberry.field(name="from", description="The first day that it has.")
    to: datetime.date = strawberry.field(description="The last day that it has.")
    reports: int = strawberry.field(description="Standing reports, every edition of every day.")
    place_id: strawberry.Private[str]
    source_ids: strawberry.Private[tuple[str, ...]]
    position: strawberry.Private[int]

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """Where it is measured."""
        return await place_of_log(info, Coordinates(None, None, self.position), self.place_id)

    @strawberry.field
    async def sources(self, info: Info) -> list[Source]:
        """Who publishes it."""
        return [found for id in self.source_ids if (found := await source(info, self.position, id))]


async def measure_of(
    info: Info,
    measure: str,
    place: str,
    days: tuple[datetime.date, datetime.date],
    known_on: datetime.date | None,
    position: int | None,
) -> list[MeasurePoint]:
    period_asked(*days)
    reading = info.context.reading
    at = reading.position(position)
    await known(info, at, place)
    if not can_be_stored(measure):
        raise ClientError("UNKNOWN_MEASURE", "no series can have this id: they are listed by measures")
    if reason := await reading.ask(unmeasured, measure, at):
        raise ClientError("UNKNOWN_MEASURE", reason)
    first, last = days
    found = await reading.ask(measures.series, measure, place, Coordinates(None, known_on, at), first=first, last=last)
    return [_point(one, Coordinates(None, known_on, at)) for one in found]


def _point(found: rules.Point, seen: Coordinates) -> MeasurePoint:
    return MeasurePoint(
        date=found.newest.day,
        occurred=Edtf(found.newest.occurred),
        count=of_figure(found.figure),
        disputed=found.disputed,
        published=found.newest.known,
        revisions=found.revisions,
        point=found,
        seen=seen,
    )


async def all_measures(info: Info, within: str | None, first: int, after: str | None) -> Connection[Measure]:
    reading = info.context.reading
    position = reading.head.position
    await known(info, position, within)
    key = cursors.decode("measures", after, (str, str))
    rows = await reading.ask(measures.list_measures, within=within, after=key, first=page_size(first))

    async def count() -> int:
        return await reading.ask(measures.count_measures, within=within)

    def cursor(row: measures.Measure) -> str:
        return cursors.encode("measures", row.id, row.place)

    def node(row: measures.Measure) -> Any:
        return Measure(
            id=strawberry.ID(row.id),
            from_=row.first,
            to=row.last,
            reports=row.reports,
            place_id=row.place,
            source_ids=row.sources,
            position=position,
        )

    return connection(rows, first, key, cursor, node, count)
