"""A database as the first release wrote it (`first_release.sql`, of November 2026) gives the answers that it gave."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.cli_runner import Cli

DUMP = Path(__file__).with_name("first_release.sql")


@pytest.fixture
def old(tmp_path: Path) -> Cli:
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(DUMP.read_text("utf-8"))
    return Cli(f"sqlite+aiosqlite:///{file}", tmp_path)


def test_it_is_refused_with_what_to_do_until_it_is_migrated(old: Cli) -> None:
    refused = old("state", "Khwaja Ghar", "--as-of", "2021-06-22")

    assert refused.code != 0
    assert "timeline migrate" in refused.err


def test_it_is_brought_up_to_date_and_answers_as_before(old: Cli, tmp_path: Path) -> None:
    """Given a place that was disputed; then it is after the upgrade, after the rebuild, and in a copy of the log"""
    migrated = old("migrate", "--json").json
    answers = [old("state", "Khwaja Ghar", "--as-of", "2021-06-22", "--json").json]

    assert (migrated["before"], migrated["rebuildNeeded"]) == ("0001", True)
    old.does("rebuild")
    assert old("migrate", "--json").json["rebuildNeeded"] is False
    answers.append(old("state", "Khwaja Ghar", "--as-of", "2021-06-22", "--json").json)
    assert old("verify", "--projections", "--json").json["findings"] == []

    old.does("export", "-o", tmp_path / "log.jsonl")
    again = Cli(f"sqlite+aiosqlite:///{tmp_path / 'again.db'}", tmp_path)
    again.does("import", "--restore", tmp_path / "log.jsonl")
    answers.append(again("state", "Khwaja Ghar", "--as-of", "2021-06-22", "--json").json)
    assert [answer["certainty"] for answer in answers] == ["DISPUTED"] * 3
    assert answers[0] == answers[1] == answers[2]
