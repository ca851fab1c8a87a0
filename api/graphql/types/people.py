"""People who crossed a border or came to harm, added up as bounds, with an account of every claim."""

import asyncio
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

import strawberry

from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.incident import CasualtyIncident, CrossingIncident
from api.graphql.types.people_asked import people_asked
from api.graphql.types.people_breakdown import CasualtyCell, cells_of
from api.graphql.types.place import Place, place
from domain.counting import aggregation, breakdown
from domain.counting.overlap_groups import GroupedPeople, grouped_people
from domain.counting.people_claims import PeopleClaim
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import bounded, summed
from domain.events import CasualtiesReported, PersonsCrossedBorder
from domain.values.coordinates import Coordinates
from domain.values.count_terms import CountAxis
from domain.values.terms import CasualtyKind, PlaceKind
from store.read import people
from store.read.people import People

T = TypeVar("T")


@strawberry.type
class DayCount:
    """The people of one civil day. Those who may belong to several days are in the upper bound of each."""

    date: datetime.date = strawberry.field(description="The civil day at the place.")
    count: Count = strawberry.field(description="People on this day, as bounds.")


@strawberry.type
class WayCount:
    """The people who passed one place. Those who may have passed several are in the upper bound of each."""

    count: Count = strawberry.field(description="People who passed here, as bounds.")
    place_id: strawberry.Private[str]
    position: strawberry.Private[int]

    @strawberry.field
    async def place(self, info: Info) -> Place | None:
        """The place on the way."""
        return await place(info, Coordinates(None, None, self.position), self.place_id)


@dataclass(frozen=True)
class Sum:
    """A question with the people that the log has for it."""

    query: PeopleQuery
    people: GroupedPeople
    at: Coordinates

    async def compute(self, work: Callable[..., T], *more: Any) -> T:
        """A sum over many claims takes its time: other requests must be served meanwhile."""
        return await asyncio.to_thread(work, self.people, self.query, *more)

    async def days(self) -> list["DayCount"]:
        found = await self.compute(lambda *given: list(breakdown.by_day(*given)))
        return [DayCount(date=day, count=of_figure(bounded(bounds))) for day, bounds in found]


@strawberry.type
class CrossingTotal:
    """People who crossed a border, as bounds.

    Flows only: people who stay somewhere are a measure. Returns are crossings in the other direction.
    """

    total: strawberry.Private[aggregation.Total]
    sum: strawberry.Private[Sum]

    @strawberry.field
    def count(self) -> Count:
        """Certainly at least `low`, at most `high`. Both are null where nothing was reported, which is not zero."""
        return of_figure(summed(self.total))

    @strawberry.field
    def incidents(self) -> list[CrossingIncident]:
        """All incidents reported, in order of time, whether they are in the sum or not."""
        return [CrossingIncident(counted=incident, at=self.sum.at) for incident in self.total.incidents]

    @strawberry.field
    async def by_day(self) -> list[DayCount]:
        """Day by day: the days for which something was reported."""
        return await self.sum.days()

    @strawberry.field
    async def by_way(self, kind: PlaceKind | None = None) -> list[WayCount]:
        """By border crossing point, post or area as reported; with `kind`, by the places of that kind around them."""
        ways = await self.sum.compute(lambda *given: list(breakdown.by_way(*given)), kind)
        position = self.sum.at.position
        return [WayCount(count=of_figure(bounded(bounds)), place_id=where, position=position) for where, bounds in ways]


@strawberry.type
class CasualtyTotal:
    """One number for all of `kinds` together. Totals of other kinds may include the same people: never add them."""

    kinds: list[CasualtyKind] = strawberry.field(
        description="What happened to them; the count is for all of these kinds together."
    )
    total: strawberry.Private[aggregation.Total]
    sum: strawberry.Private[Sum]

    @strawberry.field
    def count(self) -> Count:
        """Certainly at least `low`, at most `high`."""
        return of_figure(summed(self.total))

    @strawberry.field
    async def claims(self, info: Info) -> list[Event]:
        """Every claim considered, in order of position."""
        lines = (line for incident in self.total.incidents for line in aggregation.account(incident))
        return await events_at(info, self.sum.at, sorted(line.position for line in lines))

    claim_views = views_beside(claims)

    @strawberry.field
    def incidents(self) -> list[CasualtyIncident]:
        """All incidents reported, in order of time, whether they are in the sum or not."""
        return [CasualtyIncident(counted=incident, at=self.sum.at) for incident in self.total.incidents]

    @strawberry.field
    async def by_day(self) -> list[DayCount]:
        """Day by day: the days for which something was reported."""
        return await self.sum.days()

    @strawberry.field
    async def breakdown(
        self,
        by: Annotated[list[CountAxis], strawberry.argument(description="By what, in the order of the cells.")],
        place_kind: Annotated[
            PlaceKind | None,
            strawberry.argument(description="With PLACE: the places of this kind around those reported."),
        ] = None,
    ) -> list[CasualtyCell]:
        """The sum by day or month, by place, by the actor that they belonged to, by kind: the cells with a report.

        With `placeKind`, places are those of this kind around the places reported. A person who may belong to several
        cells is in the upper bound of each, so cells are never added to each other.
        """
        return await cells_of(self.sum.people, self.sum.query, self.sum.at, by, place_kind)


async def crossings_of(
    info: Info, query: PeopleQuery, known_at: datetime.datetime | None, position: int
) -> CrossingTotal:
    query = await people_asked(info, query, position)
    at, reports = await _reports(info, PersonsCrossedBorder, query, known_at, position)
    people = await asyncio.to_thread(grouped_people, reports.claims, reports.place_tree)
    sum = Sum(query, people, at)
    return CrossingTotal(total=await sum.compute(aggregation.total), sum=sum)


async def casualties_of(
    info: Info, query: PeopleQuery, known_at: datetime.datetime | None, position: int
) -> list[CasualtyTotal]:
    """One total for the kinds asked for; without, one for each set of kinds that were reported together."""
    query = await people_asked(info, query, position)
    at, reports = await _reports(info, CasualtiesReported, query, known_at, position)
    totals = []
    for kinds, claims in _by_kinds(query, reports):
        people = await asyncio.to_thread(grouped_people, claims, reports.place_tree)
        sum = Sum(replace(query, kinds=kinds), people, at)
        total = await sum.compute(aggregation.total)
        if total.incidents or query.kinds:
            in_order = [kind for kind in CasualtyKind if kind in kinds]
            totals.append(CasualtyTotal(kinds=in_order, total=total, sum=sum))
    return totals


def _by_kinds(query: PeopleQuery, reports: People) -> Iterable[tuple[frozenset[CasualtyKind], list[PeopleClaim]]]:
    return [(query.kinds, reports.claims)] if query.kinds else reports.by_kinds().items()


async def _reports(
    info: Info, kind: Any, query: PeopleQuery, known_at: datetime.datetime | None, position: int
) -> tuple[Coordinates, People]:
    places = [id for id in (query.origin, query.destination, query.via, query.within) if id is not None]
    at = Coordinates(None, known_at, position)
    return at, await info.context.reading.ask(people.people, kind, query.first, query.last, at, places=places)
