"""The projections are built again from the log while readers go on."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import delete, update

from domain.values.coordinates import Coordinates
from domain.values.terms import Visibility
from store.db import limits, tables
from store.db.connections import Database
from store.read import log, snapshot
from store.write import rebuild
from store.write.append import append
from tests.support.audiences import kept_for_the_public, visible
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    code,
    corrected,
    measured,
    place,
    place_changed,
    retracted,
    source,
    stated,
)
from tests.support.counting_cases import crossed
from tests.support.recording import NOW, record, state


async def eventful(db: Database) -> None:
    await record(db, *cast(), changed(id="a"), asserted(holder="government", id="b", source="ministry"))
    await record(db, corrected("a", changed(gainer=None), id="c"), place("x", "X", "Икс", codes=[code("X")], id="x"))
    await record(db, retracted("c", id="r"), retracted("r"), place_changed("x", "Y"), corrected("x", place("x", "Z")))
    await record(db, crossed("k", 134, destination="x", source="neutral", incident="i"))
    await record(db, source("s", id="s"), changed("x", source="s"), corrected("s", source("s", affiliation="taliban")))
    await record(db, measured(id="m"), measured(134, id="n"), corrected("m", measured(131, published=None)), stated())
    await kept_for_the_public(db)
    await record(db, changed(id="scoop"), visible("scoop", to=Visibility.SEALED))
    await record(db, visible("scoop", "a", releaseAt="2021-07-10T12:30:16.5+02:00"))


async def fingerprint(db: Database) -> str:
    async with db.read() as conn:
        return await rebuild.fingerprint(conn)


@pytest.mark.parametrize("chunk", [1, 2, 1000])
async def test_it_is_the_same_to_the_byte_in_chunks_of_any_size(db: Database, chunk: int, monkeypatch):
    await eventful(db)
    before = await fingerprint(db)
    monkeypatch.setattr(limits, "REBUILT_AT_ONCE", chunk)
    monkeypatch.setattr(limits, "CHUNK_CLAIMS", chunk)

    reached: list[tuple[int, int]] = []
    await rebuild.rebuild(db, lambda position, head: reached.append((position, head)))

    assert await fingerprint(db) == before
    assert reached[-1] == (26, 26)
    assert len(reached) == -(-26 // chunk)


@pytest.mark.parametrize(
    "table", [one for one in tables.projections if one is not tables.projected], ids=lambda one: one.name
)
async def test_it_mends_what_was_lost(db: Database, table):
    await eventful(db)
    before = await fingerprint(db)
    async with db.write() as conn:
        await conn.execute(delete(table))
    assert await fingerprint(db) != before

    await rebuild.rebuild(db)
    assert await fingerprint(db) == before


async def test_an_empty_log(db: Database):
    before = await fingerprint(db)
    await rebuild.rebuild(db)
    assert await fingerprint(db) == before


async def test_both_engines_hold_the_same(sqlite_url: str, postgres_url: str):
    found = []
    for url in (sqlite_url, postgres_url):
        db = Database.open(url)
        for number, events in enumerate(
            [cast(), [changed(), asserted(holder="government")], [actor("Ä".casefold().encode().hex())]]
        ):
            await append(db, events, key=f"k-{number}", by="x", now=NOW)
        async with db.read() as conn:
            at = Coordinates(date(2021, 6, 22), None, (await log.head(conn)).position)
            found.append((await rebuild.fingerprint(conn), await snapshot.state_hash(conn, at)))
        await db.close()
    assert found[0] == found[1]


async def test_readers_go_on(db: Database, monkeypatch):
    await eventful(db)
    monkeypatch.setattr(limits, "REBUILT_AT_ONCE", 1)
    expected = await state(db)
    async with db.read() as conn:
        at = Coordinates(date(2021, 6, 23), None, (await log.head(conn)).position)
        before = await snapshot.state_hash(conn, at)

        rebuilding = asyncio.create_task(rebuild.rebuild(db))
        answers = 0
        while not rebuilding.done():
            assert await state(db) == expected
            answers += 1
        await rebuilding

        assert answers > 1
        assert await snapshot.state_hash(conn, at) == before


async def test_writers_wait_and_lose_nothing(db: Database, monkeypatch):
    await eventful(db)
    monkeypatch.setattr(limits, "REBUILT_AT_ONCE", 1)
    rebuilt, *_ = await asyncio.gather(rebuild.rebuild(db), *(record(db, changed(), actor(f"a-{n}")) for n in range(5)))

    assert rebuilt.equal, "it compares what it built with what was there when it began"
    after = await fingerprint(db)
    await rebuild.rebuild(db)
    assert await fingerprint(db) == after


async def test_a_projection_that_lags_is_not_taken_for_the_head(db: Database):
    await eventful(db)
    expected = await state(db)
    async with db.write() as conn:
        await conn.execute(update(tables.projected).values(position=3))
        await conn.execute(delete(tables.period))
    assert await state(db) == expected
