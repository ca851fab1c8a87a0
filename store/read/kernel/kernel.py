"""The kernel of a server: a World that follows the log, and what was known at other times, folded when it is asked."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from store.db.connections import Connection, Database
from store.read import log, places
from store.read.actors import ActorRow
from store.read.fold_pool import FoldPool
from store.read.head_watch import HeadWatch
from store.read.kernel import reading, sidecar
from store.read.kernel.gazetteer import Gazetteer
from store.read.kernel.past import Past
from store.read.kernel.sidecar import Mark
from store.read.kernel.world import World
from store.read.log import Head

Numbers = NDArray[np.int32]

_STATES_SAVED_MIN = 20_000
"""Fewer are read from the database as quickly. As many that are read at once are worth a new file."""
_PATIENCE_S = 0.25
"""How long a question waits for the world to be brought up to the head; after that it is answered without it."""


class Kernel:
    """One for each process and database. Nothing is read before the first question, or `start`."""

    def __init__(self, db: Database, heads: HeadWatch, folds: FoldPool, file: Path | None = None):
        self._db, self._heads, self._folds, self._file = db, heads, folds, file
        self._mark: Mark | None = None
        self._saved: Mark | None = None
        """What the file has, if it is one that this kernel has read or written."""
        self._saving: asyncio.Task[None] | None = None
        self._is_folded = False
        self._world: World | None = None
        self._past: Past | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """How far the columns have followed the log; 0 before they have been read."""
        return self._world.head.position if self._world else 0

    async def world(self, patience_s: float = _PATIENCE_S) -> World | None:
        """The head of the log, at least as new as this call; None where that would take too long to read, or where
        the stored periods are by other rules. Raises StoreError.
        """
        head = await self._heads.current()
        while not self._is_at(head):
            self.begin()
            assert self._following, "begun"
            done, _ = await asyncio.wait({self._following}, timeout=patience_s)
            if not done:
                return None
            if (failed := done.pop()).exception():
                await failed
            if not self._is_folded:
                return None
        return self._world

    def begin(self) -> None:
        """Begin to read, so that the first question need not wait as long."""
        if self._following is None:
            self._following = asyncio.create_task(self._follow())
            self._following.add_done_callback(self._followed)

    async def close(self) -> None:
        """Let what is being read end, and leave the file for the next start."""
        if self._following:
            with suppress(Exception):
                await self._following
        if self._saving:
            await self._saving
        await self._save()

    async def _save(self) -> None:
        """Write the file beside the database, where there is one and its log is long enough to be worth it."""
        world, mark = self._world, self._mark
        if self._file and world and mark and mark != self._saved and len(world.states) >= _STATES_SAVED_MIN:
            with suppress(OSError):
                await asyncio.to_thread(sidecar.write, self._file, mark, world.saved())
                self._saved = mark

    def _begin_to_save(self) -> None:
        """So that a server that is killed need not read as much again at its next start."""
        if self._file and (self._saving is None or self._saving.done()):
            self._saving = asyncio.create_task(self._save())

    def _is_at(self, head: Head) -> bool:
        """Its columns may be ahead. After a rebuild that has found differences they are to be read anew."""
        held = self._world.head if self._world else None
        return held is not None and held.position >= head.position and held.rebuilt >= head.rebuilt

    def _followed(self, task: asyncio.Task[None]) -> None:
        self._following = None
        task.cancelled() or task.exception()  # looked at, so that nothing complains where nobody waits any more

    async def _follow(self) -> None:
        """Bring the world up to the head; what has changed is read in one transaction and taken over at once."""
        async with self._db.read() as conn:
            head = await log.head(conn)
            self._is_folded = await reading.is_folded(conn, head.position)
            if not self._is_folded:
                return
            followed = self._world if self._world and self._world.head.rebuilt == head.rebuilt else None
            world = followed or await self._restored(conn, head)
            if world is None or world.is_wasteful:
                held, world = 0, await self._read_whole(conn, head)
            else:
                held = len(world.states)
            mark = await self._mark_now(conn, head.position, head)
            await self._catch_up(conn, world, head)
            # Nothing is awaited since the world was changed: the mark is that of what is saved.
            self._take_over(world, mark)
        if len(world.states) - held >= _STATES_SAVED_MIN:
            self._begin_to_save()

    def _take_over(self, world: World, mark: Mark) -> None:
        if world is not self._world:
            # Numbers of places and states are those of one world.
            self._past = Past(self._db, self._folds, world)
        self._world, self._mark = world, mark

    async def _read_whole(self, conn: Connection, head: Head) -> World:
        world = World(head)
        await self._describe(conn, world)
        folded = await reading.folded_since(conn, -1)
        brought = [world.bring(chunk) async for chunk in reading.periods_in_chunks(conn)]
        world.refold(folded, _joined(brought))
        return world

    async def _restored(self, conn: Connection, head: Head) -> World | None:
        """The world of the file beside the database, at the position where it was written."""
        kept = await asyncio.to_thread(sidecar.read, self._file) if self._file else None
        if not kept or kept[0] != await self._mark_now(conn, kept[0].position, head):
            return None
        mark, saved = kept
        world = World(Head(mark.position, None, mark.position, mark.rebuilt))
        world.restore(saved)
        self._saved = mark
        await self._describe(conn, world)
        return world

    async def _mark_now(self, conn: Connection, position: int, head: Head) -> Mark:
        return Mark(position, await reading.sha256_at(conn, position), head.rebuilt)

    async def _catch_up(self, conn: Connection, world: World, head: Head) -> None:
        since = world.head.position
        if since == head.position:
            world.head = head
            return
        changed_at = await reading.registers_changed_at(conn)
        is_news = changed_at > max(since, world.registers_changed_at)
        registers = await self._registers(conn, world) if is_news else None
        folded = await reading.folded_since(conn, since)
        brought = [world.bring(chunk) async for chunk in reading.periods_in_chunks(conn, folded)]
        # From here on nothing is awaited: nobody sees the world in between.
        if registers:
            world.describe(*registers, changed_at)
        world.refold(folded, _joined(brought))
        if past := self._past_of(world):
            past.forget(world.numbers.number(place) for place in folded)
        world.head = head

    async def _describe(self, conn: Connection, world: World) -> None:
        world.describe(*await self._registers(conn, world), await reading.registers_changed_at(conn))

    async def _registers(self, conn: Connection, world: World) -> tuple[Gazetteer, Mapping[str, ActorRow]]:
        # Tens of thousands of places are sorted: not while others wait.
        gazetteer = await asyncio.to_thread(Gazetteer, await reading.places(conn), world.numbers)
        return gazetteer, await reading.actors(conn)

    async def states(
        self, world: World, versions: Numbers, at: Coordinates, aspect: Aspect = Aspect.CONTROL
    ) -> Numbers | None:
        """The state of the place of each version on the day of the coordinates, as known then.

        None where the world has moved on meanwhile, or is not the one to ask: it does not go back to this position.
        Raises StoreError.
        """
        places = world.gazetteer.place[versions]
        if not world.answers(at.position, places):
            return None
        if at.known_at is None:
            return world.states_on(versions, at.day, at.policy, aspect)
        past = self._past_of(world)
        return await past.states(places, at, aspect) if past else None

    async def with_news(
        self, world: World, versions: Numbers, first: datetime | None, second: datetime | None
    ) -> Numbers | None:
        """The versions among these of whose places anything became known between two moments (None: when everything is
        known): all others have the same states as known at both. None where the world has moved on. Raises StoreError.
        """
        head, places, past = world.head, world.gazetteer.place[versions], self._past_of(world)
        if past is None:
            return None
        found = await past.with_news(places.tolist(), first, second)
        return versions[np.isin(places, found)] if world.head == head else None

    def _past_of(self, world: World) -> Past | None:
        """None where the world is no longer the one to ask."""
        return self._past if self._past and self._past.world is world else None

    async def outline_texts(
        self, world: World, ids: Iterable[str], day: date | None, chars_max: int
    ) -> dict[str, str] | None:
        """As `places.outline_texts`, at the head of the world. Outlines are not held in memory: one statement."""
        async with self._db.read() as conn:
            position = world.head.position
            return await places.outline_texts(conn, ids, chars_max=chars_max, position=position, day=day)


@asynccontextmanager
async def following(db: Database, heads: HeadWatch, folds: FoldPool, file: Path | None = None) -> AsyncIterator[Kernel]:
    """A Kernel of this database, while the context lasts."""
    kernel = Kernel(db, heads, folds, file)
    try:
        yield kernel
    finally:
        await kernel.close()


def _joined(numbers: Sequence[Numbers]) -> Numbers:
    return np.concatenate([*numbers, np.zeros(0, np.int32)])
