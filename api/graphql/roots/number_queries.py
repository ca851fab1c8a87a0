"""Questions about numbers: people who crossed or came to harm, published series, totals that others stated."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.claimed_total import TallyConnection, tallies_of
from api.graphql.types.measure import Measure, MeasurePoint, all_measures, measure_of
from api.graphql.types.people import CasualtyTotal, CrossingTotal, casualties_of, crossings_of
from api.graphql.types.scalars import Position
from domain.counting.people_query import PeopleQuery as AskedOfPeople
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind, PersonGroup, Policy
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
        position: Position | None = None,
    ) -> CrossingTotal:
        """People who crossed a border from one civil day to another, both included, added up as bounds.

        A place stands for everything in it. Nobody is counted twice: docs/counting.md has the rules.
        """
        asked = AskedOfPeople(from_, to, origin=origin, destination=destination, via=via, group=group)
        return await crossings_of(info, asked, known_on, info.context.reading.position(position))

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
        position: Position | None = None,
    ) -> list[CasualtyTotal]:
        """Killed, wounded, captured and so on, added up as bounds: a total for each set of kinds told together.

        With `kinds`, one total for all of these: of a number for more kinds, all or none may be of these.
        """
        asked = AskedOfPeople(from_, to, within=within, party=party, kinds=frozenset(kinds or ()))
        return await casualties_of(info, asked, known_on, info.context.reading.position(position))

    @strawberry.field
    async def measure(
        self,
        info: Info,
        id: strawberry.ID,
        place: strawberry.ID,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        known_on: date | None = None,
        position: Position | None = None,
    ) -> list[MeasurePoint]:
        """A published series as it was known on a date; null knownOn: as known now. Days without a value are left out.

        A month or a year is a point of its own, and is there if its first day is from `from` to `to`.
        """
        return await measure_of(info, id, place, (from_, to), known_on, position)

    @strawberry.field
    async def measures(
        self, info: Info, within: strawberry.ID | None = None, first: int = 100, after: str | None = None
    ) -> Connection[Measure]:
        """Which series there are, by id and place: what is measured where, for which days, and by whom."""
        return await all_measures(info, within, first, after)

    @strawberry.field
    async def tallies(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
        first: int = 50,
        after: str | None = None,
    ) -> TallyConnection:
        """Totals that others stated, each beside what this log shows; in the order of the log.

        `within`: about this place or one in it. `from` and `to`: of windows that touch these days. Both the claims and
        what is shown beside them are as known on `knownOn`, at `position`.
        """
        at = Coordinates(None, known_on, info.context.reading.position(position), policy)
        return await tallies_of(info, TallyQuery(at, within, from_, to), first, after)
