"""People who crossed a border or came to harm, added up as bounds, with an account of every claim."""

import asyncio
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.event import Event, events_at
from api.graphql.types.place import Place, known, place
from api.graphql.types.requested_days import in_order
from api.graphql.types.scalars import Edtf
from domain.counting import aggregation
from domain.counting import incidents as domain_incidents
from domain.counting.incident_count import IncidentCount
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import bounded, summed
from domain.events import CasualtiesReported, PersonsCrossedBorder
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind, CountReason, PlaceKind
from service.asking.refusals import bad_input
from service.wording.count_notes import count_notes
from store.read import people
from store.read.people import People

T = TypeVar("T")


@strawberry.type
class ClaimCounted:
    """What became of one claim in a sum. `notes` says in words what `reason` says as a code: docs/counting.md."""

    added: bool = strawberry.field(description="Whether its happening is in the sum; a part or a telling is once.")
    reason: CountReason = strawberry.field(description="What became of the claim in the sum, as a code.")
    notes: list[str] = strawberry.field(description="The reason in words.")
    position: strawberry.Private[int]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    async def claim(self, info: Info) -> Event:
        """The claim itself."""
        return (await events_at(info, self.seen, (self.position,)))[0]


@strawberry.type
class Incident:
    counted: strawberry.Private[IncidentCount]
    seen: strawberry.Private[Coordinates]

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The incident key that the claims share; without one, the id of the first claim."""
        return strawberry.ID(self.counted.incident.id)

    @strawberry.field
    def occurred(self) -> Edtf:
        """The narrowest date by which it is told, in the civil time of the place."""
        return Edtf(self.counted.incident.occurred)

    @strawberry.field
    def count(self) -> Count:
        """What it counts for in what was asked, whether it is added or not."""
        return of_figure(bounded(self.counted.bounds, [claim.count for claim in self.counted.incident.claims]))

    @strawberry.field
    def added(self) -> bool:
        """Whether it is in the sum."""
        return self.counted.added

    @strawberry.field
    def disputed(self) -> bool:
        """Whether no one number fits all that is told of it: `claims` have who says which."""
        return self.counted.disputed

    @strawberry.field
    def reason(self) -> CountReason:
        """What became of it in the sum, as a code."""
        return self.counted.reason

    @strawberry.field
    def notes(self) -> list[str]:
        """Why, in words."""
        return count_notes(self.counted.notes)

    @strawberry.field
    async def claims(self, info: Info) -> list[Event]:
        """What was told of it as a whole, in order of position."""
        return await events_at(info, self.seen, [claim.position for claim in self.counted.incident.claims])

    @strawberry.field
    def account(self) -> list[ClaimCounted]:
        """Every claim of it and of its parts: what was added, what was not, and why."""
        return [
            ClaimCounted(
                added=line.added,
                reason=line.reason,
                notes=count_notes(line.notes),
                position=line.position,
                seen=self.seen,
            )
            for line in aggregation.account(self.counted)
        ]


@strawberry.type
class CrossingIncident(Incident):
    """A crossing, by all that was told of it."""

    @strawberry.field
    def parts(self) -> list["CrossingIncident"]:
        """What was told of parts of these people; never added to the whole."""
        return [CrossingIncident(counted=part, seen=self.seen) for part in self.counted.parts]


@strawberry.type
class CasualtyIncident(Incident):
    """Harm to people, by all that was told of it."""

    @strawberry.field
    def parts(self) -> list["CasualtyIncident"]:
        """What was told of parts of these people; never added to the whole."""
        return [CasualtyIncident(counted=part, seen=self.seen) for part in self.counted.parts]


@strawberry.type
class DayCount:
    """What one civil day counts for; what may lie on several days counts at most, on each of them."""

    date: datetime.date = strawberry.field(description="The civil day at the place.")
    count: Count = strawberry.field(description="People on this day, as bounds.")


@strawberry.type
class WayCount:
    """What one place on the way counts for; who may have passed several counts at most, at each of them."""

    count: Count = strawberry.field(description="People who passed here, as bounds.")
    place_id: strawberry.Private[str]
    position: strawberry.Private[int]

    @strawberry.field
    async def place(self, info: Info) -> Place | None:
        """The place on the way."""
        return await place(info, Coordinates(None, None, self.position), self.place_id)


@dataclass(frozen=True)
class Sum:
    """A question with what the log has for it."""

    asked: PeopleQuery
    found: People
    seen: Coordinates

    def reported(self) -> list[domain_incidents.Incident]:
        return domain_incidents.incidents(self.found.claims, self.found.place_tree)

    async def compute(self, work: Callable[..., Iterable[T]], *more: Any) -> list[T]:
        """A sum over many claims takes its time: others must be let through."""
        return await asyncio.to_thread(lambda: list(work(self.reported(), self.asked, self.found.place_tree, *more)))

    async def days(self) -> list["DayCount"]:
        return [
            DayCount(date=day, count=of_figure(bounded(bounds)))
            for day, bounds in await self.compute(aggregation.by_day)
        ]


@strawberry.type
class CrossingTotal:
    """People who crossed, as bounds. Flows only: who stays somewhere is a measure. Returns are their own direction."""

    total: strawberry.Private[aggregation.Total]
    sum: strawberry.Private[Sum]

    @strawberry.field
    def count(self) -> Count:
        """Certainly at least `low`, at most `high`. Open on both sides where nothing was told: that is not zero."""
        return of_figure(summed(self.total))

    @strawberry.field
    def incidents(self) -> list[CrossingIncident]:
        """All that was told, in order of time, whether it is in the sum or not."""
        return [CrossingIncident(counted=one, seen=self.sum.seen) for one in self.total.incidents]

    @strawberry.field
    async def by_day(self) -> list[DayCount]:
        """The days of which something was told."""
        return await self.sum.days()

    @strawberry.field
    async def by_way(self, kind: PlaceKind | None = None) -> list[WayCount]:
        """By border crossing point, post or area, as they were named; with `kind`, by the places of it around them."""
        ways = await self.sum.compute(aggregation.by_way, kind)
        at = self.sum.seen.position
        return [WayCount(count=of_figure(bounded(bounds)), place_id=where, position=at) for where, bounds in ways]


@strawberry.type
class CasualtyTotal:
    """One number for all of `kinds` together. Totals of other kinds may hold the same people: never add them."""

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
        """Every claim that was looked at, in order of position."""
        lines = (line for one in self.total.incidents for line in aggregation.account(one))
        return await events_at(info, self.sum.seen, sorted(line.position for line in lines))

    @strawberry.field
    def incidents(self) -> list[CasualtyIncident]:
        """All that was told, in order of time, whether it is in the sum or not."""
        return [CasualtyIncident(counted=one, seen=self.sum.seen) for one in self.total.incidents]

    @strawberry.field
    async def by_day(self) -> list[DayCount]:
        """The days of which something was told."""
        return await self.sum.days()


async def crossings_of(info: Info, asked: PeopleQuery, known_on: date | None, position: int) -> CrossingTotal:
    sum = await _sum(info, PersonsCrossedBorder, asked, known_on, position)
    [total] = await sum.compute(lambda *given: [aggregation.total(*given)])
    return CrossingTotal(total=total, sum=sum)


async def casualties_of(info: Info, asked: PeopleQuery, known_on: date | None, position: int) -> list[CasualtyTotal]:
    """One total for the kinds asked for; without, one for each set of kinds that was told together."""
    sum = await _sum(info, CasualtiesReported, asked, known_on, position)
    found = []
    for each in _by_kinds(sum):
        [total] = await each.compute(lambda *given: [aggregation.total(*given)])
        kinds = [kind for kind in CasualtyKind if kind in each.asked.kinds]
        if total.incidents or asked.kinds:
            found.append(CasualtyTotal(kinds=kinds, total=total, sum=each))
    return found


def _by_kinds(sum: Sum) -> list[Sum]:
    if sum.asked.kinds:
        return [sum]
    return [
        Sum(replace(sum.asked, kinds=kinds), People(claims, sum.found.place_tree), sum.seen)
        for kinds, claims in sum.found.by_kinds().items()
    ]


async def _sum(info: Info, kind: Any, asked: PeopleQuery, known_on: date | None, position: int) -> Sum:
    _check(asked)
    places = [one for one in (asked.origin, asked.destination, asked.via, asked.within) if one is not None]
    for one in places:
        await known(info, position, one)
    found = await info.context.reading.ask(
        people.people, kind, asked.first, asked.last, Coordinates(None, known_on, position), places=places
    )
    return Sum(asked, found, Coordinates(None, known_on, position))


def _check(asked: PeopleQuery) -> None:
    in_order(asked.first, asked.last)
    if (asked.last - asked.first).days >= limits.STEPS_MAX:
        raise bad_input(f"that is more than {limits.STEPS_MAX:,} days: ask for the period in parts")
