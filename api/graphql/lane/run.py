"""One question on its way through the lane: the world that it is put to, and what its answer depends on."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import numpy as np
from graphql.execution.values import VariableValues
from numpy.typing import NDArray

from api import limits
from api.graphql.lane.turns import Turn
from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import tokens
from service.asking.known import known_by
from service.asking.pins import Pin, Pins
from store.read.kernel.kernel import Kernel
from store.read.kernel.world import World

Numbers = NDArray[np.int32]
NOBODY: Numbers = np.zeros(1, np.int32)
"""The state of a place of which no state is asked."""

RootWriter = Callable[["Run"], Awaitable[bytes]]
"""Writes the value of a root field."""


class NotCovered(Exception):
    """The lane leaves this question to graphql-core; nothing of it has been answered."""


class Moved(NotCovered):
    """The log has grown while the question was answered: it may be answered anew."""


class Run:
    """`variables` are as GraphQL coerces them. The world is changed where it stands: what awaits
    raises Moved where that has happened meanwhile.
    """

    def __init__(self, kernel: Kernel, world: World, variables: VariableValues, turn: Turn, in_one_go: bool = False):
        """`in_one_go`: others have no turn in between, for a log that grows faster than this is answered."""
        self.world, self.variables, self.pins = world, variables, Pins()
        self._kernel, self._head, self._turn, self._in_one_go = kernel, world.head, turn, in_one_go
        self._begun_at = time.monotonic()
        """The part that is under way, since others had a turn."""

    async def states(self, at: Coordinates, versions: Numbers, aspect: Aspect = Aspect.CONTROL) -> Numbers:
        """The state of the place of each version. Raises NotCovered, Moved and StoreError."""
        if at.known_at is None:
            states = await self._kernel.states(self.world, versions, at, aspect)
        else:
            async with self._turn.given_up():
                states = await self._kernel.states(self.world, versions, at, aspect)
        self.holds()
        if states is None:
            raise NotCovered
        return states

    async def with_news(self, versions: Numbers, first: Coordinates, second: Coordinates) -> Numbers:
        """The versions among these of whose places anything became known between two coordinates. Raises Moved and
        StoreError.
        """
        async with self._turn.given_up():
            found = await self._kernel.with_news(self.world, versions, first.known_at, second.known_at)
        self.holds()
        if found is None:
            raise Moved
        return found

    async def outline_texts(self, ids: Iterable[str], day: date | None) -> Mapping[str, str] | None:
        """The GeoJSON text of the outline of each place that has one, by id, as described on a civil day (None: last);
        None where they are too large together. Raises Moved and StoreError.
        """
        async with self._turn.given_up():
            texts = await self._kernel.outline_texts(self.world, ids, day, limits.OUTLINE_CHARS_MAX)
        self.holds()
        return texts

    async def let_others_go_on(self) -> None:
        """Raises Moved."""
        if self._in_one_go:
            return
        async with self._turn.given_up():
            await asyncio.sleep(0)
        self._begun_at = time.monotonic()
        self.holds()

    async def end_long_part(self) -> None:
        """Between the items of a long list: let others go on where they have waited for long. Raises Moved."""
        if time.monotonic() - self._begun_at > limits.LANE_PART_SECONDS:
            await self.let_others_go_on()

    def holds(self) -> None:
        """Raises Moved where the world is no longer what it was when the question came."""
        if self.world.head is not self._head:
            raise Moved

    def position(self, wanted: int | None) -> int:
        """As `Reading.position`. Raises NotCovered where the log does not reach it."""
        if wanted is None:
            self.pins.add(Pin.HEAD)
            return self._head.position
        return self._reached(wanted, Pin.POSITION)

    def named(self, token: str) -> Coordinates:
        """As `Reading.named`. Raises NotCovered, and ClientError for what is no token."""
        at = tokens.decode(token)
        self._reached(at.position, Pin.TOKEN)
        return at

    def coordinates(self, day: date | None, asked: Mapping[str, Any]) -> Coordinates:
        """From the arguments of a field that has the usual ones. Raises NotCovered and ClientError."""
        known_at: datetime | None = known_by(asked.get("knownOn"), asked.get("knownAt"))
        return Coordinates(day, known_at, self.position(asked.get("position")), Policy(asked["policy"]))

    def described_at(self, position: int) -> None:
        """Raises NotCovered where a place or an actor was described otherwise at a position."""
        if position < self.world.registers_changed_at:
            raise NotCovered

    def answers(self, at: Coordinates, places: Any) -> None:
        """Raises NotCovered where these places (their numbers) are not at the coordinates what they are at the head."""
        if at.known_at is not None or not self.world.answers(at.position, places):
            raise NotCovered

    def place(self, id: str | None) -> str | None:
        """The id of a place that is on record under it, None for None. Raises NotCovered: a name may be meant."""
        if id is not None and self.world.gazetteer.number(id) is None:
            raise NotCovered
        return id

    def actor(self, id: str | None) -> str | None:
        """As `place`."""
        if id is not None and id not in self.world.actors:
            raise NotCovered
        return id

    @property
    def stands_at(self) -> int:
        """As `Reading.stands_at`."""
        return self._head.position if self.pins.loosest is Pin.HEAD else self.pins.furthest

    def _reached(self, position: int, pin: Pin) -> int:
        if position > self._head.position:
            raise NotCovered
        self.pins.add(pin, position)
        return position
