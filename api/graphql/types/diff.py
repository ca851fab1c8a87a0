"""What differs between two snapshots, and why."""

import asyncio
import datetime
from collections.abc import Iterable
from dataclasses import replace

import strawberry

from api.graphql.context import Info
from api.graphql.types import snapshot as snapshots
from api.graphql.types.event import Event, events_at
from api.graphql.types.event_view import views_beside
from api.graphql.types.known_ids import known
from api.graphql.types.place import Place, place_of_log
from api.graphql.types.scalars import DateTime, Position
from api.graphql.types.snapshot import Snapshot
from api.graphql.types.state import PlaceState, place_state
from domain.control.state import UNKNOWN, State
from domain.history import diff
from domain.history.diff import Cause
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from service.asking.known import known_by
from service.asking.reading import Loader, MapFrame, Reading
from store.read.snapshot import PlacedState


@strawberry.input
class SnapshotInput:
    """The coordinates of a snapshot, as asOf takes them."""

    date: datetime.date = strawberry.field(description="The civil day at whose end the snapshot stands.")
    known_on: datetime.date | None = strawberry.field(
        default=None, description="Only what was known by the end of this day (UTC) counts. Null: everything known."
    )
    known_at: DateTime | None = strawberry.field(
        default=None, description="Only what was known by this moment counts. Give it or `knownOn`."
    )
    position: Position | None = strawberry.field(
        default=None, description="Only the log up to here counts. Null: all of it."
    )
    policy: Policy = strawberry.field(
        default=Policy.AGAINST_INTEREST, description="The rules by which claims become a state: docs/resolution.md."
    )


@strawberry.type
class PlaceChange:
    """A place whose state or status differs between the two snapshots."""

    before: PlaceState = strawberry.field(description="The place in the first snapshot.")
    after: PlaceState = strawberry.field(description="The place in the second snapshot.")
    cause: Cause = strawberry.field(description="Whether the days, the knowledge or both made the difference.")

    @strawberry.field
    async def place(self, info: Info) -> Place:
        """The place that differs."""
        position = max(self.before.at.position, self.after.at.position)
        return await place_of_log(info, Coordinates(None, None, position), self.after.place_id)

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """What makes the difference, in order of position.

        Claims behind the second snapshot and not the first, and the corrections and retractions because of which others
        no longer stand. Where both rest on the same claims, those of the second: the day alone differs.
        """
        differing = [(before, after) for before, after in self._aspects() if diff.seen(before) != diff.seen(after)]
        found = [await self._made_by(info, before, after) for before, after in differing]
        return await events_at(info, self.after.at_any_policy, sorted({event for events in found for event in events}))

    event_views = views_beside(events)

    def _aspects(self) -> list[tuple[State, State]]:
        """Who holds it, and whether it can be used, before and after."""
        statuses = (self.before.status_found or UNKNOWN, self.after.status_found or UNKNOWN)
        return [(self.before.state, self.after.state), statuses]

    async def _made_by(self, info: Info, before: State, after: State) -> list[int]:
        at, standing_of = self.after.at_any_policy, info.context.reading.standing_of
        silent = await asyncio.gather(*(standing_of(at, claim) for claim in diff.silenced(before, after)))
        acts = {act for standing in silent for act in (standing.corrected_by, standing.retracted_by) if act is not None}
        return diff.events(before, after, acts)


@strawberry.type
class Diff:
    """Two snapshots and the places that differ. `docs/coordinates.md` defines the causes."""

    from_: Snapshot = strawberry.field(name="from", description="The first snapshot.")
    to: Snapshot = strawberry.field(description="The second snapshot.")
    within: strawberry.Private[str | None]
    kind: strawberry.Private[PlaceKind | None]

    @strawberry.field
    async def places(self, info: Info) -> list[PlaceChange]:
        """The places whose state or status looks different to a reader, by id."""
        first, second = self.from_.at, self.to.at
        reading = info.context.reading
        among = None
        if diff.only_knowledge_differs(first, second):
            among = await reading.learned_of.load(((first, second, self.within), self.kind))
        control, status = [await self._states(maps, among) for maps in (reading.maps, reading.status_maps)]
        changes = [diff.differences(*three) for three in (control, status)]
        return [
            PlaceChange(
                before=place_state(first, id, control[0].get(id, UNKNOWN), status[0].get(id, UNKNOWN)),
                after=place_state(second, id, control[2].get(id, UNKNOWN), status[2].get(id, UNKNOWN)),
                cause=diff.together(found[id].cause for found in changes if id in found),
            )
            for id in sorted({id for found in changes for id in found})
        ]

    async def _states(self, maps: Loader, among: frozenset[str] | None) -> list[dict[str, State]]:
        """The states of these places in the first snapshot, in the corner between the two, and in the second."""
        first, second = self.from_.at, self.to.at
        coordinates = first, replace(first, date=second.date), second
        placed = [await maps.load((MapFrame(at, self.within, among=among), self.kind)) for at in coordinates]
        return [_by_id(places) for places in placed]


def _by_id(placed: Iterable[PlacedState]) -> dict[str, State]:
    return {place.place_id: place.state for place in placed}


async def diff_of(
    info: Info, from_: SnapshotInput, to: SnapshotInput, within: str | None, kind: PlaceKind | None
) -> Diff:
    reading = info.context.reading
    first, second = [snapshots.snapshot_at(_coordinates(reading, chosen)) for chosen in (from_, to)]
    inside = await known(info, max(first.at.position, second.at.position), within)
    return Diff(from_=first, to=second, within=inside, kind=kind)


def _coordinates(reading: Reading, chosen: SnapshotInput) -> Coordinates:
    known_at = known_by(chosen.known_on, chosen.known_at)
    return reading.coordinates(chosen.date, known_at, chosen.position, chosen.policy)
