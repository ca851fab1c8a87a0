"""The contract of the log, the same on every engine."""

import asyncio
import hashlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.events import interchange
from domain.values.problems import Refused
from store.db import tables
from store.db.connections import Database
from store.read import log
from store.read.log import EventFilter
from store.write.append import AppendConflict, Appended, append, append_on
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
    source,
)
from tests.support.recording import NOW, everything, head, record


async def test_positions_are_dense_from_one(db: Database):
    assert await record(db, actor("a"), actor("b")) == Appended(1, 2, replayed=False)
    assert await record(db, actor("c")) == Appended(3, 3, replayed=False)

    assert [entry.position for entry in await everything(db)] == [1, 2, 3]
    assert await head(db) == 3


async def test_a_refused_batch_leaves_no_gap(db: Database):
    await record(db, actor("a"))
    with pytest.raises(Refused):
        await record(db, actor("b"), changed("nowhere"))

    assert (await record(db, actor("b"))).first == 2


async def test_the_payload_is_kept_to_the_byte(db: Database):
    told = actor("a", name='Ṭālibān «طالبان» "x" \\ 😀', note="two\nlines\tand a tab")
    await record(db, told, key="k")

    [entry] = await everything(db)
    stored = told.model_copy(update={"id": entry.event.id})
    assert entry.payload == interchange.write(stored)
    assert entry.event == stored
    async with db.read() as conn:
        row = (await conn.execute(select(tables.event))).one()
    assert row.payload == interchange.write(stored)
    assert row.sha256 == hashlib.sha256(row.payload.encode()).hexdigest()


async def test_an_older_version_is_read_as_a_new_one_and_stays_as_it_is(db: Database):
    await record(db, *cast())
    old = (
        '{"type":"PersonsCrossedBorder","version":1,"id":"x","occurred":"2021-06-22","origin":"af",'
        '"destination":"af","via":"af-kunduz","count":{"qualifier":"MANY"}}'
    )
    row = {
        "position": 8,
        "id": "x",
        "type": "PersonsCrossedBorder",
        "version": 1,
        "recorded_at": NOW,
        "recorded_by": "x",
        "known": NOW,
        "payload": old,
        "sha256": hashlib.sha256(old.encode()).hexdigest(),
    }
    async with db.write() as conn:
        await conn.execute(tables.event.insert(), [row])

    entry = (await everything(db))[-1]
    assert (entry.event.version, entry.event.via, entry.payload) == (2, ("af-kunduz",), old)


async def test_recorded_and_known_are_what_they_say(db: Database):
    """An event is known from the end of the day of `published`; without it from the moment of recording."""
    late_in_new_york = datetime.fromisoformat("2021-07-10T22:00:00-04:00")
    await record(db, *cast(), now=late_in_new_york)
    await record(db, changed(published="2021-06-22"), asserted(published=None), now=late_in_new_york)

    *_, told, untold = await everything(db)
    assert told.recorded_at == late_in_new_york
    assert told.recorded_at.tzinfo is UTC
    assert told.recorded_by == "tester"
    assert told.known == datetime(2021, 6, 22, 23, 59, 59, 999_999, tzinfo=UTC)
    assert untold.known == late_in_new_york


async def test_events_without_an_id_get_the_same_one_in_every_database(db: Database):
    await record(db, actor("a"), actor("b", id="mine"), key="k")

    expected = "e-" + hashlib.sha256(b"tester\nk\n0").hexdigest()[:24]
    assert [entry.event.id for entry in await everything(db)] == [expected, "mine"]


async def test_the_same_batch_sent_twice_is_recorded_once(db: Database):
    first = await record(db, actor("a"), actor("b"), key="k")
    await record(db, actor("c"))

    again = await record(db, actor("a"), actor("b"), key="k", expected=0)
    assert again == Appended(first.first, first.last, replayed=True)
    assert await head(db) == 3


async def test_a_key_does_not_answer_for_other_events(db: Database):
    await record(db, actor("a"), key="k")
    await record(db, actor("b"))

    with pytest.raises(AppendConflict) as conflict:
        await record(db, actor("c"), key="k")
    assert (conflict.value.code, conflict.value.position) == ("IDEMPOTENCY_KEY_REUSED", 1)
    assert await head(db) == 2


