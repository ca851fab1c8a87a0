"""Published series: what stands for each day, who says so, and how it was revised."""

import datetime
from typing import Any

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.known_ids import known, place_meant
from api.graphql.types.place import Place, place_of_log
from api.graphql.types.requested_days import period_asked
from api.graphql.types.scalars import DateTime, Edtf
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

    known_from: datetime.date = strawberry.field(description="The day (UTC) on which the value became known.")
    known_from_moment: DateTime = strawberry.field(
        description="The moment at which it became known: the end of the day where only the day was published."
    )
    count: Count | None = strawberry.field(description="The value. Null: the source withdrew it.")
    source_id: strawberry.Private[str | None]
    by: strawberry.Private[int]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def source(self, info: Info) -> Source | None:
        """The source that gave the value. Null: none is given."""
        return await source(info, self.at.position, self.source_id)

    @strawberry.field
    async def event(self, info: Info) -> Event:
        """The report, correction or retraction that gave or withdrew the value."""
        return (await events_at(info, self.at, (self.by,)))[0]

    view = views_beside(event)


@strawberry.type
class MeasurePoint:
    """The value of a series for one day, month or year, as it was known at the time asked for."""

    date: datetime.date = strawberry.field(
        description="The first day measured, or the last where `occurred` has no beginning."
    )
    occurred: Edtf = strawberry.field(description="The day, month or year measured.")
    count: Count = strawberry.field(
        description="The value that all sources agree on, or the bounds of what they give; never an average."
    )
    disputed: bool = strawberry.field(
        description="Whether the sources disagree: then `count` covers all their values, and `events` has each."
    )
    published: datetime.date | None = strawberry.field(
        description="The day (UTC) on which the newest of the values became known."
    )
    known_from_moment: DateTime = strawberry.field(
        description="The moment at which it became known: the end of the day where only the day was published."
    )
    revisions: int = strawberry.field(
        description="How often a value changed or was withdrawn after its source had first given one."
    )
    point: strawberry.Private[rules.Point]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """The newest standing report of each source, latest first."""
        return await events_at(info, self.at, [report.position for report in self.point.standing])

    event_views = views_beside(events)

    @strawberry.field
    def history(self) -> list[MeasureRevision]:
        """Every value given for it, in the order in which they became known. A repeated value is no revision."""
        return [
            MeasureRevision(
                known_from=revision.known.date(),
                known_from_moment=DateTime(revision.known),
                count=revision.report and of_figure(revision.report.figure),
                source_id=revision.source,
                by=revision.by,
                at=self.at,
            )
            for revision in self.point.history
        ]


@strawberry.type
class Measure:
    """A published series: one measure at one place. Ask `measure` for its values, by both ids."""

    measure: strawberry.ID = strawberry.field(description="Id of the series: what is measured.")
    id: strawberry.ID = strawberry.field(
        description="The same as `measure`.",
        deprecation_reason="A cache by `id` mixes what is measured at two places: ask for `measure`.",
    )
    from_: datetime.date = strawberry.field(name="from", description="The first day with a value.")
    to: datetime.date = strawberry.field(description="The last day with a value.")
    reports: int = strawberry.field(
        description="How many standing reports it has, counting every edition of every day."
    )
    place_id: strawberry.Private[str]
    source_ids: strawberry.Private[tuple[str, ...]]
    position: strawberry.Private[int]

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """Where it is measured."""
        return await place_of_log(info, Coordinates(None, None, self.position), self.place_id)

    @strawberry.field
    async def sources(self, info: Info) -> list[Source]:
        """The sources that publish it."""
        return [row for id in self.source_ids if (row := await source(info, self.position, id))]


async def measure_of(
    info: Info,
    measure: str,
    place: str,
    days: tuple[datetime.date, datetime.date],
    known_at: datetime.datetime | None,
    position: int | None,
) -> list[MeasurePoint]:
    period_asked(*days)
    reading = info.context.reading
    at = Coordinates(None, known_at, reading.position(position))
    where = await place_meant(info, at.position, place)
    if not can_be_stored(measure):
        raise ClientError("UNKNOWN_MEASURE", "no series can have this id: they are listed by measures")
    if reason := await reading.ask(unmeasured, measure, at.position):
        raise ClientError("UNKNOWN_MEASURE", reason)
    first, last = days
    points = await reading.ask(measures.series, measure, where, at, first=first, last=last)
    return [_point(point, at) for point in points]


def _point(point: rules.Point, at: Coordinates) -> MeasurePoint:
    return MeasurePoint(
        date=point.newest.day,
        occurred=Edtf(point.newest.occurred),
        count=of_figure(point.figure),
        disputed=point.disputed,
        published=point.newest.known.date(),
        known_from_moment=DateTime(point.newest.known),
        revisions=point.revisions,
        point=point,
        at=at,
    )


async def all_measures(info: Info, within: str | None, first: int, after: str | None) -> Connection[Measure]:
    reading = info.context.reading
    position = reading.head.position
    inside = await known(info, position, within)
    key = cursors.decode("measures", after, (str, str))
    rows = await reading.ask(measures.list_measures, within=inside, after=key, first=page_size(first))

    async def count() -> int:
        return await reading.ask(measures.count_measures, within=inside)

    def cursor(row: measures.Measure) -> str:
        return cursors.encode("measures", row.id, row.place)

    def node(row: measures.Measure) -> Any:
        return Measure(
            measure=strawberry.ID(row.id),
            id=strawberry.ID(row.id),
            from_=row.first,
            to=row.last,
            reports=row.reports,
            place_id=row.place,
            source_ids=row.sources,
            position=position,
        )

    return connection(rows, first, key, cursor, node, count)
