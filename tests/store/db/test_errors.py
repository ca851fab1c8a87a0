"""What the database cannot do is told in our own words, with a code and a remedy."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from store.db import connections
from store.db.connections import Connection, Database
from store.db.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseUnreachable,
    StatementTimeout,
    StoreError,
)
from store.read import log
from tests.support import postgres
from tests.support.builders import actor
from tests.support.recording import head, record

ENDLESS = text("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c WHERE n < 0")


async def test_a_statement_that_takes_too_long_is_stopped(database_url: str):
    db = Database.open(database_url, statement_timeout_s=0.1)
    with pytest.raises(StatementTimeout, match="longer than"):
        async with db.read() as conn:
            await asyncio.wait_for(conn.execute(ENDLESS), 5)

    assert await head(db) == 0
    async with db.read() as conn:
        for _ in range(3):  # the time is that of one statement, not of all
            await asyncio.sleep(0.06)
            await log.head(conn)
    await db.close()


async def test_a_reader_cannot_write(db: Database):
    with pytest.raises(DatabaseReadOnly):
        async with db.read() as conn:
            await conn.execute(text("DELETE FROM claim"))


async def test_a_full_disk(sqlite_url: str):
    db = Database.open(sqlite_url)

    async def fill(conn: Connection) -> None:
        pages = (await conn.execute(text("PRAGMA page_count"))).scalar()
        await conn.execute(text(f"PRAGMA max_page_count = {pages}"))

    await db.transact(fill)
    with pytest.raises(DatabaseFull):
        await record(db, *(actor(f"a-{n}", note="x" * 5_000) for n in range(50)))
    assert await head(db) == 0
    await db.close()


async def test_a_primary_that_has_become_read_only(postgres_url: str):
    postgres.execute(
        make_url(postgres_url),
        f"ALTER DATABASE {make_url(postgres_url).database} SET default_transaction_read_only = on",
    )
    db = Database.open(postgres_url)
    with pytest.raises(DatabaseReadOnly):
        await record(db, actor("a"))
    await db.close()


async def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "x.db").write_text("not a database, but long enough to be looked at" * 100)
    db = Database.open(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(DatabaseDamaged):
        await head(db)
    await db.close()


@pytest.mark.parametrize("what", ["no server", "no database", "no folder"])
async def test_what_cannot_be_reached(what: str, tmp_path, postgres_server):
    url = {
        "no server": "postgresql://nobody@127.0.0.1:1/none",
        "no database": postgres_server.set(database="none").render_as_string(False),
        "no folder": f"sqlite:///{tmp_path / 'no' / 'x.db'}",
    }[what]

    async def ask() -> None:
        db = Database.open(url)
        try:
            await head(db)
        finally:
            await db.close()

    with pytest.raises(DatabaseUnreachable):
        await ask()


async def test_a_server_that_goes_away_and_comes_back(postgres_url: str):
    db = Database.open(postgres_url)
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )

    async def ask_twice() -> None:
        async with db.read() as conn:
            await log.head(conn)
            postgres.execute(make_url(postgres_url), end)
            await log.head(conn)

    with pytest.raises(DatabaseUnreachable):
        await ask_twice()
    assert await head(db) == 0
    await db.close()


async def test_another_process_that_writes(sqlite_url: str, monkeypatch):
    monkeypatch.setattr("store.db.limits.WRITE_TIMEOUT_S", 0.1)
    db = Database.open(sqlite_url)
    other = sqlite3.connect(make_url(sqlite_url).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        await record(db, actor("a"))
    other.close()
    await record(db, actor("a"))
    await db.close()


async def test_a_writer_whose_turn_does_not_come(postgres_url: str, monkeypatch):
    monkeypatch.setattr("store.db.limits.WRITE_TIMEOUT_S", 0.2)
    db = Database.open(postgres_url)
    async with db.write():
        with pytest.raises(DatabaseBusy):
            await record(db, actor("a"))
    await record(db, actor("a"))
    await db.close()


async def test_errors_of_ours_pass_as_they_are(db: Database):
    for fault in (OSError("ours"), TimeoutError("ours"), ValueError("ours")):
        with pytest.raises(type(fault), match="ours"):
            async with db.read():
                raise fault


async def test_no_error_repeats_what_was_said(db: Database):
    with pytest.raises(Exception, match="hidden due to hide_parameters") as error:
        async with db.read() as conn:
            await conn.execute(text("SELECT no_such_function(CAST(:said AS TEXT))"), {"said": "a secret"})
    assert "a secret" not in str(error.value.__cause__ or error.value)


def test_every_error_has_a_code_of_its_own_and_a_remedy():
    family = [*StoreError.__subclasses__(), *DatabaseUnreachable.__subclasses__()]
    assert len({one.code for one in family}) == len(family)
    assert all(one.remedy and one.code.isupper() for one in family)
    assert StatementTimeout("x").message == f"x: {StatementTimeout.remedy}"


@pytest.mark.parametrize(
    ("version", "warned"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 6, 9), False)]
)
def test_an_sqlite_that_can_damage_the_file_is_named(version, warned: bool, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert bool(connections.notices(make_url("sqlite:///x"))) is warned
    assert not connections.notices(make_url("postgresql://x/y"))
