"""Whatever somebody with all rights has changed in the log is found, with its position."""

import asyncio
import hashlib
import json

import pytest
from sqlalchemy import select

from service.verifying import verified as verified_all
from store.db import limits, tables
from store.db.connections import Database
from store.db.errors import DatabaseUnreachable
from store.write.verification.finding import Code
from tests.support.altered_logs import execute, findings, tamper, verified
from tests.support.builders import actor, asserted, cast, changed, corrected, retracted
from tests.support.recording import everything, record
from trust.databases import opened

EMPTY_SHA = hashlib.sha256(b"{}").hexdigest()


@pytest.fixture
async def log(db: Database, database_url: str) -> Database:
    """Eleven events in three batches."""
    await record(db, *cast(), key="cast")
    await record(db, changed(id="a"), asserted(holder="government", id="b", source="ministry"), key="claims")
    await record(db, corrected("a", changed(gainer=None), id="c"), retracted("b", id="r"), key="acts")
    return db


async def test_a_log_that_nobody_changed_has_no_findings(log: Database) -> None:
    verification = await verified(log)

    assert verification.findings == []
    assert verification.log_is_sound
    assert (verification.head, verification.events, verification.batches) == (11, 11, 3)


async def test_an_empty_log_has_no_findings(db: Database) -> None:
    assert await findings(db) == []


CHANGES = [
    ("payload = replace(payload, 'taliban', 'talibaN')", Code.PAYLOAD_CHANGED),
    ("payload = ''", Code.PAYLOAD_CHANGED),
    ("payload = payload || ' '", Code.PAYLOAD_CHANGED),
    ("sha256 = 'x'", Code.PAYLOAD_CHANGED),
    (f"payload = '{{}}', sha256 = '{EMPTY_SHA}'", Code.UNREADABLE),
    ("id = 'other'", Code.COLUMNS_DIFFER),
    ("type = 'ControlAsserted'", Code.COLUMNS_DIFFER),
    ("version = 2", Code.COLUMNS_DIFFER),
    ("published = '2021-06-23'", Code.COLUMNS_DIFFER),
    ("known = '2021-06-21 23:59:59.999999+00'", Code.COLUMNS_DIFFER),
    ("earliest = '2021-06-20'", Code.COLUMNS_DIFFER),
    ("latest = NULL", Code.COLUMNS_DIFFER),
    ("occurred = '2021-06-20'", Code.COLUMNS_DIFFER),
    ("source = 'ministry'", Code.COLUMNS_DIFFER),
    ("target = 3", Code.COLUMNS_DIFFER),
    ("recorded_by = 'somebody'", Code.BATCH_DIFFERS),
]
"""Of one row of the table of events, each found as what."""


async def test_every_change_of_an_event_is_found_where_it_is_and_nowhere_else(db: Database, database_url: str) -> None:
    await record(db, *cast(), *(changed(id=f"e-{number}") for number in range(2 * len(CHANGES))))
    changes = [(8 + 2 * number, change, code) for number, (change, code) in enumerate(CHANGES)]

    tamper(database_url, *(f"UPDATE event SET {change} WHERE position = {position}" for position, change, _ in changes))

    assert await findings(db) == [(position, code) for position, _, code in changes]
    assert (await verified(db)).first_position == 8


async def test_two_texts_that_were_swapped_with_their_digests_are_found_by_their_columns(
    log: Database, database_url: str
) -> None:
    first, second = [entry for entry in await everything(log) if entry.position in (8, 9)]
    swap = "UPDATE event SET payload = '{}', sha256 = '{}' WHERE position = {}"
    digests = [hashlib.sha256(entry.payload.encode()).hexdigest() for entry in (first, second)]

    tamper(database_url, swap.format(second.payload, digests[1], 8), swap.format(first.payload, digests[0], 9))

    assert await findings(log) == [(8, Code.COLUMNS_DIFFER), (9, Code.COLUMNS_DIFFER)]


async def test_the_columns_that_differ_are_named_and_what_they_hold_is_not(log: Database, database_url: str) -> None:
    tamper(database_url, "UPDATE event SET source = 'a-secret', occurred = '2021-06-20' WHERE position = 8")

    [finding] = (await verified(log)).findings

    assert "occurred, source" in finding.message
    assert "secret" not in finding.message