async def test_the_same_key_of_two_writers_is_two_keys(db: Database):
    """given a key that one writer has used; when another uses it; then nobody meets the batch of the other"""
    first = await record(db, actor("a"), key="k")

    assert await append(db, [actor("b")], key="k", by="other", now=NOW) == Appended(2, 2, replayed=False)
    assert await append(db, [actor("b")], key="k", by="other", now=NOW) == Appended(2, 2, replayed=True)
    assert await record(db, actor("a"), key="k") == Appended(first.first, first.last, replayed=True)
    with pytest.raises(AppendConflict) as conflict:
        await append(db, [actor("c")], key="k", by="other", now=NOW)
    assert conflict.value.position == 2
    assert len({entry.id for entry in await everything(db)}) == 2


async def test_a_batch_resolved_by_name_is_the_same_batch_after_the_name_has_moved(db: Database):
    """The digest is of what was handed in, not of the ids that it was resolved to."""
    await record(db, *cast())
    told = changed({"name": "Imam Sahib"})
    first = await record(db, told, key="k")
    await record(db, place("other", "Imam Sahib"))

    assert await record(db, told, key="k") == Appended(first.first, first.last, replayed=True)


async def test_a_writer_who_has_not_seen_the_end_is_refused(db: Database):
    await record(db, actor("a"), expected=0)

    with pytest.raises(AppendConflict) as conflict:
        await record(db, actor("b"), expected=0)
    assert (conflict.value.code, conflict.value.position) == ("EXPECTED_POSITION", 1)
    assert await record(db, actor("b"), expected=1) == Appended(2, 2, replayed=False)


@pytest.mark.parametrize("key", ["", "k" * 201, "a\0b", "schlüssel", "a\nb"])
async def test_a_key_that_cannot_be_kept_is_refused(db: Database, key: str):
    with pytest.raises(Refused) as refusal:
        await append(db, [actor("a")], key=key, by="x", now=NOW)
    assert [(one.path, one.code) for one in refusal.value.problems] == [(("idempotencyKey",), "BAD_IDEMPOTENCY_KEY")]


@pytest.mark.parametrize("key", ["import:x/file.csv", "undo:1/9", "opened:x"])
async def test_a_key_of_the_programs_own_is_refused_from_outside(db: Database, key: str):
    with pytest.raises(Refused) as refusal:
        await append(db, [actor("a")], key=key, by="x", now=NOW)
    assert [one.code for one in refusal.value.problems] == ["RESERVED_IDEMPOTENCY_KEY"]

    assert await record(db, actor("a"), key=f"my-{key}") == Appended(1, 1, replayed=False)


async def test_an_empty_batch_and_a_boundless_one_are_refused(db: Database):
    for events, code in (([], "EMPTY_BATCH"), ([actor("a")] * 5_001, "BATCH_TOO_LONG")):
        with pytest.raises(Refused) as refusal:
            await record(db, *events)
        assert [one.code for one in refusal.value.problems] == [code]


async def test_batches_of_one_transaction_fall_together(db: Database):
    async def both() -> None:
        async with db.write() as conn:
            await append_on(conn, cast(), key="one", by="x", now=NOW)
            await append_on(conn, [changed("nowhere")], key="two", by="x", now=NOW)

    with pytest.raises(Refused):
        await both()
    assert await head(db) == 0


async def test_reads_in_order_and_from_where_one_stopped(db: Database):
    await record(db, *cast())
    async with db.read() as conn:
        assert [e.position for e in await log.entries(conn, after=2, first=3)] == [3, 4, 5]
        assert [e.position for e in await log.entries(conn, after=2, before=4, first=3)] == [3]
        assert await log.entries(conn, after=7, first=3) == []
        assert [*await log.by_positions(conn, [3, 1, 99])] == [1, 3]
    assert [e.position async for e in log.stream(db, after=1, chunk=2)] == [2, 3, 4, 5, 6, 7]


