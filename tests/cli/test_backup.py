"""A database goes into a file and comes back with the same answers, whoever writes meanwhile."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.support.altered_logs import execute, tamper
from tests.support.builders import actor, asserted, changed, corrected, retracted
from tests.support.cli_runner import Cli
from tests.support.restored import TOOLS, everything_answered, new_database

pytestmark = pytest.mark.usefixtures("tools")


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs of PostgreSQL are those of the server of the tests."""
    monkeypatch.setenv("PATH", str(TOOLS), prepend=":")


@pytest.fixture
def eventful(begun: Cli) -> Cli:
    begun.imported(
        changed("t-1", id="a"),
        asserted("t-1", holder="government", id="b", source="ministry"),
        corrected("a", changed("t-1", occurred="2021-06-20", note="a\ttab, a \\ and\na line"), id="c"),
        retracted("b", id="r"),
        actor("nato", kind="EXTERNAL_OTHER_FORCES", name="НАТО"),
    )
    return begun


@pytest.fixture
def backup(eventful: Cli, tmp_path: Path) -> Path:
    eventful.does("backup", tmp_path / "backup")
    return tmp_path / "backup"


def test_what_is_restored_gives_the_same_answers_under_both_clocks(eventful: Cli, backup: Path, tmp_path: Path) -> None:
    before = asyncio.run(everything_answered(eventful.url))

    with new_database(eventful.url, tmp_path) as url:
        out = Cli(url, tmp_path).does("restore", backup)

        assert out == "Restored 15 events, up to position 15, and verified them.\n"
        assert asyncio.run(everything_answered(url)) == before
        assert Cli(url, tmp_path).does("verify", "--projections")


def test_a_backup_says_what_is_in_it(eventful: Cli, tmp_path: Path) -> None:
    report = eventful("backup", tmp_path / "made", "--json").json

    assert (report["written"], report["bytes"]) == (True, (tmp_path / "made").stat().st_size)
    assert (report["verification"]["events"], report["verification"]["sound"]) == (15, True)


def test_a_backup_is_one_file_that_others_cannot_read(backup: Path, eventful: Cli) -> None:
    database = make_url(eventful.url).database
    mode = Path(database or "").stat().st_mode if "sqlite" in eventful.url else 0o100600

    assert [path.name for path in backup.parent.glob("*backup*")] == ["backup"]
    assert backup.stat().st_mode == mode


def test_nothing_is_overwritten_unless_it_may_be(eventful: Cli, backup: Path) -> None:
    backup.write_text("mine")

    refused = eventful("backup", backup)

    assert refused.code == 1
    assert "is there already" in refused.err
    assert backup.read_text() == "mine"
    eventful.does("backup", backup, "--replace")
    assert backup.stat().st_size > 1_000


def test_a_damaged_database_makes_no_backup_unless_it_is_asked_for(eventful: Cli, tmp_path: Path) -> None:
    tamper(eventful.url, "UPDATE event SET payload = replace(payload, 'Ford', 'Fort') WHERE position = 8")

    refused = eventful("backup", tmp_path / "made")

    assert refused.code == 1
    assert "position 8" in refused.err
    assert not (tmp_path / "made").exists()
    eventful.does("backup", tmp_path / "made", "--unchecked")
    with new_database(eventful.url, tmp_path) as url:
        ended = Cli(url, tmp_path)("restore", tmp_path / "made")
        assert (ended.code, "position 8" in ended.err) == (1, True)
        assert not (tmp_path / "new.db").exists()


def test_a_forged_column_and_a_dropped_trigger_make_no_backup_either(eventful: Cli, tmp_path: Path) -> None:
    tamper(eventful.url, "UPDATE event SET source = 'ministry' WHERE position = 11")
    execute(eventful.url, "DROP TRIGGER batch_next" + ("" if "sqlite" in eventful.url else " ON batch"))

    refused = eventful("backup", tmp_path / "made", "--json")

    codes = [finding["code"] for finding in refused.json["verification"]["findings"]]
    assert (refused.code, refused.json["written"], codes) == (1, False, ["GUARD_MISSING", "COLUMNS_DIFFER"])
    assert not (tmp_path / "made").exists()


def test_a_database_that_has_a_log_is_not_restored_over(eventful: Cli, backup: Path) -> None:
    before = eventful.log()

    refused = eventful("restore", backup)

    assert refused.code == 1
    assert "--database-url" in refused.err
    assert eventful.log() == before


