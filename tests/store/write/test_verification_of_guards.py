"""A trigger that was dropped, put to sleep, or replaced by one that does nothing is found."""

import pytest

from store.db.connections import Database
from store.db.guards import GUARDED, GUARDS
from store.write.verification import guards
from store.write.verification.finding import Code
from tests.support.altered_logs import execute, findings, verified
from trust.databases import opened


async def test_the_guards_of_a_new_database_are_those_that_are_looked_for(db: Database) -> None:
    async with db.read() as conn:
        assert await guards.installed(conn) == GUARDS[conn.dialect.name]


@pytest.mark.parametrize("name", GUARDS["sqlite"])
async def test_a_trigger_that_was_dropped_on_sqlite_is_found(sqlite_url: str, name: str) -> None:
    execute(sqlite_url, f"DROP TRIGGER {name}")

    async with opened(sqlite_url) as db:
        [finding] = (await verified(db)).findings

    assert (finding.code, name in finding.message) == (Code.GUARD_MISSING, True)


@pytest.mark.parametrize("name", GUARDS["postgresql"])
async def test_a_trigger_that_was_dropped_or_put_to_sleep_on_postgresql_is_found(postgres_url: str, name: str) -> None:
    table = next(table for table in GUARDED if name.startswith(f"{table}_"))

    async with opened(postgres_url) as db:
        execute(postgres_url, f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        assert await findings(db) == [(None, Code.GUARD_CHANGED)]
        execute(postgres_url, f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        assert await findings(db) == [(None, Code.GUARD_CHANGED)]
        execute(postgres_url, f"DROP TRIGGER {name} ON {table}")
        assert await findings(db) == [(None, Code.GUARD_MISSING)]


async def test_a_guard_that_does_nothing_any_more_is_found(db: Database, database_url: str) -> None:
    if "sqlite" in database_url:
        idle = "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END"
        execute(database_url, "DROP TRIGGER event_no_update", idle)
    else:
        body = "BEGIN RETURN NULL; END"
        execute(
            database_url,
            f"CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        )

    assert {code for _, code in await findings(db)} == {Code.GUARD_CHANGED}
