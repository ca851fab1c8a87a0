"""Hourly lists give the same answers in whatever order their files come, at every moment, on every engine."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.coordinates import Coordinates
from store.db.connections import Database
from store.read import log, snapshot
from tests.support.builders import place
from tests.support.worlds import EXAMPLES, World, csv

LIST = """
name = "@"
source = "@"
published = "known"
[snapshot]
[event]
type = "ControlAsserted"
occurred = "day"
place = "place"
holder = { column = "holder", values = { a = "@-a", b = "@-b", nobody = "" } }
"""
TABLE = LIST.replace("[snapshot]\n", "")
FIRST = date(2022, 3, 23)
DAYS = [FIRST + timedelta(n) for n in range(3)]
PLACES = ("p", "q")
HOLDERS = ("a", "b", "nobody")

hours = st.tuples(st.sampled_from(DAYS), st.sampled_from([1, 5, 9, 14, 20])).map(
    lambda given: datetime(given[0].year, given[0].month, given[0].day, given[1], tzinfo=UTC)
)
editions = st.dictionaries(
    hours, st.dictionaries(st.sampled_from(PLACES), st.sampled_from(HOLDERS), min_size=1), min_size=2, max_size=5
)


def file(known: datetime, holders: dict[str, str]) -> str:
    rows = [(f"{known:%Y-%m-%dT%H:%M:%SZ}", known.date(), f"@-{name}", holder) for name, holder in holders.items()]
    return csv("known,day,place,holder", rows)


async def answers(world: World, moments: list[datetime]) -> list[Any]:
    """Who held what at the end of every day, as known at each of these moments and just before it."""
    found: list[Any] = []
    asked = [world.named(name) for name in PLACES]
    async with world.db.read() as conn:
        head = (await log.head(conn)).position
        for moment in moments:
            for known in (moment - timedelta(microseconds=1), moment, None):
                for day in DAYS:
                    states = await snapshot.states(conn, Coordinates(day, known, head), place_ids=asked)
                    found += [(s.holder and s.holder[-1], s.level, s.certainty) for s in (one.state for one in states)]
    return found


async def loaded(db: Database, mapping: str, told: dict[datetime, dict[str, str]], order: list[datetime]) -> World:
    world = World(db, mapping)
    await world.begin(*(place(world.named(name)) for name in PLACES))
    for known in order:
        await world.load(file(known, told[known]))
        assert world.problems == []
    return world


@EXAMPLES
@given(told=editions, data=st.data())
async def test_a_list_is_what_it_was_at_every_moment_in_whatever_order_it_came(db: Database, told, data):
    order = data.draw(st.permutations(sorted(told)), "order")
    in_order = await loaded(db, LIST, told, sorted(told))
    late = await loaded(db, LIST, told, order)
    assert await answers(late, sorted(told)) == await answers(in_order, sorted(told))

    before = await late.entries()
    for known in data.draw(st.permutations(sorted(told)), "again"):
        await late.load(file(known, told[known]))
    assert await late.entries() == before


@EXAMPLES
@given(told=editions, data=st.data())
async def test_a_table_that_is_loaded_once_more_is_what_it_was_at_every_moment(db: Database, told, data):
    """A row that said what was on record left no version: only with the files after it is it seen to have said so."""
    in_order = await loaded(db, TABLE, told, sorted(told))
    late = await loaded(db, TABLE, told, [*data.draw(st.permutations(sorted(told)), "order"), *sorted(told)])
    assert await answers(late, sorted(told)) == await answers(in_order, sorted(told))


@pytest.mark.parametrize("mapping", [LIST, TABLE], ids=["list", "table"])
async def test_what_is_spoken_at_the_end_of_a_day_is_its_last_edition(db: Database, mapping: str):
    """Given Russia, contested and Russia on one day, loaded from the end, then the day is Russia's."""
    told = {datetime(2022, 3, 24, hour, tzinfo=UTC): {"p": held} for hour, held in ((1, "a"), (14, "b"), (16, "a"))}
    world = await loaded(db, mapping, told, sorted(told, reverse=True))
    found = await answers(world, [datetime(2022, 3, 24, 15, tzinfo=UTC)])
    held = [holder for holder, _, _ in found[2::6]]
    assert held == ["b", "b", "a"]
