"""Questions about who holds what: on a day, over many days, and as it was believed."""

from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types import snapshot as snapshots
from api.graphql.types.belief import Belief, beliefs_of
from api.graphql.types.diff import Diff, SnapshotInput, diff_of
from api.graphql.types.flat import PeriodRow, SeriesRow, period_rows, series_rows
from api.graphql.types.place import EditionInput
from api.graphql.types.replay import Frame, Period, replay_of
from api.graphql.types.requested_days import days_asked
from api.graphql.types.scalars import DateTime, Position
from api.graphql.types.series import SeriesPoint, series_of
from api.graphql.types.snapshot import Snapshot
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy, Step
from service.asking import tokens
from service.asking.known import known_by


@strawberry.type
class ControlQueries:
    @strawberry.field
    async def as_of(
        self,
        info: Info,
        date: date,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> Snapshot:
        """The state of the world at the end of a day, in the civil time of each place.

        `knownOn` and `knownAt` leave out what became known later, `position` what was recorded later.
        """
        return snapshots.snapshot_at(
            info.context.reading.coordinates(date, known_by(known_on, known_at), position, policy)
        )

    @strawberry.field
    async def snapshot(self, info: Info, token: strawberry.ID) -> Snapshot:
        """The snapshot with this token: always the same answer."""
        return snapshots.snapshot_at(info.context.reading.named(tokens.decode(token)))

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
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[SeriesPoint]:
        """How many places each holder has on `from` and at every step after it up to `to`, both included.

        Steps of a month keep the day of `from`, or take the last day of a shorter month. `edition`: only of the
        places that this gazetteer has.
        """
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await series_of(info, days_asked(from_, to, step), at, within, kind, edition)

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
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[SeriesRow]:
        """`series` as flat rows, one for each day, holder and level, for tools that read tables.

        `edition`: only of the places that this gazetteer has.
        """
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await series_rows(info, days_asked(from_, to, step), at, within, kind, edition)

    @strawberry.field
    async def period_rows(
        self,
        info: Info,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        known_on: date | None = None,
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
    ) -> list[PeriodRow]:
        """Who held each place from `from` to `to`, both included, as flat rows by place and day, without gaps.

        With the same day for both, it is the snapshot of that day as a table.
        """
        at = Coordinates(None, known_by(known_on, known_at), info.context.reading.position(position), policy)
        return await period_rows(info, days_asked(from_, to, Step.DAY), at, within, kind)

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
        known_at: DateTime | None = None,
        position: Position | None = None,
        policy: Policy = Policy.AGAINST_INTEREST,
        first: int = 100,
        after: str | None = None,
    ) -> Connection[Frame]:
        """A frame for `from` and every step after it up to `to`: the first is full, the others have what changed.

        Later pages are answered at the position of the first, so that their frames fit together.
        """
        period = Period(days_asked(from_, to, step), known_by(known_on, known_at), position, policy)
        return await replay_of(info, period, within, kind, first, after)

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
