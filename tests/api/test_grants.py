"""A server whose role owns nothing does all its work, and can change nothing that is kept."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from store.db.connections import Database
from store.db.errors import DatabaseForbidden
from store.db.grants import KEPT
from store.db.guards import GUARDS
from tests.support import postgres
from tests.support.asking import Api
from tests.support.builders import cast, changed, corrected
from tests.support.cli_runner import Cli

FORBIDDEN = [
    "UPDATE event SET type = 'x'",
    "DELETE FROM event",
    "TRUNCATE event CASCADE",
    "ALTER TABLE event DISABLE TRIGGER USER",
    "DROP TRIGGER event_append_only ON event",
    "CREATE OR REPLACE FUNCTION batch_is_next() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP TABLE event CASCADE",
    "UPDATE batch SET key = 'x'",
    "UPDATE tree_hash SET level = 9",
    "DELETE FROM checkpoint",
    "UPDATE alembic_version SET version_num = '0001'",
    "CREATE TABLE mine (a int)",
    "SET session_replication_role = replica",
]


@pytest.fixture
def role(postgres_url: str) -> Iterator[str]:
    name, url = f"app_{uuid4().hex[:12]}", make_url(postgres_url)
    postgres.execute(url, f"CREATE ROLE {name} LOGIN")
    yield name
    postgres.execute(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


@pytest.fixture
def url_of_role(postgres_url: str, role: str, tmp_path) -> str:
    Cli(postgres_url, tmp_path).does("migrate", "--grant-to", role)
    url: URL = make_url(postgres_url).set(username=role)
    return url.render_as_string(hide_password=False)


async def test_it_serves_records_corrects_and_answers(url_of_role: str, start) -> None:
    api: Api = await start(url_of_role)
    await api.recorded(*cast(), changed(id="fall"))
    await api.recorded(corrected("fall", changed(gainer="government")))

    answer = await api.ask('{ asOf(date: "2021-06-23") { place(id: "af-imam-sahib") { holder { id } } } }')
    assert answer["asOf"]["place"]["holder"]["id"] == "government"


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_it_can_change_nothing_that_is_kept(url_of_role: str, statement: str) -> None:
    db = Database.open(url_of_role)
    try:
        with pytest.raises(DatabaseForbidden):
            async with db.write() as conn:
                await conn.execute(text(statement))
    finally:
        await db.close()


def test_a_role_that_does_not_exist_is_refused(postgres_url: str, tmp_path) -> None:
    refused = Cli(postgres_url, tmp_path)("migrate", "--grant-to", "nobody_of_this_name")

    assert refused.code != 0
    assert "CREATE ROLE" in refused.err


def test_on_sqlite_there_are_no_roles(sqlite_url: str, tmp_path) -> None:
    assert "PostgreSQL" in Cli(sqlite_url, tmp_path)("migrate", "--grant-to", "x").err


def test_what_is_kept_is_what_the_guards_keep() -> None:
    kept = {table.name for table in KEPT}

    assert all(any(name.startswith(table) for table in kept) for name in GUARDS["postgresql"])
    assert all(any(name.startswith(table) for name in GUARDS["postgresql"]) for table in kept)


READ_BY_NO_FOLLOWER = [
    "SELECT recorded_by FROM event",
    "SELECT * FROM event",
    "SELECT * FROM batch",
    "SELECT * FROM access_token",
    "SELECT * FROM claim",
]


def test_a_follower_reads_the_messages_and_nothing_else(postgres_url: str, role: str, tmp_path) -> None:
    owner = Cli(postgres_url, tmp_path)
    owner.imported(*cast())
    owner.does("migrate", "--grant-to", role)
    owner.does("migrate", "--follow-to", role)
    url = make_url(postgres_url).set(username=role)
    follower = Cli(url.render_as_string(hide_password=False), tmp_path)

    state = tmp_path / "state.json"
    first = follower.does("follow", "--once", "--state", state)
    owner.imported(changed())

    assert (first.count("\n"), follower.does("follow", "--once", "--state", state).count("\n")) == (7, 1)
    for statement in (*READ_BY_NO_FOLLOWER, *FORBIDDEN):
        with pytest.raises(Exception, match=r"permission denied|must be owner|InsufficientPrivilege"):
            postgres.execute(url, statement)


def test_one_role_is_not_both(postgres_url: str, tmp_path) -> None:
    assert Cli(postgres_url, tmp_path)("migrate", "--grant-to", "x", "--follow-to", "x").code == 2


def test_on_sqlite_nobody_is_given_leave_to_follow(sqlite_url: str, tmp_path) -> None:
    assert "--follow-to is for PostgreSQL" in Cli(sqlite_url, tmp_path)("migrate", "--follow-to", "x").err
