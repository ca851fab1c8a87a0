"""The log as a file: byte for byte, whole or not at all."""

from pathlib import Path

from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.cli_runner import Cli
from tests.support.databases import migrate


def test_an_export_that_is_imported_and_exported_again_is_the_same_to_the_byte(sample_cli: Cli, tmp_path: Path) -> None:
    sample_cli.imported(
        asserted({"name": "Имам-Сахиб", "kind": "DISTRICT"}, source="lwj-2021-06-21", id="by-name"),
        changed({"scheme": "ocha-cod-ab", "code": "AF1809"}, gainer=None, source=None),
        corrected("by-name", asserted("af-chahab", source="lwj-2021-06-21"), id="correction"),
        retracted("correction"),
    )
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    sample_cli.does("export", "--output", first)
    other = Cli(f"sqlite:///{tmp_path}/other.db", tmp_path)

    other.does("import", first)
    other.does("export", "--output", second)

    assert second.read_bytes() == first.read_bytes()
    assert first.read_bytes().count(b"\n") == len(sample_cli.log())


def test_only_what_comes_after_a_position_is_written(cli: Cli) -> None:
    cli.imported(*cast())

    assert cli.does("export", "--after", 5).splitlines() == cli.log()[5:]


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
