"""The log as a file: byte for byte, whole or not at all."""

import json
from pathlib import Path

import pytest

from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.cli_runner import Cli
from tests.support.databases import migrate
from tests.support.repository import SAMPLE_FILES


@pytest.fixture
def other(tmp_path: Path) -> Cli:
    """Another database, which is made when something is loaded into it."""
    return Cli(f"sqlite:///{tmp_path}/other.db", tmp_path)


def test_an_export_that_is_restored_and_exported_again_is_the_same_to_the_byte(
    sample_cli: Cli, other: Cli, tmp_path: Path
) -> None:
    sample_cli.imported(
        asserted({"name": "Имам-Сахиб", "kind": "DISTRICT"}, source="lwj-2021-06-21", id="by-name"),
        changed({"scheme": "ocha-cod-ab", "code": "AF1809"}, gainer=None, source=None),
        corrected("by-name", asserted("af-chahab", source="lwj-2021-06-21"), id="correction"),
        retracted("correction"),
    )
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    sample_cli.does("export", "--output", first)

    out = other.does("import", "--restore", first)
    other.does("export", "--output", second)

    assert second.read_bytes() == first.read_bytes()
    events, batches = len(sample_cli.log()), len(SAMPLE_FILES) + 1
    assert first.read_bytes().count(b"\n") == events
    assert out == f"{events} events in {batches} batches: restored, up to position {events}\n"


def test_each_line_says_how_it_was_recorded_behind_the_event_as_it_is_stored(cli: Cli) -> None:
    cli.does("import", cli.file(*cast(), asserted(id="a")), "--by", "Нора")

    lines = [json.loads(line) for line in cli.does("export").splitlines()]

    assert [line["position"] for line in lines] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {line["recordedBy"] for line in lines} == {"Нора"}
    assert {(line["batch"], line["key"]) for line in lines} == {(1, lines[0]["key"])}
    assert lines[0]["key"].endswith("/events.jsonl")
    assert lines[0]["recordedAt"].endswith("Z")
    assert [line.get("head") for line in lines] == [None] * 7 + [8]
    for line, text in zip(cli.does("export").splitlines(), cli.log(), strict=True):
        assert line.startswith(text[:-1] + ',"position":')


def test_a_log_that_is_there_is_not_restored_over(begun: Cli, tmp_path: Path) -> None:
    begun.does("export", "-o", tmp_path / "log.jsonl")

    ended = begun("import", "--restore", tmp_path / "log.jsonl")

    assert ended.code == 1
    assert "the database has a log of 10 events, and only an empty one can be restored" in ended.err
    assert "--database-url" in ended.err


def test_a_file_that_was_cut_off_leaves_an_empty_log(begun: Cli, other: Cli, tmp_path: Path) -> None:
    whole = begun.does("export").encode()
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))

    ended = other("import", "--restore", cut)

    assert ended.code == 1
    assert f"{cut}:9: " in ended.err
    assert "the end of the file is missing" in ended.err
    assert other.does("export") == ""


def test_a_backup_is_checked_without_storing_it_and_comes_from_a_pipe(begun: Cli, other: Cli) -> None:
    whole = begun.does("export").encode()

    checked = other("import", "--restore", "-", "--dry-run", "--json", input=whole)

    assert checked.json == {"dryRun": True, "events": 10, "batches": 1}
    assert other("import", "--restore", "-", "--json", input=whole).json["dryRun"] is False
    assert other.does("export").encode() == whole


@pytest.mark.parametrize(
    "words",
    [
        ("FILE", "FILE"),
        ("FILE", "--known-at", "2021-06-01"),
        ("FILE", "--skip-bad"),
        ("FILE", "--format", "events"),
        ("FILE", "--by", "nora"),
    ],
)
def test_nothing_chooses_or_changes_what_is_restored(sqlite_cli: Cli, words: tuple[str, ...]) -> None:
    file = sqlite_cli.file(*cast())

    ended = sqlite_cli("import", "--restore", *(file if word == "FILE" else word for word in words))

    assert ended.code == 2


