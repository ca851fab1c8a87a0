"""Questions about numbers: people who crossed or came to harm, published series, totals that others stated."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.claimed_total import TallyConnection, tallies_of
from api.graphql.types.measure import Measure, MeasurePoint, all_measures, measure_of
from api.graphql.types.people import CasualtyTotal, CrossingTotal, casualties_of, crossings_of
from api.graphql.types.scalars import DateTime, Position
from domain.counting.people_query import PeopleQuery
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind, PersonGroup, Policy
from service.asking.known import known_by
from store.read.tally_claims import TallyQuery


@strawberry.type
class NumberQueries:
    @strawberry.field
    async def crossings(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        origin: strawberry.ID | None = None,
        destination: strawberry.ID | None = None,
        via: strawberry.ID | None = None,
        group: PersonGroup | None = None,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
    ) -> CrossingTotal:
        """People who crossed a border from one civil day to another, both included, added up as bounds.

        A place includes everything in it. Nobody is counted twice; the rules are in docs/counting.md.
        """
        query = PeopleQuery(from_, to, origin=origin, destination=destination, via=via, group=group)
        return await crossings_of(info, query, known_by(known_on, known_at), info.context.reading.position(position))

    @strawberry.field
    async def casualties(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        within: strawberry.ID | None = None,
        party: strawberry.ID | None = None,
        kinds: list[CasualtyKind] | None = None,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
    ) -> list[CasualtyTotal]:
        """People killed, wounded, captured and so on, as bounds: a total for each set of kinds reported together.

        With `kinds`, one total for these kinds; of a count that covers other kinds too, any share may be of these.
        """
        query = PeopleQuery(from_, to, within=within, party=party, kinds=frozenset(kinds or ()))
        return await casualties_of(info, query, known_by(known_on, known_at), info.context.reading.position(position))

    @strawberry.field
    async def measure(
        self,
        info: Info,
        id: strawberry.ID,
        place: strawberry.ID,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
    ) -> list[MeasurePoint]:
        """A published series as it was known on a day or at a moment; by default as known now.

        Days without a value are left out.
        A month or a year is a point of its own, and is there if its first day is from `from` to `to`.
        """
        return await measure_of(info, id, place, (from_, to), known_by(known_on, known_at), position)

    @strawberry.field
    async def measures(
        self, info: Info, within: strawberry.ID | None = None, first: int = 100, after: str | None = None
    ) -> Connection[Measure]:
        """The published series, by id and place: what is measured where, on which days, and by which sources."""
        return await all_measures(info, within, first, after)

    @strawberry.field
    async def tallies(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
        first: int = 50,
        after: str | None = None,
    ) -> TallyConnection:
        """Totals that others stated, each beside what this log shows; in the order of the log.

        Only totals whose window overlaps `from` to `to`. Both the totals and what is shown beside them are as known on
        `knownOn` or at `knownAt`, at `position`.
        """
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await tallies_of(info, TallyQuery(at, within, from_, to), first, after)
