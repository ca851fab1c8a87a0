"""Alembic's migrations make the tables that the models describe, forwards and back."""

import asyncio
from functools import partial

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from pytest_alembic import tests as alembic_tests
from pytest_alembic.config import Config
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

import migrations
from domain.control.policies import VERSION
from store.db import engines, migrate, tables
from store.db.connections import Database
from store.db.errors import BadDatabaseUrl, DatabaseUnreachable, MigrationNeeded
from store.write import rebuild
from tests.support import postgres
from tests.support.altered_logs import findings
from tests.support.builders import (
    actor,
    cast,
    changed,
    corrected,
    measured,
    place,
    stated,
    status,
)
from tests.support.counting_cases import crossed, harmed
from tests.support.recording import record, state


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def alembic_config() -> Config:
    found = migrate.config()
    return Config(alembic_config=found)


@pytest.fixture
def alembic_engine(empty_url: str):
    # No pool: each check runs in an event loop of its own, and what one leaves open no other could close.
    return create_async_engine(make_url(empty_url), poolclass=NullPool)


@pytest.mark.parametrize(
    "check",
    [
        alembic_tests.test_single_head_revision,
        alembic_tests.test_upgrade,
        alembic_tests.test_up_down_consistency,
        alembic_tests.test_model_definitions_match_ddl,
    ],
    ids=lambda check: check.__name__,
)
def test_alembic(check, alembic_runner):
    check(alembic_runner)


def test_the_newest_revision_is_the_one_that_serving_looks_for():
    assert ScriptDirectory.from_config(migrate.config()).get_current_head() == migrations.NEWEST


async def is_current(url: str) -> bool:
    db = Database.open(url)
    try:
        return await migrate.is_current(db)
    finally:
        await db.close()


async def test_a_database_is_brought_up_to_date_once(empty_url: str):
    assert not await is_current(empty_url)
    await migrate.upgrade(empty_url)
    assert await is_current(empty_url)
    await migrate.upgrade(empty_url)
    assert await is_current(empty_url)


async def test_where_there_is_nothing_to_do_a_long_import_is_not_waited_for(database_url: str):
    db = Database.open(database_url)

    async with db.write():
        await asyncio.wait_for(migrate.upgrade(database_url), timeout=20)

    await db.close()


async def test_an_older_log_is_searched_for_people_when_it_is_upgraded(empty_url: str):
    """Given a log from before the table, when it is brought up to date, then its rows are those that appends make."""
    await migrate.upgrade(empty_url)
    db = Database.open(empty_url)
    replacement = crossed(None, 135, source="neutral", destination="af-kunduz", occurred="2021-06-20/..")
    await record(db, *cast(), crossed("a", 134, source="neutral", destination="af-kunduz", incident="i"))
    await record(db, harmed("b", ["KILLED"], 1, source="neutral"), corrected("a", replacement), changed())
    async with db.read() as conn:
        before = (await conn.execute(select(tables.people).order_by(tables.people.c.position))).all()
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0002"))

    await migrate.upgrade(empty_url)

    async with db.read() as conn:
        assert (await conn.execute(select(tables.people).order_by(tables.people.c.position))).all() == before
    assert len(before) == 3
    await db.close()


async def test_claims_of_control_are_carried_over_when_those_of_status_get_room(empty_url: str):
    await migrate.upgrade(empty_url)
    db = Database.open(empty_url)
    await record(db, *cast(), changed())
    async with db.read() as conn:
        before = (await conn.execute(select(tables.claim))).all()
    await record(db, status())
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0006"))
        kept = (await conn.execute(text("SELECT holder FROM claim"))).all()
        await conn.run_sync(lambda sync: command.upgrade(migrate.config(sync), "head"))

    assert kept == [("taliban",)]
    async with db.read() as conn:
        assert (await conn.execute(select(tables.claim))).all() == before
    await db.close()


async def test_servers_that_start_together_do_not_trip_over_each_other(empty_url: str):
    await asyncio.gather(*(migrate.upgrade(empty_url) for _ in range(3)))
    assert await is_current(empty_url)


async def test_a_log_that_is_older_than_a_projection_fills_it(database_url: str):
    """Given a log from before series and totals had tables, when it is migrated, then they are as rebuilt."""
    db = Database.open(database_url)
    since_may = stated(window="2021-05/..", published=None, occurred="2021-06-22")
    await record(db, *cast(), measured(id="m"), measured(134, "2021-06"), since_may, stated(window="../2021-06-22"))
    await record(db, corrected("m", measured(131, published=None), id="c"), corrected("c", stated(id=None)))
    await record(db, measured({"qualifier": "MANY", "verbatim": "many"}, source=None))
    async with db.read() as conn:
        before = await rebuild.fingerprint(conn)
    for step in (partial(command.downgrade, revision="0001"), partial(command.upgrade, revision="head")):
        async with db.write() as conn:
            await conn.run_sync(lambda sync, step=step: step(migrate.config(sync)))
    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before
    assert await findings(db) == []
    await db.close()


