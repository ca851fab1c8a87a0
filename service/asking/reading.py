"""One operation's view of the database: one transaction, one head, and loaders that ask in batches.

All fields of an answer read through it, so they agree, whatever is appended meanwhile. The number of statements
depends on the fields asked for, and not on the number of places or events.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import AsyncExitStack, suppress
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from strawberry.dataloader import DataLoader

from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, Policy
from service.asking.pins import Pin, Pins
from service.asking.refusals import ClientError
from service.asking.stored_text import can_be_stored
from store.db.connections import Connection, Database
from store.db.driver_errors import translated
from store.db.errors import DamagedProjection, DamagedRow, DatabaseBusy, DatabaseUnreachable, StoreError
from store.read import actors, annulments, claim_times, disclosures, log, place_tree, places, snapshot, sources, tree
from store.read.annulments import Standing
from store.read.fold_pool import INLINE_COST, FoldPool
from store.read.folds import Fold
from store.read.log import Head
from store.read.place_selection import Edition

T = TypeVar("T")
Ask = Callable[[list[Any], Any], Awaitable[Mapping[Any, Any]]]


class MapFrame(NamedTuple):
    """Which map, but for the kind of its places. `among`: of these places alone."""

    at: Coordinates
    within: str | None = None
    edition: Edition | None = None
    among: frozenset[str] | None = None


class Reading:
    """Asked by the resolvers of one operation, and closed by its maker.

    The transaction begins with the first question, and again with the first after a rest. `pins` notes what the
    answer depends on: every look at the end of the log is noted there.
    """

    def __init__(self, db: Database, folds: FoldPool):
        self.pins = Pins()
        self._folds = folds
        self._folding: set[asyncio.Future[Any]] = set()
        self._head = log.EMPTY
        self._stands = False
        self._db = db
        self._open = AsyncExitStack()
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()
        self._broken: StoreError | None = None
        self._closed = False
        self._make_loaders()

    async def ask(self, question: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        """Put a question to the store: at `position` or at Coordinates if given, else at the end of the log.

        Raises StoreError.
        """
        if named.get("position") is None and not any(isinstance(argument, Coordinates) for argument in arguments):
            self.pins.add(Pin.HEAD)
        return await self.recall(question, *arguments, **named)

    async def recall(self, question: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        """Put a question to the store whose answer is the same at every position: what an event says.

        Raises StoreError.
        """
        # When one field fails, its siblings are cancelled. A statement under way must still end: interrupting it
        # would break the connection.
        return await asyncio.shield(asyncio.ensure_future(self._ask(question, *arguments, **named)))

    async def fold(self, question: Callable[..., Awaitable[Fold[T]]], *arguments: Any, **named: Any) -> T:
        """Put a question to the store of which the answer takes work: no connection is held while that is done.

        Raises StoreError. What has not begun when the reading is closed is dropped.
        """
        return await self.worked_out(await self.ask(question, *arguments, **named))

    async def worked_out(self, left: Fold[T]) -> T:
        """The answer of a fold for which everything has been read, likewise."""
        if left.cost < INLINE_COST:
            return left.here()
        work = asyncio.ensure_future(self._fold(left))
        self._folding.add(work)
        try:
            return await work
        finally:
            work.cancel()
            self._folding.discard(work)

    async def _fold(self, left: Fold[T]) -> T:
        await self.rest()
        return await self._folds.fold(left)

    async def _ask(self, question: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        # A connection takes one statement at a time, and after a failed one it takes none.
        async with self._turn:
            if self._closed:
                raise asyncio.CancelledError  # its field was cancelled
            if self._broken:
                raise self._broken
            try:
                return await self._put(question, *arguments, **named)
            except (DamagedRow, DamagedProjection):
                raise  # other rows can still be read
            except StoreError as error:
                self._broken = error
                raise
            finally:
                if self._folding:
                    await self._let_go()

    async def _put(self, question: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        """A standby ends what stands in the way of its replay; asked once more, it answers as after a rest."""
        with suppress(*((DatabaseBusy, DatabaseUnreachable) if self._db.standby else ())):
            return await self._put_once(question, *arguments, **named)
        await self._let_go()
        return await self._put_once(question, *arguments, **named)

    async def _put_once(self, question: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any) -> Any:
        with translated():
            if self._connection is None:
                self._connection = await self._open.enter_async_context(self._db.read())
            return await question(self._connection, *arguments, **named)

    async def begin(self) -> None:
        """See the log as it is now."""
        # No answer depends on the end of the log before something looks at it.
        self.stand_at(await self.recall(log.head))

    def stand_at(self, head: Head) -> None:
        """See the log as it was when it ended here: what is asked at positions has the same answers later."""
        self._head, self._stands = head, True

    async def rest(self) -> None:
        """Give the connection back. Later questions are asked at positions, and so have the same answers."""
        await asyncio.shield(asyncio.ensure_future(self._give_back()))

    async def close(self) -> None:
        """Let the statement under way end, drop what is being folded, and accept no more."""
        self._closed = True
        for work in self._folding:
            work.cancel()
        await self.rest()

    async def _give_back(self) -> None:
        async with self._turn:
            await self._let_go()

    async def _let_go(self) -> None:
        self._connection = None
        with suppress(StoreError):  # what was read was read
            await self._open.aclose()

    def position(self, wanted: int | None) -> int:
        """The position to answer at. Raises ClientError if the log does not reach it."""
        return self.head.position if wanted is None else self._reached(wanted, Pin.POSITION)

    def _reached(self, position: int, pin: Pin) -> int:
        if position > self._head.position:
            later = ", or with minPosition, since a standby may have it in a moment" if self._db.standby else ""
            raise ClientError(
                "POSITION_AHEAD",
                f"the log ends at position {self._head.position}, before {position}: ask for that or less{later}",
            )
        self.pins.add(pin, position)
        return position

    def named(self, at: Coordinates) -> Coordinates:
        """The coordinates in a token. Raises ClientError if the log does not reach them."""
        self._reached(at.position, Pin.TOKEN)
        return at

    def coordinates(self, day: date, known_at: datetime | None, position: int | None, policy: Policy) -> Coordinates:
        return Coordinates(day, known_at, self.position(position), policy)

    @property
    def head(self) -> Head:
        """The end of the log when the operation began. An answer that depends on it may change with the next event."""
        self.pins.add(Pin.HEAD)
        return self._head

    @property
    def stands_at(self) -> int | None:
        """The position of the answer: no later event has a part in it. None where nobody knows yet where it stands."""
        if not self._stands:
            return None
        return self._head.position if self.pins.loosest >= Pin.HEAD else self.pins.furthest

    @property
    def here(self) -> Coordinates:
        """Everything known, at the head."""
        return Coordinates(None, None, self.head.position)

    async def standing_of(self, at: Coordinates, event: int) -> Standing:
        """Whether the event at this position stands, as known at coordinates. All that are asked for come at once."""
        standing: Standing = await self._standings.load((at.position, (at.known_at, event)))
        return standing

    def _make_loaders(self) -> None:
        ask = self.ask
        self.events = _loader(lambda keys, _: self.recall(log.by_positions, keys))
        self.events_by_id = _loader(self._events_by_id)
        self.event_places = _loader(lambda keys, _: self.recall(log.places_of, keys))
        self._standings = _loader(lambda keys, position: ask(annulments.standing_over_time, keys, position=position))
        self.disclosures = _loader(lambda ids, _: ask(disclosures.on_record, ids))
        self.proofs = _loader(lambda positions, size: self.recall(tree.proofs, positions, size))
        self.roots = _loader(lambda sizes, _: self.recall(tree.roots, sizes))
        self.claim_bounds = _loader(lambda names, _: self._claim_bounds())
        self.interests = _loader(lambda keys, position: ask(log.interests_of, keys, position=position))
        self.places = _loader(lambda ids, at: ask(places.places_by_ids, ids, position=at.position, day=at.date))
        self.ancestors = _loader(lambda ids, at: ask(place_tree.ancestors, ids, position=at.position, day=at.date))
        self.geometries = _loader(lambda ids, at: ask(places.geometries, ids, position=at.position, day=at.date))
        self.children = _loader(self._children)
        self.actors = _loader(lambda ids, position: ask(actors.actors_by_ids, ids, position=position))
        self.sources = _loader(lambda ids, position: ask(sources.sources_by_ids, ids, position=position))
        self.states = _loader(self._states)
        self.statuses = _loader(lambda ids, at: self._states(ids, at, Aspect.STATUS))
        self.maps = _loader(self._maps)
        self.status_maps = _loader(lambda kinds, frame: self._maps(kinds, frame, Aspect.STATUS))
        self.learned_of = _loader(self._learned_of)
        self.histories = _loader(lambda ids, at: self.fold(snapshot.history_fold, ids, at))
        self.status_histories = _loader(lambda ids, at: self.fold(snapshot.history_fold, ids, at, Aspect.STATUS))
        self.place_histories = _loader(self._place_histories)
        self.place_status_histories = _loader(lambda kinds, frame: self._place_histories(kinds, frame, Aspect.STATUS))

    async def _events_by_id(self, ids: list[str], _: Any) -> Mapping[str, Any]:
        events = await self.recall(log.by_ids, ids)
        if any(id not in events for id in ids):
            self.pins.add(Pin.HEAD)  # a missing event may be recorded later
        return events

    async def _claim_bounds(self) -> Mapping[str, Any]:
        bounds: claim_times.Bounds = await self.ask(claim_times.bounds)
        return bounds._asdict()

    async def _place_histories(
        self,
        kinds: list[PlaceKind],
        frame: tuple[Coordinates, str | None, Edition | None],
        aspect: Aspect = Aspect.CONTROL,
    ) -> Mapping[PlaceKind, Any]:
        at, within, edition = frame
        chosen = {"within": within, "edition": edition, "aspect": aspect}
        return {kind: await self.fold(snapshot.place_history_fold, at, kind=kind, **chosen) for kind in kinds}

    async def _children(self, ids: list[str], frame: tuple[Coordinates, PlaceKind | None]) -> Mapping[str, Any]:
        at, kind = frame
        return await self.ask(places.children, ids, kind=kind, position=at.position, day=at.date)

    async def _states(self, ids: list[str], at: Coordinates, aspect: Aspect = Aspect.CONTROL) -> Mapping[str, Any]:
        states = await self.fold(snapshot.state_fold, at, aspect=aspect, place_ids=ids, exists_on_date=False)
        return {placed.place_id: placed.state for placed in states}

    async def _maps(
        self, kinds: list[PlaceKind], frame: MapFrame, aspect: Aspect = Aspect.CONTROL
    ) -> Mapping[PlaceKind, Any]:
        at, within, edition, among = frame
        chosen = {"within": within, "edition": edition, "place_ids": among, "aspect": aspect}
        return {kind: await self.fold(snapshot.state_fold, at, kind=kind, **chosen) for kind in kinds}

    async def _learned_of(
        self, kinds: list[PlaceKind], frame: tuple[Coordinates, Coordinates, str | None]
    ) -> Mapping[PlaceKind, Any]:
        first, second, within = frame
        learned = snapshot.places_learned_of
        return {kind: await self.ask(learned, first, second, within=within, kind=kind) for kind in kinds}


class Loader(DataLoader[tuple[Hashable, Any], Any]):
    """Shields its batches: a field may be cancelled when a sibling fails, while others wait for the same batch."""

    def load(self, key: tuple[Hashable, Any]) -> Awaitable[Any]:
        return asyncio.shield(super().load(key))


def _loader(ask: Ask) -> Loader:
    """A loader whose keys are (frame, id): all ids of one frame are asked for together."""

    async def load(keys: list[tuple[Hashable, Any]]) -> list[Any]:
        ids_by_frame: dict[Hashable, list[Any]] = defaultdict(list)
        for frame, key in keys:
            if can_be_stored(key):
                ids_by_frame[frame].append(key)
        answers = {frame: await ask(ids, frame) for frame, ids in ids_by_frame.items()}
        return [answers.get(frame, {}).get(key) for frame, key in keys]

    return Loader(load_fn=load)