async def test_a_correction_that_was_aimed_at_another_event_is_found(log: Database, database_url: str) -> None:
    entry = (await everything(log))[9]
    forged = json.dumps(json.loads(entry.payload) | {"event": "b"}, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(forged.encode()).hexdigest()

    tamper(database_url, f"UPDATE event SET payload = '{forged}', sha256 = '{digest}' WHERE position = 10")

    assert await findings(log) == [(10, Code.COLUMNS_DIFFER)]


async def test_a_row_that_was_taken_out_of_the_middle_leaves_a_gap_and_its_neighbours_are_whole(
    log: Database, database_url: str
) -> None:
    tamper(database_url, "DELETE FROM event WHERE position IN (2, 3, 5)")

    assert await findings(log) == [(2, Code.POSITION_MISSING), (5, Code.POSITION_MISSING)]


async def test_an_end_that_was_cut_off_is_found_by_what_was_written_with_it(log: Database, database_url: str) -> None:
    tamper(database_url, "DELETE FROM event WHERE position > 9")
    assert await findings(log) == [(10, Code.TAIL_MISSING)] * 3

    tamper(database_url, "DELETE FROM batch WHERE first > 9")
    assert await findings(log) == [(10, Code.TAIL_MISSING)] * 2

    tamper(database_url, "UPDATE projected SET position = 9")
    assert await findings(log) == [(10, Code.TAIL_MISSING)]


async def test_an_end_that_was_cut_off_with_all_that_was_derived_from_it_is_not_noticed(
    log: Database, database_url: str
) -> None:
    """What the docs say: for this one needs a backup or a checkpoint."""
    cut = ["event WHERE position > 9", "batch WHERE first > 9", "tree_hash WHERE number >= 9"]
    tamper(database_url, *(f"DELETE FROM {rows}" for rows in cut), "UPDATE projected SET position = 9")

    assert await findings(log) == []


async def test_batches_that_do_not_fit_their_events_are_found(db: Database, database_url: str) -> None:
    for key in range(7):
        await record(db, actor(f"a-{key}"), actor(f"b-{key}"))

    tamper(
        database_url,
        "DELETE FROM batch WHERE first = 1",
        "UPDATE batch SET last = 3 WHERE first = 3",
        "UPDATE batch SET recorded_at = '2021-01-01 00:00:00.000000+00' WHERE first = 7",
        "UPDATE batch SET first = 10 WHERE first = 11",
        "UPDATE batch SET last = 20 WHERE first = 13",
    )

    assert sorted(await findings(db)) == [
        (1, Code.BATCH_MISSING),
        (4, Code.BATCH_MISSING),
        (7, Code.BATCH_DIFFERS),
        (8, Code.BATCH_DIFFERS),
        (10, Code.BATCHES_OVERLAP),
        *((position, Code.TREE_DIFFERS) for position in (10, 11, 12)),
        (15, Code.TAIL_MISSING),
    ]


async def test_the_last_batch_may_be_the_one_that_is_gone(log: Database, database_url: str) -> None:
    tamper(database_url, "DELETE FROM batch WHERE first = 10")

    assert await findings(log) == [(10, Code.BATCH_MISSING)]


async def test_what_is_not_under_the_tree_as_it_stands_in_the_log_is_found(db: Database, database_url: str) -> None:
    """Given an event that was forged with its digest and its columns, a batch with another key, and a lost leaf."""
    await record(db, *cast(), changed(id="a"))
    await record(db, actor("b"), actor("c"), key="key")
    await record(db, actor("d"))
    forged = (await everything(db))[7].payload.replace('"taliban"', '"government"')
    digest = hashlib.sha256(forged.encode()).hexdigest()

    tamper(
        database_url,
        f"UPDATE event SET payload = '{forged}', sha256 = '{digest}' WHERE position = 8",
        "UPDATE batch SET key = 'other' WHERE first = 9",
        "DELETE FROM tree_hash WHERE number = 10",
    )

    assert await findings(db) == [(position, Code.TREE_DIFFERS) for position in (8, 9, 10, 11)]


async def test_a_node_of_the_tree_that_is_not_made_of_those_below_it_is_found(db: Database, database_url: str) -> None:
    await record(db, *(actor(f"a-{number}") for number in range(300)))
    zeros = "00" * 32
    hash = f"x'{zeros}'" if "sqlite" in database_url else f"decode('{zeros}', 'hex')"

    tamper(database_url, f"UPDATE tree_hash SET hashes = {hash} WHERE level = 1")
    assert await findings(db) == [(1, Code.TREE_DIFFERS)]

    tamper(database_url, f"INSERT INTO tree_hash VALUES (1, 4000000000000, {hash})")
    assert await findings(db) == [(1, Code.TREE_DIFFERS), (257, Code.TREE_DIFFERS)]


async def test_an_import_whose_events_are_gone_is_found(log: Database, database_url: str) -> None:
    tamper(database_url, "INSERT INTO import_report VALUES (12, 1, 0)")

    assert await findings(log) == [(12, Code.TAIL_MISSING)]


async def test_positions_begin_with_one(log: Database, database_url: str) -> None:
    tamper(database_url, "UPDATE event SET position = -4 WHERE position = 11", "UPDATE projected SET position = 10")

    assert (-4, Code.POSITION_IMPOSSIBLE) in await findings(log)


async def test_an_event_far_beyond_the_end_is_one_gap(log: Database, database_url: str) -> None:
    tamper(database_url, "UPDATE event SET position = 4000000000000 WHERE position = 11")

    assert (11, Code.POSITION_MISSING) in await findings(log)


async def test_others_may_write_meanwhile(log: Database) -> None:
    """Given somebody who records without a pause, when the log is verified, it is as it was at one moment."""
    is_over = False

    async def write() -> None:
        number = 0
        while not is_over:
            number += 1
            await record(log, actor(f"a-{number}"), changed(id=f"later-{number}"))

    writing = asyncio.create_task(write())
    for with_projections in (False, True):
        assert (await verified_all(log, with_projections=with_projections)).findings == []
    is_over = True
    await writing


async def test_ids_and_keys_are_apart_even_where_the_index_that_keeps_them_so_is_gone(
    postgres_url: str,
) -> None:
    async with opened(postgres_url) as db:
        await record(db, actor("a", id="a"), key="first")
        await record(db, actor("b", id="b"), key="second")

        tamper(postgres_url, "ALTER TABLE event DROP CONSTRAINT event_id_key", "UPDATE event SET id = 'a'")
        assert (2, Code.ID_TWICE) in await findings(db)
        tamper(
            postgres_url,
            "ALTER TABLE batch DROP CONSTRAINT batch_key_recorded_by_key",
            "UPDATE batch SET key = 'first'",
        )
        assert (2, Code.KEY_TWICE) in await findings(db)


async def test_an_index_that_does_not_fit_its_table_is_found(sqlite_url: str) -> None:
    """Given an index that was out of reach while its table changed, as one is on a page that a disk has lost."""
    async with opened(sqlite_url) as db:
        await record(db, actor("a", id="a"), key="first")

    index = "FROM sqlite_master WHERE name = 'event_by_source'"
    hidden = ["PRAGMA writable_schema = ON", f"CREATE TABLE kept AS SELECT * {index}", f"DELETE {index}"]
    execute(sqlite_url, *hidden)
    tamper(sqlite_url, "UPDATE event SET source = 'x'")
    execute(sqlite_url, "PRAGMA writable_schema = ON", "INSERT INTO sqlite_master SELECT * FROM kept")

    async with opened(sqlite_url) as db:
        assert (None, Code.FILE_DAMAGED) in await findings(db)


async def test_every_finding_is_counted_and_the_first_are_kept(log: Database, database_url: str) -> None:
    from store.write.verification.verify import verify

    tamper(database_url, "UPDATE event SET sha256 = 'x'")

    async with log.read() as conn:
        verification = await verify(conn, kept_max=3)
        assert (await conn.execute(select(tables.event.c.position))).all()

    assert (verification.count, verification.first_position) == (11, 1)
    assert [finding.position for finding in verification.findings] == [1, 2, 3]


async def test_a_database_that_goes_away_is_no_damage(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VERIFIED_AT_ONCE", 1)
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"

    def end(position: int, head: int) -> None:
        execute(postgres_url, f"{ended} AND pid <> pg_backend_pid()")

    async with opened(postgres_url) as db:
        await record(db, *cast())
        with pytest.raises(DatabaseUnreachable):
            await verified_all(db, end)
