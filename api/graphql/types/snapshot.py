"""The world at one set of coordinates."""

import datetime
from typing import Any

import strawberry

from api.graphql.connections import Connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types import event_view, state
from api.graphql.types.event_view import EventView
from api.graphql.types.known_ids import known, known_actor, warn_of
from api.graphql.types.node import Node
from api.graphql.types.place import CodeInput, EditionInput, by_id_or_code, listing
from api.graphql.types.scalars import Columns, DateTime, Position, moment_shown
from api.graphql.types.state import PlaceState
from api.graphql.types.tally import Tally, tally
from domain.control.aspects import status_held
from domain.control.state import UNKNOWN
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, FacilityStatus, PlaceKind, Policy
from service.asking import cursors, tokens
from service.asking.reading import MapFrame
from store.read import snapshot
from store.read.snapshot import PlacedState
from store.read.text_search import PLACES


@strawberry.type
class Snapshot(Node):
    """The world at the end of a day, as it was known at a time and at a position, by a policy. It never changes."""

    id: strawberry.ID = strawberry.field(description="The same as `token`: clients keep things by `id`.")
    date: datetime.date = strawberry.field(description="The civil day, at each place, at whose end the snapshot is.")
    known_on: datetime.date | None = strawberry.field(
        description="Only what was known by the end of this day (UTC) counts. Null: everything, or see `knownAt`."
    )
    known_at: DateTime | None = strawberry.field(
        description="Only what was known by this moment counts. Null: everything, or see `knownOn`."
    )
    position: Position = strawberry.field(description="Only the log up to here counts.")
    policy: Policy = strawberry.field(description="The rules by which claims become a state: docs/resolution.md.")
    token: strawberry.ID = strawberry.field(
        description="Pass it to snapshot(token:) for this snapshot again; it never expires."
    )
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def place(
        self, info: Info, id: strawberry.ID | None = None, code: CodeInput | None = None
    ) -> PlaceState | None:
        """One place, by its id or a code; null where there is none."""
        position = self.at.position
        found = await by_id_or_code(info, position, id, code)
        if found is None:
            return None
        if await info.context.reading.places.load((Coordinates(None, None, position), found)) is None:
            await warn_of(info, PLACES, position, found)
            return None
        return await state.state_of(info, self.at, found)

    @strawberry.field
    async def places(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        holder: strawberry.ID | None = None,
        level: ControlLevel | None = None,
        certainty: Certainty | None = None,
        status: FacilityStatus | None = None,
        first: int = 1000,
        after: str | None = None,
    ) -> Connection[PlaceState]:
        """All places of a kind that exist on the day, by id."""
        page_size(first)
        key = cursors.decode("states", after, (str,))
        await known_actor(info, self.at.position, holder)
        with_status = None if status is None else await self._with_status(info, within, kind, status)
        chosen = [
            placed
            for placed in await self._states(info, within, kind)
            if (with_status is None or placed.place_id in with_status)
            and (holder is None or placed.state.holder == holder)
            and (level is None or placed.state.level == level)
            and (certainty is None or placed.state.certainty == certainty)
        ]
        return page_of_sequence(
            chosen,
            lambda placed: placed.place_id,
            first,
            key and key[0],
            lambda placed: cursors.encode("states", placed.place_id),
            lambda placed: state.place_state(self.at, placed.place_id, placed.state),
        )

    @strawberry.field
    async def event(self, info: Info, id: strawberry.ID) -> EventView | None:
        """One event as seen from here, by its id; null where there is none, or where it was not known yet."""
        return await event_view.view_by_id(info, Coordinates(None, self.at.known_at, self.at.position), id)

    @strawberry.field
    async def frame(
        self, info: Info, within: strawberry.ID | None = None, kind: PlaceKind = PlaceKind.DISTRICT
    ) -> Columns:
        """The same states as `places`, in columns and without the claims: for maps of tens of thousands of places.

        The status is null where nobody reports whether the place can be used.
        """
        states = await self._states(info, within, kind)
        return columns(states, await self._statuses(info, within, kind), self.date)

    @strawberry.field
    async def state_hash(self, info: Info) -> str:
        """SHA-256 over the answer for all places: the same on every engine and after every rebuild."""
        reading, everywhere = info.context.reading, (MapFrame(self.at), None)
        placed = await reading.maps.load(everywhere)
        statuses = await reading.status_maps.load(everywhere)
        named = snapshot.claims_named(placed, statuses)
        return snapshot.hash_of(placed, statuses, await reading.recall(snapshot.event_ids, named))

    @strawberry.field
    async def tally(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        kind: PlaceKind = PlaceKind.DISTRICT,
        edition: EditionInput | None = None,
    ) -> Tally:
        """How many places each holder has, as bounds."""
        key = await self._map_key(info, within, kind, edition)
        found = await info.context.reading.maps.load(key)
        return tally([placed.state for placed in found], self.at.position, key)

    async def _states(self, info: Info, within: str | None, kind: PlaceKind) -> list[PlacedState]:
        return await info.context.reading.maps.load(await self._map_key(info, within, kind, None))

    async def _statuses(self, info: Info, within: str | None, kind: PlaceKind) -> list[PlacedState]:
        """Of the same places in the same order."""
        return await info.context.reading.status_maps.load(await self._map_key(info, within, kind, None))

    async def _with_status(
        self, info: Info, within: str | None, kind: PlaceKind, status: FacilityStatus
    ) -> frozenset[str]:
        statuses = await self._statuses(info, within, kind)
        return frozenset(placed.place_id for placed in statuses if status_held(placed.state.holder) is status)

    async def _map_key(self, info: Info, within: str | None, kind: PlaceKind, edition: EditionInput | None) -> Any:
        return MapFrame(self.at, await known(info, self.at.position, within), listing(edition)), kind


def snapshot_at(at: Coordinates) -> Snapshot:
    token = strawberry.ID(tokens.encode(at))
    return Snapshot(
        id=token,
        date=at.day,
        known_on=at.known_on,
        known_at=moment_shown(at.known_moment),
        position=Position(at.position),
        policy=at.policy,
        token=token,
        at=at,
    )


def columns(states: list[PlacedState], statuses: list[PlacedState], day: datetime.date) -> Columns:
    reported = [placed.state if placed.state != UNKNOWN else None for placed in statuses]
    last_words = [placed.state.last_word(day) for placed in states]
    return Columns(
        {
            "place": [placed.place_id for placed in states],
            "holder": [placed.state.holder for placed in states],
            "level": [placed.state.level.value for placed in states],
            "certainty": [placed.state.certainty.value for placed in states],
            "since": [placed.state.since for placed in states],
            "levelCertainty": [placed.state.level_certainty.value for placed in states],
            "lastWord": [last_word and last_word.isoformat() for last_word in last_words],
            "status": [state and status_held(state.holder).value for state in reported],
            "statusCertainty": [state and state.certainty.value for state in reported],
        }
    )
