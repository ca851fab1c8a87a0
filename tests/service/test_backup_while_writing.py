"""A backup that is made while others write holds one state of the log, with all that was acknowledged before."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from sqlalchemy.engine import make_url

from service.backup import back_up
from service.restoring import restore_backup
from service.verifying import verified
from store.db import postgresql_tools
from store.db.connections import Database
from tests.support.builders import actor, cast, changed
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, plans
from tests.support.recording import head, record, written_by
from tests.support.restored import TOOLS, everything_answered, new_database
from trust.databases import opened


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(TOOLS), prepend=":")


def ignored(*_: object) -> None:
    """What is done, how far it is."""


async def test_it_has_all_that_was_acknowledged_before_it_began_and_a_whole_log(
    db: Database, database_url: str, tmp_path: Path
) -> None:
    await record(db, *cast())
    is_over = False

    async def write() -> None:
        number = 0
        while not is_over:
            number += 1
            await record(db, actor(f"a-{number}"), changed(id=f"c-{number}"))

    writing = asyncio.create_task(write())
    for number in range(3):
        acknowledged = await head(db)
        made = await back_up(db, tmp_path / f"backup-{number}", ignored)
        assert made.verification
        assert made.verification.findings == []
        assert acknowledged <= made.verification.head <= await head(db)
        assert made.verification.head % 2 == 1, "a batch of two is in it, or it is not"
    is_over = True
    await writing
    assert await head(db) > made.verification.head

    with new_database(database_url, tmp_path) as url:
        async with opened(url) as new:
            verification = await restore_backup(new, tmp_path / "backup-2", ignored)
        assert (verification.findings, verification.head) == ([], made.verification.head)
        exported, _ = await everything_answered(url)
        assert exported.count(b"\n") == verification.head


@sharing_fixtures(8)
@given(plan=plans)
async def test_whatever_the_log_is_it_comes_back_with_the_same_answers(migrated_sqlite: Path, plan: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.db", Path(folder) / "second.db"
        shutil.copy(migrated_sqlite, first)
        async with opened(f"sqlite:///{first}") as db, opened(f"sqlite:///{second}") as new:
            await written_by(db, Script("x"), plan)
            await back_up(db, Path(folder) / "backup", ignored)
            await restore_backup(new, Path(folder) / "backup", ignored)
            assert (await verified(new, with_projections=True)).findings == []

        assert await everything_answered(f"sqlite:///{second}") == await everything_answered(f"sqlite:///{first}")


def test_a_program_that_is_as_new_as_the_server_is_taken_and_no_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in (15, 17, 18):
        program = tmp_path / str(version) / "pg_dump"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.2 (Debian)'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", ":".join(str(tmp_path / version) for version in ("18", "15", "17")))
    monkeypatch.setattr(postgresql_tools, "_INSTALLED", ())

    assert [postgresql_tools.tool("pg_dump", server).parent.name for server in (14, 15, 16, 18)] == [
        "15",
        "15",
        "17",
        "18",
    ]
    with pytest.raises(postgresql_tools.ToolMissing, match="pg_dump for PostgreSQL 19: install"):
        postgresql_tools.tool("pg_dump", 19)


def test_a_password_is_in_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_url("postgresql+asyncpg://nora:secret@db.example:5433/timeline?ssl=require")

    given = postgresql_tools.environment(url)

    names = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSSLMODE")
    assert [given[name] for name in names] == ["db.example", "5433", "nora", "secret", "timeline", "require"]