def test_an_export_is_also_a_file_of_events_and_the_rest_is_left_out_with_a_note(
    begun: Cli, other: Cli, tmp_path: Path
) -> None:
    begun.does("export", "-o", tmp_path / "log.jsonl")
    other.imported(*cast())

    report = other("import", tmp_path / "log.jsonl", "--json").json
    again = other("import", tmp_path / "log.jsonl", "--json").json

    assert (report["new"], report["repeated"], report["refused"]) == (3, 7, 0)
    assert any("10 lines say when and by whom" in note and "--restore" in note for note in report["files"][0]["notes"])
    assert other.log() == begun.log()
    assert (again["new"], again["repeated"], again["files"][0]["notes"]) == (0, 10, [])


def test_an_export_without_who_recorded_what_is_for_other_readers(begun: Cli) -> None:
    out = begun.does("export", "--events-only")

    assert "recordedBy" not in out
    assert begun("export", "--events-only", "--as-of", "2021-06-22").code == 2


def test_only_what_comes_after_a_position_is_written(cli: Cli) -> None:
    cli.imported(*cast())

    assert cli.does("export", "--events-only", "--after", 5).splitlines() == cli.log()[5:]


def test_text_leaves_as_utf_8_whatever_the_terminal_speaks(sqlite_cli: Cli, process) -> None:
    sqlite_cli.imported(*cast(), asserted(note="Таджикистан"))

    out, _ = process("export", TIMELINE_DATABASE_URL=sqlite_cli.url, LC_ALL="C", PYTHONIOENCODING="ascii").communicate(
        timeout=60
    )

    assert "Таджикистан" in out


def test_the_file_that_was_there_stays_where_the_export_fails(sqlite_cli: Cli) -> None:
    kept = sqlite_cli.folder / "kept.jsonl"
    kept.write_text("mine")
    broken = Cli("sqlite:///" + str(sqlite_cli.file("no database")), sqlite_cli.folder)

    ended = broken("export", "--output", kept)

    assert ended.code == 3
    assert kept.read_text() == "mine"
    assert [path.name for path in sqlite_cli.folder.glob(".kept*")] == []


def test_a_reader_that_has_seen_enough_ends_it_quietly(sample_cli: Cli, process) -> None:
    export = process("export", TIMELINE_DATABASE_URL=sample_cli.url)

    export.stdout.readline()
    export.stdout.close()

    assert export.stderr.read() == ""
    assert export.wait(timeout=60) == 0


def test_an_empty_log_is_an_empty_file(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/empty.db")

    assert Cli(f"sqlite:///{tmp_path}/empty.db", tmp_path).does("export") == ""


def test_the_log_as_parquet_has_every_exact_text_and_not_who_recorded_it(begun: Cli, tmp_path: Path) -> None:
    from pyarrow import parquet

    begun.does("import", begun.file(asserted("t-1", id="a"), retracted("a", id="b")), "--by", "Нора")
    begun.does("export", "--format", "parquet", "-o", tmp_path / "log.parquet")

    file = parquet.ParquetFile(tmp_path / "log.parquet")
    rows = file.read().to_pylist()
    assert [row["payload"] for row in rows] == begun.log()
    assert [row["position"] for row in rows] == [*range(1, 13)]
    assert [row["target"] for row in rows] == [None] * 11 + [11]
    assert {row["type"] for row in rows[10:]} == {"ControlAsserted", "EventRetracted"}
    assert file.metadata.metadata[b"format"] == b"conflict-timeline/log/1"
    assert "Нора" not in str(rows)


def test_an_empty_log_is_a_file_of_parquet_without_rows(cli: Cli, tmp_path: Path) -> None:
    from pyarrow import parquet

    cli.does("export", "--format", "parquet", "-o", tmp_path / "log.parquet")

    assert parquet.read_table(tmp_path / "log.parquet").num_rows == 0