@pytest.mark.parametrize("cut", [20, 3_000, -100, -1])
def test_a_backup_that_was_cut_off_is_not_restored(eventful: Cli, backup: Path, tmp_path: Path, cut: int) -> None:
    backup.write_bytes(backup.read_bytes()[:cut])

    with new_database(eventful.url, tmp_path) as url:
        ended = Cli(url, tmp_path)("restore", backup)

        assert ended.code in (1, 3)
        assert ended.err.startswith("Error: ")
        assert not (tmp_path / "new.db").exists()
        assert Cli(url, tmp_path)("events").code == 3, "there is nothing in it"


def test_what_is_no_backup_is_refused_with_what_it_is(eventful: Cli, tmp_path: Path) -> None:
    exported, other = tmp_path / "log.jsonl", tmp_path / "notes.txt"
    eventful.does("export", "-o", exported)
    other.write_text("notes")

    with new_database(eventful.url, tmp_path) as url:
        assert "timeline import --restore" in Cli(url, tmp_path)("restore", exported).err
        assert "is no backup" in Cli(url, tmp_path)("restore", other).err


def test_a_backup_of_the_other_engine_is_refused_with_the_way_there(
    eventful: Cli, backup: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = "postgres_url" if "sqlite" in eventful.url else "sqlite_url"

    refused = Cli(request.getfixturevalue(other), tmp_path)("restore", backup)

    assert refused.code == 1
    assert "timeline import --restore" in refused.err


class TestSqlite:
    @pytest.fixture
    def begun(self, sqlite_cli: Cli) -> Cli:
        sqlite_cli.imported(*(actor(f"a-{number}") for number in range(10)))
        return sqlite_cli

    def test_the_database_itself_is_no_place_for_its_backup(self, begun: Cli) -> None:
        refused = begun("backup", make_url(begun.url).database, "--replace")

        assert (refused.code, "is the database itself" in refused.err) == (1, True)
        assert len(begun.log()) == 10

    @pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
    def test_what_a_deleted_database_has_left_is_not_mixed_in(self, begun: Cli, tmp_path: Path, ending: str) -> None:
        begun.does("backup", tmp_path / "backup")
        (tmp_path / f"new.db{ending}").write_bytes(b"left")

        refused = begun("restore", tmp_path / "backup", "--database-url", f"sqlite:///{tmp_path}/new.db")

        assert (refused.code, f"new.db{ending}" in refused.err) == (1, True)
        assert not (tmp_path / "new.db").exists()

    def test_what_was_committed_last_is_in_it_though_it_is_not_in_the_file(self, begun: Cli, tmp_path: Path) -> None:
        database = make_url(begun.url).database
        with closing(sqlite3.connect(database)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM event").fetchone()  # so that the file stays as it is
            begun.imported(actor("late"))
            begun.does("backup", tmp_path / "backup")
            (tmp_path / "copy.db").write_bytes(Path(database).read_bytes())

        with (
            closing(sqlite3.connect(tmp_path / "backup")) as kept,
            closing(sqlite3.connect(tmp_path / "copy.db")) as cp,
        ):
            count = "SELECT count(*) FROM event"
            assert kept.execute(count).fetchone() == (11,)
            assert cp.execute(count).fetchone() == (10,), "a copy of the file would have lost it"

    def test_a_database_that_is_no_timeline_is_no_backup(self, begun: Cli, tmp_path: Path) -> None:
        execute(f"sqlite:///{tmp_path}/other.db", "CREATE TABLE notes (text)")

        refused = begun("restore", tmp_path / "other.db", "--database-url", f"sqlite:///{tmp_path}/new.db")

        assert (refused.code, "no timeline" in refused.err) == (1, True)
        assert not (tmp_path / "new.db").exists()

    def test_a_backup_of_a_newer_version_is_refused_in_words(self, begun: Cli, tmp_path: Path) -> None:
        begun.does("backup", tmp_path / "backup")
        execute(f"sqlite:///{tmp_path}/backup", "UPDATE alembic_version SET version_num = '9999'")

        refused = begun("restore", tmp_path / "backup", "--database-url", f"sqlite:///{tmp_path}/new.db")

        assert (refused.code, "newer version of the program" in refused.err) == (3, True)


def events_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM event").fetchone()[0]
