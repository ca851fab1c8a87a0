"""A command that fails after something was recorded says what is on record."""

import json
from typing import Any

import pytest

from api.cli.output.console import Exit
from store.db.errors import DatabaseUnreachable
from store.write.import_reports import add_report
from store.write.long_file import spool
from tests.support.builders import asserted, cast
from tests.support.cli_runner import Cli


def away(*_: Any, **__: Any) -> Any:
    raise DatabaseUnreachable


@pytest.fixture
def begun(sqlite_cli: Cli) -> Cli:
    sqlite_cli.imported(*cast())
    return sqlite_cli


def test_an_event_whose_answer_cannot_be_read_is_recorded(begun: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a database that goes away after the commit; when an event is recorded; then its position is said"""
    position, line = len(cast()) + 1, begun.file(asserted()).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("store.read.log.by_positions", away)
        completed = begun("record", "--json", input=line)

    assert completed.code == Exit.DATABASE
    assert f"recorded, up to position {position}" in completed.err
    assert completed.json == {"recorded": True, "position": position, "code": "RECORDED_UNREAD"}
    again = json.loads(begun.does("record", "--json", input=line))
    assert (again["position"], again["replayed"]) == (position, True)


def test_an_import_that_fails_at_its_second_file_tells_of_the_first(
    begun: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [begun.file(asserted(id=name), name=f"{name}.jsonl") for name in ("first", "second")]
    opened = iter([True, False])

    async def only_once(*arguments: Any, **named: Any) -> None:
        if not next(opened):
            raise DatabaseUnreachable
        await add_report(*arguments, **named)

    monkeypatch.setattr("service.importing.loading.add_report", only_once)

    completed = begun("import", *files)

    assert completed.code == Exit.DATABASE
    assert "first.jsonl: 1 event of it is on record" in completed.err
    assert "second.jsonl" not in completed.err
    assert len(begun.log()) == len(cast()) + 1


def test_a_long_file_that_breaks_off_says_how_much_of_it_is_recorded(
    begun: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given a file that is recorded in parts; when the database fails after the last; then the whole of it is told"""
    monkeypatch.setattr("importers.limits.ONE_TRANSACTION_BYTES", 10)
    monkeypatch.setattr("service.importing.long_files.fold_all", away)
    file = begun.file(asserted(id="first"), asserted(id="second"))

    completed = begun("import", file)

    assert completed.code == Exit.DATABASE
    assert "2 events of it are on record" in completed.err
    monkeypatch.undo()
    assert len(begun.log()) == len(cast()) + 2


def test_a_full_disk_for_temporary_files_is_named(begun: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a long file, and no room to keep it while it is checked; then that is said, and nothing is recorded"""
    monkeypatch.setattr("importers.limits.ONE_TRANSACTION_BYTES", 10)
    monkeypatch.setattr("store.write.long_file.spool._TABLES", f"PRAGMA max_page_count=10; {spool._TABLES}")
    file = begun.file(*(asserted(id=f"e-{number}", note="x" * 3_000) for number in range(50)))

    completed = begun("import", file)

    assert completed.code == Exit.DATABASE
    assert "in the folder for temporary files: the disk of the database is full" in completed.err
    assert len(begun.log()) == len(cast())
