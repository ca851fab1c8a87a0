"""What was known of places at other times: folded when it is asked, and kept. Where nothing became known since, the
head answers.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from store.db.connections import Database
from store.read.claim_rows import ClaimRow
from store.read.claims import known_moments, standing_rows
from store.read.fold_pool import FoldPool
from store.read.folds import HISTORY_COST, STATE_COST, Fold, fold_of_places
from store.read.kernel.folding import rows_of_a_day, rows_of_periods
from store.read.kernel.index import FOREVER
from store.read.kernel.knowledge import Knowledge, Known, KnownHistory, microseconds, of_periods
from store.read.kernel.known_maps import Chosen, KnownMap, KnownMaps, Recalled, in_columns, known_map
from store.read.kernel.world import World
from store.read.log import Head
from store.read.news import places_with_news

Numbers = NDArray[np.int32]
T = TypeVar("T")

KEPT_AT_ONCE = 50
"""Histories that are taken over before others have their turn: a millisecond or two."""
LEARNED_AT_ONCE = 1_000
"""Places whose moments are taken in before others have their turn: likewise."""


class _Moved(Exception):
    """The log has grown meanwhile."""


class Past:
    """Of one World."""

    def __init__(self, db: Database, folds: FoldPool, world: World):
        self.world = world
        self._db, self._folds = db, folds
        self._knowledge, self._maps = Knowledge(), KnownMaps()

    def forget(self, places: Iterable[int]) -> None:
        """The log says something new about these places."""
        self._knowledge.forget(places)
        self._maps.forget()

    async def with_news(self, places: Iterable[int], first: datetime | None, second: datetime | None) -> Sequence[int]:
        """Those of these places of which anything became known between two moments (UTC; None: when everything is
        known). Raises StoreError.
        """
        async with self._db.read() as conn:
            found = await places_with_news(conn, first, second, self.world.ids(places))
        return [self.world.numbers.number(id) for id in found]

    async def states(self, places: Numbers, at: Coordinates, aspect: Aspect) -> Numbers | None:
        """The state of each place on the day of the coordinates, as known then. None where the log has grown meanwhile.

        A map that is asked for the first time is folded for its day alone, and for all days when it is asked again: for
        another day, or after the log has grown. Raises StoreError.
        """
        assert at.known_at is not None, "with everything known the head answers"
        chosen = Chosen(places.tobytes(), at.known_at, at.policy, aspect)
        known = self._maps.get(chosen, at.day)
        if known is None:
            day = None if chosen in self._maps else at.day
            try:
                known = await self._map(places, at, aspect, day)
            except _Moved:
                return None
            self._maps.keep(chosen, day, known)
        return known.on(self.world.index(aspect, at.policy), places, at.day)

    async def _map(self, places: Numbers, at: Coordinates, aspect: Aspect, day: date | None) -> KnownMap:
        """What was known of these places on one day or on all. Raises _Moved."""
        assert at.known_at is not None, "with everything known the head answers"
        head, knowledge, moment = self.world.head, self._knowledge, microseconds(at.known_at)
        recalled: list[Recalled] = []
        missing: list[Known] = []
        for some in _parts(await self._heard_of(places, at.known_at, aspect, head), LEARNED_AT_ONCE):
            await self._others_have_their_turn(head)
            known = [known for place in some if (known := knowledge.at(place, aspect, moment))]
            kept = {one.place: history for one in known if (history := knowledge.history(one, at.policy))}
            recalled.append(in_columns(kept))
            missing += [one for one in known if one.place not in kept]
        async for folded in self._folded(missing, at, aspect, day, head):
            recalled.append(in_columns({one.place: history for one, history in folded.items()}))
            for one, history in folded.items() if day is None else ():
                knowledge.keep(one, at.policy, history)
        return known_map(places, recalled)

    async def _heard_of(self, places: Numbers, known_at: datetime, aspect: Aspect, head: Head) -> list[int]:
        """Those of these places about which something may have become known since, with their moments in mind. Raises
        _Moved.
        """
        asked = {*places.tolist()}
        unheard = self._knowledge.without_moments(asked, aspect)
        later = await self.with_news(unheard, known_at, None) if unheard else ()
        await self._learn(later, aspect, head)
        return [*asked.difference(unheard), *later]

    async def _learn(self, places: Sequence[int], aspect: Aspect, head: Head) -> None:
        """Find out at which moments something about these places became known. Raises _Moved."""
        if places:
            async with self._db.read() as conn:
                ids = self.world.ids(places)
                moments = await known_moments(conn, ids, aspect=aspect, position=head.position)
        for some in _parts(places, LEARNED_AT_ONCE):
            await self._others_have_their_turn(head)
            for place, id in zip(some, self.world.ids(some), strict=True):
                self._knowledge.learn(place, aspect, moments.get(id, ()))
        self._stands_at(head)

    async def _folded(
        self, wanted: Sequence[Known], at: Coordinates, aspect: Aspect, day: date | None, head: Head
    ) -> AsyncIterator[dict[Known, KnownHistory]]:
        """What nobody has asked for yet, in parts. Raises _Moved."""
        if not wanted:
            return
        ids = self.world.ids(known.place for known in wanted)
        async with self._db.read() as conn:
            claims = await standing_rows(conn, ids, aspect=aspect, known_at=at.known_at, position=head.position)
        rows = await self._folds.fold(_fold(*claims, aspect, at.policy, day))
        for some in _parts(wanted, KEPT_AT_ONCE):
            await self._others_have_their_turn(head)
            yield self._taken_over(some, rows)

    def _taken_over(self, some: Sequence[Known], rows: Mapping[str, Sequence[Any]]) -> dict[Known, KnownHistory]:
        """The periods of these places, whose states are numbers of the world from here on."""
        own = [rows.get(id, ()) for id in self.world.ids(known.place for known in some)]
        together = [row for periods in own for row in periods]
        numbers = iter(self.world.states.add(together).tolist() if together else ())
        return {
            known: of_periods([_days(row) for row in periods], [*islice(numbers, len(periods))])
            for known, periods in zip(some, own, strict=True)
        }

    async def _others_have_their_turn(self, head: Head) -> None:
        """Raises _Moved where the log has grown in it."""
        await asyncio.sleep(0)
        self._stands_at(head)

    def _stands_at(self, head: Head) -> None:
        """Raises _Moved."""
        if self.world.head != head:
            raise _Moved


def _fold(claims: Sequence[ClaimRow], sides: Sides, aspect: Aspect, policy: Policy, day: date | None) -> Fold[Any]:
    if day is None:
        return fold_of_places(rows_of_periods, HISTORY_COST, claims, sides, aspect, policy)
    return fold_of_places(rows_of_a_day, STATE_COST, claims, sides, aspect, policy, day)


def _days(row: Any) -> tuple[int, int]:
    """The first day of a period, and the one after its last."""
    return row.start.toordinal(), row.end_before.toordinal() if row.end_before else FOREVER


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[begin : begin + size] for begin in range(0, len(items), size))
