"""A restored log is the log: the same bytes come out of it again, and the same answers, on each engine and across."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from store.db.connections import Database
from store.read import log, snapshot
from store.write import rebuild
from store.write.append import append
from tests.support.builders import cast, code, measured, place, place_changed, stated
from tests.support.counting_cases import crossed
from tests.support.exported import Emptied, exported, restored
from tests.support.log_examples import COORDINATES
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import FIRST, PLACES, Script, acts, days

FEW = sharing_fixtures(8)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
OFFSETS = st.timedeltas(timedelta(0), timedelta(days=30))
BATCHES = st.lists(st.tuples(st.lists(acts, min_size=1, max_size=6), OFFSETS, NAMES), min_size=1, max_size=5)
"""What is recorded, how long after the first day, and by whom."""


async def write(db: Database, batches: list) -> Script:
    """A log whose batches were recorded at moments and by people of their own."""
    script, begun = Script("x"), datetime.combine(FIRST, datetime.min.time(), UTC)
    others = [place("t", "Town", codes=[code("T1")]), place_changed("t", "Город"), measured(), stated()]
    others.append(crossed("k", 9, destination="t", source="neutral"))
    await append(db, [*script.opening(), *cast(), *others], key="opening", by="Начало", now=begun)
    for number, (given_acts, offset, by) in enumerate(batches):
        if events := script.batch(given_acts):
            await append(db, events, key=f"key {number}", by=by, now=begun + offset)
    return script


async def rows(db: Database) -> tuple[list, str]:
    """Every event with both clocks, and every row of the projections as one digest."""
    async with db.read() as conn:
        return [entry async for entry in log.stream(db)], await rebuild.fingerprint(conn)


async def answers(db: Database, script: Script, asked: list) -> list:
    places = [script.named(name) for name in PLACES]
    given = []
    async with db.read() as conn:
        head = (await log.head(conn)).position
        for day, known_at, back, policy in asked:
            at = Coordinates(day, known_at, max(head - back, 1), policy)
            given.append([(each.place_id, each.state) for each in await snapshot.states(conn, at, place_ids=places)])
    return given


@pytest.mark.parametrize("via", ["sqlite", "postgresql"])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@FEW
@given(batches=BATCHES, asked=st.lists(COORDINATES, min_size=3, max_size=3))
async def test_an_export_restored_and_exported_again_is_the_same(emptied: Emptied, engine, via, batches, asked):
    async with (
        emptied.database(engine) as first,
        emptied.database(via) as second,
        emptied.database(engine) as third,
    ):
        script = await write(first, batches)
        data = await exported(first)

        await restored(second, data)
        again = await exported(second)
        await restored(third, again)

        assert again == data
        assert await exported(third) == data
        assert await rows(first) == await rows(second) == await rows(third)
        assert await answers(first, script, asked) == await answers(second, script, asked)


@FEW
@given(batches=BATCHES, day=days, policy=st.sampled_from(Policy))
async def test_what_was_believed_when_is_restored_too(emptied: Emptied, batches, day, policy):
    async with emptied.database("sqlite") as first, emptied.database("sqlite") as second:
        script = await write(first, batches)
        await restored(second, await exported(first))

        beliefs = []
        for db in (first, second):
            async with db.read() as conn:
                head = (await log.head(conn)).position
                named = map(script.named, PLACES)
                beliefs.append(
                    [await snapshot.beliefs(conn, each, day, position=head, policy=policy) for each in named]
                )
        assert beliefs[0] == beliefs[1]


@FEW
@given(batches=BATCHES)
async def test_a_restored_log_goes_on_as_the_first_would(emptied: Emptied, batches):
    """The keys are there: a batch that is sent again adds nothing, and the next one goes to the next position."""
    async with emptied.database("sqlite") as first, emptied.database("sqlite") as second:
        script = await write(first, batches)
        await restored(second, await exported(first))
        more = script.batch([("actor", 0, None)])
        now = datetime(2022, 1, 1, tzinfo=UTC)

        for db in (first, second):
            await append(db, more, key="more", by="later", now=now)
            repeated = await append(db, more, key="more", by="later", now=now)
            assert repeated.replayed

        assert await exported(first) == await exported(second)
