"""Attacks on the log from connections that are not ours: the database itself must refuse them."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from store.db.connections import Database
from tests.support.builders import actor
from tests.support.recording import everything, record

EVENT = (
    "(position, id, type, version, recorded_at, recorded_by, known, payload, sha256) "
    "VALUES ({position}, '{id}', 'X', 1, '2021-01-01 00:00:00', 'x', '2021-01-01', '{{}}', 'x')"
)
BATCH = (
    "(first, last, key, sha256, recorded_at, recorded_by) "
    "VALUES ({first}, {last}, '{key}', 'x', '2021-01-01 00:00:00', 'tester')"
)

ON_BOTH = [
    "UPDATE event SET payload = '{}'",
    "UPDATE event SET payload = '{}' WHERE position = 2",
    "UPDATE event SET position = 9 WHERE position = 1",
    "DELETE FROM event",
    "DELETE FROM event WHERE position = 3",
    "UPDATE batch SET sha256 = 'x'",
    "DELETE FROM batch",
    "INSERT INTO event " + EVENT.format(position=2, id="new"),
    "INSERT INTO event " + EVENT.format(position=4, id="e-1"),
    "INSERT INTO event " + EVENT.format(position=5, id="new"),
    "INSERT INTO event " + EVENT.format(position=0, id="new"),
    "INSERT INTO event " + EVENT.format(position=-1, id="new"),
    "INSERT INTO event " + EVENT.format(position="NULL", id="new"),
    "INSERT INTO event " + EVENT.format(position=2, id="new") + " ON CONFLICT (position) DO UPDATE SET payload = 'x'",
    "INSERT INTO event " + EVENT.format(position=4, id="e-1") + " ON CONFLICT (id) DO UPDATE SET payload = 'x'",
    "INSERT INTO batch " + BATCH.format(first=3, last=9, key="new"),
    "INSERT INTO batch " + BATCH.format(first=4, last=4, key="key"),
    "INSERT INTO batch "
    + BATCH.format(first=4, last=4, key="key")
    + " ON CONFLICT (key, recorded_by) DO UPDATE SET first = 9",
]
ON_SQLITE = [
    *ON_BOTH,
    "INSERT OR REPLACE INTO event " + EVENT.format(position=2, id="new"),
    "INSERT OR REPLACE INTO event " + EVENT.format(position=4, id="e-1"),
    "INSERT OR REPLACE INTO event " + EVENT.format(position=9, id="e-1"),
    "REPLACE INTO event " + EVENT.format(position=2, id="e-1"),
    "REPLACE INTO event SELECT * FROM event WHERE position = 2",
    "INSERT OR IGNORE INTO event " + EVENT.format(position=9, id="new"),
    "UPDATE OR REPLACE event SET id = 'e-1' WHERE position = 3",
    "UPDATE OR IGNORE event SET payload = 'x'",
    "INSERT OR REPLACE INTO batch " + BATCH.format(first=1, last=3, key="new"),
    "INSERT OR REPLACE INTO batch " + BATCH.format(first=4, last=3, key="new"),
    "INSERT OR REPLACE INTO batch " + BATCH.format(first=4, last=4, key="key"),
    # The row's own number under its other names.
    "INSERT INTO event (rowid, id, type, version, recorded_at, recorded_by, known, payload, sha256) "
    "VALUES (2, 'new', 'X', 1, '2021-01-01', 'x', '2021-01-01', 'x', 'x')",
]
ON_POSTGRESQL = [
    *ON_BOTH,
    "TRUNCATE event",
    "TRUNCATE batch",
    "TRUNCATE event, batch CASCADE",
    "UPDATE event SET payload = payload WHERE false",
    "SET session_replication_role = replica; DELETE FROM event",
    "SET session_replication_role = replica; TRUNCATE event",
    "SET session_replication_role = replica; INSERT INTO event " + EVENT.format(position=9, id="new"),
    "MERGE INTO event USING (SELECT 2 AS p) AS s ON position = p WHEN MATCHED THEN UPDATE SET payload = 'x'",
    "MERGE INTO event USING (SELECT 2 AS p) AS s ON position = s.p WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM event RETURNING *) SELECT count(*) FROM gone",
]


@pytest.fixture
def three_events(database_url: str) -> Iterator[str]:
    before = _in_a_loop(_three(database_url))
    yield database_url
    assert _in_a_loop(_read(database_url)) == before
    assert len(before) == 3


@pytest.mark.parametrize("attack", ON_SQLITE)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_refuses(three_events: str, attack: str):
    # As plain as connections come: no recursive_triggers, no foreign_keys.
    with closing(sqlite3.connect(make_url(three_events).database)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match=r"append-only|next position|comes after"):
            raw.execute(attack)
        raw.commit()


@pytest.mark.parametrize("attack", ON_POSTGRESQL)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_refuses(three_events: str, attack: str):
    refusals = (asyncpg.RestrictViolationError, asyncpg.UniqueViolationError)

    async def attempt() -> None:
        raw = await asyncpg.connect(make_url(three_events).set(drivername="postgresql").render_as_string(False))
        try:
            with pytest.raises(refusals):
                await raw.execute(attack)
        finally:
            await raw.close()

    _in_a_loop(attempt())


def test_an_honest_insert_passes_the_guards(database_url: str):
    """Or the attacks above would prove nothing."""
    _in_a_loop(_three(database_url))
    statement = "INSERT INTO event " + EVENT.format(position=4, id="new")
    url = make_url(database_url)

    async def insert() -> None:
        raw = await asyncpg.connect(url.set(drivername="postgresql").render_as_string(False))
        await raw.execute(statement)
        await raw.close()

    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(url.database)) as raw, raw:
            raw.execute(statement)
    else:
        _in_a_loop(insert())


def _in_a_loop(work):
    return asyncio.run(work)


async def _three(url: str) -> list[str]:
    db = Database.open(url)
    await record(db, *(actor(f"a-{n}", id=f"e-{n}") for n in (1, 2, 3)), key="key")
    await db.close()
    return await _read(url)


async def _read(url: str) -> list[str]:
    db = Database.open(url)
    found = [entry.payload for entry in await everything(db)]
    await db.close()
    return found
