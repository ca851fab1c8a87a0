"""The past of the kernel: what is folded when a map as known earlier is asked for, and what is forgotten when the log
grows.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import PlaceKind
from store.db.connections import Database
from store.read.folds import Fold
from store.read.head_watch import head_watch
from store.read.kernel.kernel import Kernel
from tests.support.builders import asserted, cast, changed, corrected, place
from tests.support.inline_folds import InlineFolds
from tests.support.recording import record

CORRECTED = [*cast(), changed(id="told"), corrected("told", changed(gainer="government"), published="2021-07-01")]
"""Of the one district: taken by the Taliban on 22 June, as everybody knew until July."""


class Maps:
    """Maps of the districts in June 2021, from a kernel that follows the log."""

    def __init__(self, kernel: Kernel):
        self.kernel = kernel

    async def holder(self, day: int, known_on: int) -> str | None:
        """Of the first district; "moved on" where the log grew while it was folded."""
        world = await self.kernel.world(patience_s=60)
        assert world
        at = Coordinates(date(2021, 6, day), end_of_known_day(date(2021, 6, known_on)), world.head.position)
        versions = world.gazetteer.existing(PlaceKind.DISTRICT, None, at.day)
        states = await self.kernel.states(world, versions, at)
        return "moved on" if states is None else world.states.row(int(states[0])).holder


@asynccontextmanager
async def maps_of(db: Database, folds: InlineFolds) -> AsyncIterator[Maps]:
    async with head_watch(db) as heads:
        yield Maps(Kernel(db, heads, folds))


async def test_what_was_known_is_folded_once(db: Database) -> None:
    folds = InlineFolds()
    await record(db, *cast(), changed(published="2021-06-23"))
    async with maps_of(db, folds) as maps:
        assert [await maps.holder(22, known_on) for known_on in (22, 22, 30)] == [None, None, "taliban"]
    assert folds.works == 0, "nothing was known on the 22nd, and all of it on the 30th"


async def test_a_map_is_folded_for_its_day_and_then_for_all_days(db: Database) -> None:
    """Given a place whose report was corrected later, when its map as known before is asked for one day, the same day
    again, a second day and a third, then there is a fold of the day, none, a fold of its history, and none.
    """
    folds = InlineFolds()
    await record(db, *CORRECTED)
    async with maps_of(db, folds) as maps:
        seen = [(await maps.holder(day, known_on=23), folds.works) for day in (22, 22, 23, 24)]

    assert seen == [("taliban", 1), ("taliban", 1), ("taliban", 2), ("taliban", 2)]


async def test_a_map_that_is_asked_for_after_every_event_is_folded_twice(db: Database) -> None:
    """Given a map that somebody looks at while events about another place come in, then it is folded for its day, and
    as it is wanted again, for all days; and from then on the events cost it nothing.
    """
    folds = InlineFolds()
    await record(db, *CORRECTED, place("elsewhere", parent="af-kunduz"))
    async with maps_of(db, folds) as maps:
        seen = []
        for day in range(1, 5):
            seen.append((await maps.holder(22, known_on=23), folds.works))
            await record(db, asserted("elsewhere", occurred=f"2021-06-{day:02}"))

    assert seen == [("taliban", 1), ("taliban", 2), ("taliban", 2), ("taliban", 2)]


async def test_a_map_shows_what_was_recorded_since_it_was_folded(db: Database) -> None:
    """Given a map as known on a day, when something is recorded that was known then, then it is in the map."""
    await record(db, *CORRECTED)
    async with maps_of(db, InlineFolds()) as maps:
        assert await maps.holder(24, known_on=25) == "taliban"
        await record(db, changed(gainer="government", occurred="2021-06-23", published="2021-06-23"))
        assert await maps.holder(24, known_on=25) == "government"


async def test_of_what_is_known_now_an_earlier_map_keeps_nothing(db: Database) -> None:
    """Given a map of which everything was known, when something becomes known later, then the map is as it was."""
    await record(db, *cast(), changed())
    async with maps_of(db, InlineFolds()) as maps:
        assert await maps.holder(24, known_on=25) == "taliban"
        await record(db, changed(gainer="government", occurred="2021-06-23", published="2021-07-01"))
        assert await maps.holder(24, known_on=25) == "taliban"


async def test_what_was_folded_while_the_log_grew_is_not_kept(db: Database) -> None:
    """Given a fold during which something is recorded that was known on the day of the map, then there is no answer,
    and the next one has it.
    """

    class Growing(InlineFolds):
        maps: Maps

        async def fold(self, fold: Fold[Any]) -> Any:
            found = await super().fold(fold)
            if self.works == 1:
                await record(db, changed(gainer="government", occurred="2021-06-22", published="2021-06-22"))
                await self.maps.kernel.world(patience_s=60)
            return found

    await record(db, *CORRECTED)
    folds = Growing()
    async with maps_of(db, folds) as maps:
        folds.maps = maps
        seen = [await maps.holder(day, known_on=25) for day in (23, 24, 23, 24)]

    assert seen == ["moved on", "government", "government", "government"]
