"""The questions."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types import snapshot as snapshots
from api.graphql.types.actor import Actor, all_actors
from api.graphql.types.belief import Belief, beliefs_of
from api.graphql.types.claimed_total import TallyConnection, tallies_of
from api.graphql.types.diff import Diff, SnapshotInput, diff_of
from api.graphql.types.event import Event, event_by_id
from api.graphql.types.flat import PeriodRow, SeriesRow, period_rows, series_rows
from api.graphql.types.log import EventFilter, Log, events_of_log, log_of
from api.graphql.types.match import PlaceMatch, resolved
from api.graphql.types.measure import Measure, MeasurePoint, all_measures, measure_of
from api.graphql.types.people import CasualtyTotal, CrossingTotal, casualties_of, crossings_of
from api.graphql.types.place import CodeInput, Edition, EditionInput, all_editions, all_places, by_id_or_code
from api.graphql.types.place import place as place_with_id
from api.graphql.types.place_states import Place
from api.graphql.types.replay import Frame, Period, replay_of
from api.graphql.types.requested_days import days_asked
from api.graphql.types.scalars import Position
from api.graphql.types.series import SeriesPoint, series_of
from api.graphql.types.snapshot import Snapshot
from api.graphql.types.source import Source, all_sources
from domain.counting.people_query import PeopleQuery as AskedOfPeople
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind, PersonGroup, PlaceKind, Policy, Step
from service.asking import tokens
from store.read.tally_claims import TallyQuery


@strawberry.type
class Query:
    """Reading. All fields of one query are answered at one position of the log: `extensions.position`.

    That is where the log ends; or, of an answer that no later event can change, the furthest position it asked for.
    """

    @strawberry.field
    async def as_of(
        self,
        info: Info,
        date: date,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> Snapshot:
        """State of the world at the end of a day, local time of each place.

        `knownOn` leaves out what was published later, `position` what was recorded later.
        """
        return snapshots.of(info.context.reading.coordinates(date, known_on, position, policy))

    @strawberry.field
    async def snapshot(self, info: Info, token: strawberry.ID) -> Snapshot:
        """The same snapshot again, for ever, from the token that it gave."""
        return snapshots.of(info.context.reading.named(tokens.decode(token)))

    @strawberry.field
    async def diff(
        self,
        info: Info,
        from_: Annotated[SnapshotInput, strawberry.argument(name="from")],
        to: SnapshotInput,
        within: strawberry.ID | None = None,
        kind: PlaceKind | None = None,
    ) -> Diff:
        """What differs between two snapshots, and why: the world changed, or we learned of it."""
        return await diff_of(info, from_, to, within, kind)

    @strawberry.field
    async def series(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        edition: EditionInput | None = None,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[SeriesPoint]:
        """Counts by holder on `from` and every step after it up to `to`, both included.

        Months are counted from `from`: from the 31st, shorter months have their last day. `edition`: only of the
        places that this gazetteer has.
        """
        told = Coordinates(None, known_on, info.context.reading.position(position), policy)
        return await series_of(info, days_asked(from_, to, step), told, within, kind, edition)

    @strawberry.field
    async def series_rows(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        edition: EditionInput | None = None,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[SeriesRow]:
        """`series` as flat rows, one for each day, holder and level: for what draws from tables.

        `edition`: only of the places that this gazetteer has.
        """
        told = Coordinates(None, known_on, info.context.reading.position(position), policy)
        return await series_rows(info, days_asked(from_, to, step), told, within, kind, edition)

    @strawberry.field
    async def period_rows(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[PeriodRow]:
        """Who held each place from `from` to `to`, both included, as flat rows by place and day, without gaps.

        With one day for both: the snapshot of that day as a table.
        """
        told = Coordinates(None, known_on, info.context.reading.position(position), policy)
        return await period_rows(info, days_asked(from_, to, Step.DAY), told, within, kind)

    @strawberry.field
    async def replay(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        step: Step = Step.DAY,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        known_on: date | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
        first: int = 100,
        after: str | None = None,
    ) -> Connection[Frame]:
        """A frame for `from` and every step after it up to `to`: the first is full, the others have what changed.

        Later pages are answered at the position at which the replay was begun, so that their frames fit together.
        """
        asked = Period(days_asked(from_, to, step), known_on, position, policy)
        return await replay_of(info, asked, within, kind, first, after)

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
    async def beliefs(
        self,
        info: Info,
        place: strawberry.ID,
        date: date,
        policy: Policy = Policy.AGAINST_INTEREST,
        first: int = 100,
        after: str | None = None,
        position: Position | None = None,
    ) -> Connection[Belief]:
        """How the answer for one date changed as reports came in, oldest first."""
        return await beliefs_of(info, place, date, position, policy, first, after)

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

    @strawberry.field
    async def place(
        self,
        info: Info,
        id: strawberry.ID | None = None,
        code: CodeInput | None = None,
        on: date | None = None,
        position: Position | None = None,
    ) -> Place | None:
        """One place, by its id or a code; null where there is none. `on`: as it was described then."""
        at = info.context.reading.position(position)
        return await place_with_id(info, Coordinates(on, None, at), await by_id_or_code(info, at, id, code))

    @strawberry.field
    async def places(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        kind: PlaceKind | None = None,
        on: date | None = None,
        edition: EditionInput | None = None,
        first: int = 100,
        after: str | None = None,
        name: str | None = None,
    ) -> Connection[Place]:
        """The gazetteer, by id. `on`: only those that existed on that day, named and placed as they were then.

        `edition`: only those that this gazetteer has a code for. `name`: only those with this name, in any spelling on
        record.
        """
        return await all_places(info, within, kind, on, edition, first, after, name)

    @strawberry.field
    async def editions(self, info: Info, within: strawberry.ID | None = None, on: date | None = None) -> list[Edition]:
        """The gazetteers that live side by side, with how many places each has: `on` a day, as described last if null.

        Give one to `places` or to `tally` of a snapshot, and the denominator is its own.
        """
        return await all_editions(info, within, on)

    @strawberry.field
    async def resolve_place(
        self,
        info: Info,
        name: str,
        within: strawberry.ID | None = None,
        kind: PlaceKind | None = None,
        on: date | None = None,
        first: int = 5,
    ) -> list[PlaceMatch]:
        """Which place does this reported name mean, in whatever spelling or script? Best first, with the reasons."""
        return await resolved(info, name, within, kind, on, first)

    @strawberry.field
    async def actors(self, info: Info, first: int = 100, after: str | None = None) -> Connection[Actor]:
        """Who holds, gains, loses or moves, by id."""
        return await all_actors(info, first, after)

    @strawberry.field
    async def sources(self, info: Info, first: int = 100, after: str | None = None) -> Connection[Source]:
        """Documents and statements, by id."""
        return await all_sources(info, first, after)

    @strawberry.field
    async def events(
        self, info: Info, after: Position | None = None, first: int = 100, filter: EventFilter | None = None
    ) -> Connection[Event]:
        """The log itself, in order of position."""
        return await events_of_log(info, after, first, filter)

    @strawberry.field
    async def event(self, info: Info, id: strawberry.ID) -> Event | None:
        """One event, by its id; null where there is none."""
        return await event_by_id(info, info.context.reading.here, id)

    @strawberry.field
    async def log(self, info: Info) -> Log:
        """Where the log ends."""
        return log_of(info)