async def test_filters_find_what_they_name_and_nothing_else(db: Database):
    await record(db, *cast(), place("tj", "Tajikistan", kind="COUNTRY"))
    await record(
        db,
        changed(id="fall", occurred="2021-06-12/2021-06-22"),
        asserted("tj", "government", "../2021-05-01", id="old", source="ministry"),
        corrected("fall", changed("af-kunduz"), id="moved"),
        retracted("old", id="gone"),
    )

    async def ids(**wanted: object) -> list[str | None]:
        async with db.read() as conn:
            found = await log.entries(conn, after=8, first=100, filter=EventFilter(**wanted))
            everywhere = await log.entries(conn, first=100, filter=EventFilter(**wanted))
            assert await log.count_entries(conn, EventFilter(**wanted)) == len(everywhere)
        return [entry.event.id for entry in found]

    day = date.fromisoformat
    assert await ids() == ["fall", "old", "moved", "gone"]
    assert await ids(types=("EventRetracted", "ControlChanged")) == ["fall", "gone"]
    assert await ids(types=()) == []
    assert await ids(place="af-imam-sahib") == ["fall", "moved"]
    assert await ids(within="af-kunduz") == ["fall", "moved"]
    assert await ids(within="tj") == ["old", "gone"]
    assert await ids(source="ministry") == ["old"]
    assert await ids(standing_only=True) == ["moved", "gone"]
    assert await ids(occurred_from=day("2021-06-22")) == ["fall"]
    assert await ids(occurred_from=day("2021-06-23")) == []
    assert await ids(occurred_to=day("2021-06-11")) == ["old"]
    assert await ids(occurred_from=day("2021-05-01"), occurred_to=day("2021-06-21")) == [
        "fall",
        "old",
        "moved",
    ]


async def test_many_writers_lose_nothing_and_overwrite_nothing(db: Database):
    writers, batches = 8, 6
    await record(db, *cast())

    async def write(writer: int) -> list[Appended]:
        return [await record(db, changed(), source(f"s-{writer}-{i}")) for i in range(batches)]

    answers = [one for found in await asyncio.gather(*map(write, range(writers))) for one in found]

    positions = sorted(position for one in answers for position in range(one.first, one.last + 1))
    assert positions == list(range(8, 8 + 2 * writers * batches))
    assert [entry.position for entry in await everything(db)] == list(range(1, 8 + 2 * writers * batches))
    assert all(one.last == one.first + 1 for one in answers)


async def test_a_reader_who_has_seen_a_position_has_seen_all_below(db: Database):
    """What `position > last` over a sequence gets wrong: a slow writer that began before a faster one."""
    done = asyncio.Event()
    seen: list[int] = []

    async def follow() -> None:
        while True:
            finished = done.is_set()
            async with db.read() as conn:
                seen.extend(e.position for e in await log.entries(conn, after=seen[-1] if seen else 0, first=1000))
            if finished:
                return
            await asyncio.sleep(0)

    async def write(writer: int) -> None:
        for i in range(10):
            await record(db, *(actor(f"a-{writer}-{i}-{n}") for n in range(1 + writer % 3)))

    follower = asyncio.create_task(follow())
    await asyncio.gather(*map(write, range(8)))
    done.set()
    await follower
    assert seen == list(range(1, await head(db) + 1))


async def test_two_processes_take_turns(database_url: str):
    """An import beside a running server: the two handles share nothing but the database."""
    handles = [Database.open(database_url) for _ in range(2)]
    for round in range(6):
        await asyncio.gather(*(record(one, actor(f"a-{round}-{n}")) for n, one in enumerate(handles)))
    assert [entry.position for entry in await everything(handles[0])] == list(range(1, 13))
    for one in handles:
        await one.close()


async def test_two_writers_with_one_key_record_once(db: Database):
    answers = await asyncio.gather(*(record(db, actor("a"), key="k") for _ in range(8)))
    assert sorted(one.replayed for one in answers) == [False] + [True] * 7
    assert await head(db) == 1


async def test_a_reader_sees_one_state_while_others_write(db: Database):
    await record(db, actor("a"))
    async with db.read() as conn:
        assert (await log.head(conn)).position == 1
        await record(db, actor("b"))
        assert (await log.head(conn)).position == 1
        assert len(await log.entries(conn, first=10)) == 1
    assert await head(db) == 2
