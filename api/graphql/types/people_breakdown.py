"""A sum of casualties by day, month, place, actor and kind of harm."""

import asyncio
import datetime
import math
from collections.abc import Callable, Sequence
from typing import Any

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.place import Place, place
from domain.counting import breakdown
from domain.counting.breakdown import Axis, TimeAxis
from domain.counting.overlap_groups import GroupedPeople
from domain.counting.people_query import PeopleQuery
from domain.counting.sum_qualifiers import bounded
from domain.values.coordinates import Coordinates
from domain.values.count_terms import CountAxis
from domain.values.terms import CasualtyKind, PlaceKind
from service.asking.refusals import bad_input


@strawberry.type
class CasualtyCell:
    """One cell of a breakdown. What the sum is not broken down by is null."""

    count: Count = strawberry.field(description="People of this cell, as bounds.")
    kind: CasualtyKind | None = strawberry.field(description="What happened to them.")
    from_: datetime.date | None = strawberry.field(name="from", description="The first civil day of the cell.")
    to: datetime.date | None = strawberry.field(description="The last civil day of the cell.")
    party_id: strawberry.Private[str | None]
    place_id: strawberry.Private[str | None]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def party(self, info: Info) -> Actor | None:
        """The actor that they belonged to."""
        return await actor(info, self.at.position, self.party_id)

    @strawberry.field
    async def place(self, info: Info) -> Place | None:
        """Where they came to harm."""
        return await place(info, self.at.described, self.place_id) if self.place_id else None


async def cells_of(
    people: GroupedPeople, query: PeopleQuery, at: Coordinates, by: Sequence[CountAxis], place_kind: PlaceKind | None
) -> list[CasualtyCell]:
    _check(by, place_kind)
    make: dict[CountAxis, Callable[[], Axis | TimeAxis]] = {
        CountAxis.DAY: lambda: breakdown.days(query),
        CountAxis.MONTH: lambda: breakdown.months(query),
        CountAxis.PLACE: lambda: breakdown.places(people, query, place_kind),
        CountAxis.PARTY: lambda: breakdown.parties(people, query),
        CountAxis.KIND: lambda: breakdown.kinds(people, query),
    }
    axes = [make[axis]() for axis in by]
    if math.prod(len(axis.values) for axis in axes) > limits.CELLS_MAX:
        raise bad_input(
            f"that may be more than {limits.CELLS_MAX:,} cells: ask by MONTH, for less time or less to break down by"
        )
    cells = await asyncio.to_thread(lambda: list(breakdown.by_cell(people, query, axes)))
    return [_cell(dict(zip(by, values, strict=True)), of_figure(bounded(bounds)), at) for values, bounds in cells]


def _cell(values: dict[CountAxis, Any], count: Count, at: Coordinates) -> CasualtyCell:
    first, last = values.get(CountAxis.DAY) or values.get(CountAxis.MONTH) or (None, None)
    return CasualtyCell(
        count=count,
        kind=values.get(CountAxis.KIND),
        from_=first,
        to=last,
        party_id=values.get(CountAxis.PARTY),
        place_id=values.get(CountAxis.PLACE),
        at=at,
    )


def _check(by: Sequence[CountAxis], place_kind: PlaceKind | None) -> None:
    if not by or len(set(by)) < len(by):
        raise bad_input(
            "`by` names each thing to break down by once, and at least one: DAY, MONTH, PLACE, PARTY or KIND"
        )
    if {CountAxis.DAY, CountAxis.MONTH} <= set(by):
        raise bad_input("a sum is broken down by DAY or by MONTH: give one of the two")
    if place_kind is not None and CountAxis.PLACE not in by:
        raise bad_input("`placeKind` says which places: add PLACE to `by`")
