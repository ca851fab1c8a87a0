"""What the owner of a database alters is found by the tree in it, at the first position."""

import pytest
from sqlalchemy import text

from store.db.connections import Connection, Database
from store.read import log, tree, tree_check
from tests.support.builders import actor, cast
from tests.support.recording import record
from tests.support.statement_counting import statements_sent

TABLES = ("event", "batch", "tree_hash", "checkpoint")
ATTACKS = {
    "UPDATE event SET payload = replace(payload, 'A-1', 'B-1') WHERE position = 20": 20,
    "UPDATE event SET payload = payload || ' ' WHERE position = 600": 600,
    "UPDATE event SET recorded_by = 'nobody' WHERE position >= 257": 257,
    "UPDATE event SET recorded_at = '2021-07-10 12:30:15.250001+00:00' WHERE position = 3": 3,
    "UPDATE event SET known = '2021-07-11 00:00:00+00:00' WHERE position = 512": 512,
    "UPDATE batch SET key = 'another' WHERE first = 1": 1,
    "UPDATE batch SET sha256 = 'x' WHERE first <= 300 AND last >= 300": 210,
    "DELETE FROM event WHERE position > 598": 599,
    "DELETE FROM event WHERE position = 4": 4,
    "DELETE FROM batch WHERE first = 1": 1,
    "DELETE FROM tree_hash WHERE level = 0 AND number = 256": 257,
    "UPDATE tree_hash SET hashes = substr(hashes, 1, 32 * 6) || substr(hashes, 1, 32) || substr(hashes, 32 * 7 + 1)"
    " WHERE number = 0 AND level = 0": 7,
    "UPDATE tree_hash SET hashes = (SELECT hashes FROM tree_hash WHERE level = 1 AND number = 0)"
    " WHERE level = 1 AND number = 1": 257,
    "DELETE FROM tree_hash WHERE level = 1 AND number = 0": 1,
}


async def unguarded(conn: Connection) -> None:
    """The triggers are gone, as whoever owns the tables may have it."""
    if conn.dialect.name == "postgresql":
        for table in TABLES:
            await conn.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        return
    names = (await conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))).scalars().all()
    for name in names:
        await conn.execute(text(f"DROP TRIGGER {name}"))


@pytest.fixture
async def grown(db: Database) -> Database:
    await record(db, *cast(), actor("a-0"), actor("a-00"))
    for start in range(0, 600, 200):
        await record(db, *(actor(f"a-{number}", name=f"A-{number}") for number in range(start + 1, start + 201)))
    return db


async def first_altered(db: Database) -> int | None:
    async with db.read() as conn:
        altered = await tree_check.first_altered(conn)
    return altered.position if altered else None


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_was_altered_is_found(grown: Database, attack: str) -> None:
    assert await first_altered(grown) is None
    async with grown.write() as conn:
        await unguarded(conn)
        await conn.execute(text(attack))

    assert await first_altered(grown) == ATTACKS[attack]


async def test_an_event_that_no_append_recorded_is_found(grown: Database) -> None:
    async with grown.read() as conn:
        head = (await log.head(conn)).position
    columns = "position, id, type, version, recorded_at, recorded_by, known, payload, sha256"
    values = f"{head + 1}, 'new', 'X', 1, '2021-01-01 00:00:00+00:00', 'x', '2021-01-01 00:00:00+00:00', '{{}}', 'x'"
    async with grown.write() as conn:
        await conn.execute(text(f"INSERT INTO event ({columns}) VALUES ({values})"))

    assert await first_altered(grown) == head + 1


async def test_many_proofs_take_as_many_statements_as_one(grown: Database) -> None:
    counts = []
    for positions in ([7], range(1, 601)):
        async with grown.read() as conn:
            with statements_sent(grown) as statements:
                await tree.proofs(conn, positions, 600)
        counts.append(len(statements))

    assert counts[0] == counts[1]