async def test_periods_of_other_rules_answer_nothing_until_they_are_folded_again(empty_url: str):
    """Given a log from before the second edition of the rules, when it is migrated, then the claims answer."""
    await migrate.upgrade(empty_url)
    db = Database.open(empty_url)
    await record(db, *cast(), changed())
    before = await state(db)
    for revision, step in (("0006", command.downgrade), ("head", command.upgrade)):
        async with db.write() as conn:
            await conn.run_sync(lambda sync, step=step, to=revision: step(migrate.config(sync), to))
    async with db.read() as conn:
        assert (await conn.execute(select(tables.period))).all() == []
    assert await state(db) == before
    assert before.holder == "taliban"

    await rebuild.rebuild(db)
    async with db.read() as conn:
        assert (await conn.execute(select(tables.projected.c.rules))).scalar_one() == VERSION
        assert (await conn.execute(select(tables.period))).all()
    assert await state(db) == before
    await db.close()


async def test_an_older_log_is_known_from_the_moments_that_it_would_have_today(empty_url: str):
    """Given days, moments and nothing as `published`, and corrections of them, when the log is migrated again."""
    await migrate.upgrade(empty_url)
    db = Database.open(empty_url)
    dated = {"d": "2021-06-22", "n": None, "late": "2021-07-10"}
    await record(db, *cast(), *(changed(id=id, published=published) for id, published in dated.items()))
    mended = {id: corrected(id, changed(published=None), id=f"{id}-2", published="2021-06-25") for id in dated}
    await record(db, *mended.values(), measured(id="m"), measured(id="u", published=None))
    await record(db, corrected("m", measured(131, published=None), published="2021-06-25"), corrected("u", measured(1)))
    moments = select(tables.event.c.position, tables.event.c.known).order_by(tables.event.c.position)
    async with db.read() as conn:
        known = (await conn.execute(moments)).all()
        before = await rebuild.fingerprint(conn)
    for step in (partial(command.downgrade, revision="0006"), partial(command.upgrade, revision="head")):
        async with db.write() as conn:
            await conn.run_sync(lambda sync, step=step: step(migrate.config(sync)))
    async with db.read() as conn:
        assert (await conn.execute(moments)).all() == known
    await rebuild.rebuild(db)
    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before
    with pytest.raises(Exception, match="append-only"):
        async with db.write() as conn:
            await conn.execute(text("UPDATE event SET type = 'x'"))
    await db.close()


async def test_a_database_without_tables_says_so(empty_url: str):
    db = Database.open(empty_url)
    with pytest.raises(MigrationNeeded):
        await record(db, actor("a"))
    await db.close()


async def test_waiting_ends_when_the_database_answers_or_the_time_is_over(empty_url: str, tmp_path):
    await migrate.wait_for(empty_url, 5)
    with pytest.raises(DatabaseUnreachable):
        await migrate.wait_for("postgresql://nobody@127.0.0.1:1/none", 0.1)
    with pytest.raises(DatabaseUnreachable):
        await migrate.wait_for(f"sqlite:///{tmp_path / 'no' / 'folder.db'}", 0)


async def test_sqlite_keeps_what_it_acknowledged(sqlite_url: str):
    """WAL, and FULL: NORMAL loses acknowledged events when the power fails."""
    db = Database.open(sqlite_url)
    async with db.write() as conn:
        found = {
            name: (await conn.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    async with db.read() as conn:
        assert (await conn.execute(text("PRAGMA query_only"))).scalar() == 1
    await db.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://x/y",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "postgresql+psycopg://x/y",
    ],
)
def test_a_url_that_cannot_work_is_refused(url: str):
    with pytest.raises(BadDatabaseUrl, match="give sqlite:///FILE or postgresql://"):
        engines.database_url(url)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("postgres://h/d", "postgresql+asyncpg"),
        ("postgresql://h/d", "postgresql+asyncpg"),
    ],
)
def test_the_driver_need_not_be_named(given: str, driver: str):
    assert engines.database_url(given).drivername == driver


async def test_places_of_an_older_database_get_the_box_that_they_would_get_today(empty_url: str):
    """Given a log from before there were boxes, when it is brought up to date, then nothing but a rebuild's rows is in
    the tables."""
    await migrate.upgrade(empty_url)
    db = Database.open(empty_url)
    outline = {"type": "Polygon", "coordinates": [[[68.5, 37.1], [69, 37.1], [69, 37.4], [68.5, 37.1]]]}
    await record(
        db, place("outlined", geometry=outline), place("pointed", longitude=68.6, latitude=37.2), place("somewhere")
    )
    async with db.read() as conn:
        before = await rebuild.fingerprint(conn)
    for revision, step in (("0003", command.downgrade), ("head", command.upgrade)):
        async with db.write() as conn:
            await conn.run_sync(lambda sync, step=step, to=revision: step(migrate.config(sync), to))
    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before
        boxed = await conn.execute(text("SELECT west, north FROM place_version ORDER BY place"))
        assert boxed.all() == [(68.5, 37.4), (68.6, 37.2), (None, None)]
    await db.close()
