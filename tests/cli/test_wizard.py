"""A table without a mapping, on a terminal: a person is asked, and a mapping comes of it."""

import json
import os
import pty
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.support.builders import place
from tests.support.cli_runner import Cli
from tests.support.repository import ROOT, SAMPLE_FILES
from tests.support.terminal_sessions import answers_in, at_terminal

HEADER = "Day;Town;Held by;Link;Paper;Remark"
ROWS = (
    "01.06.2021;Ford;Taliban;https://www.example.org/1;The Paper;at noon",
    "2021-06-02;Hil;Government;https://www.example.org/2;The Paper;",
    "3 June 2021;Mill;Hill Front;;The Paper;by telephone",
)
AS_READ = "y|||||"
"""The columns, the title, held or taken, known from, the place and the kind around them."""


@pytest.fixture
def towns(begun: Cli) -> Cli:
    """A timeline with three towns, and a fourth that is called like one of them."""
    begun.imported(place("t-4", "Stone"))
    return begun


def written(cli: Cli, *rows: str, header: str = HEADER, name: str = "towns.csv") -> Path:
    path = cli.folder / name
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([header, *rows, ""]).encode())
    return path


def asked(cli: Cli, answers: str, *options: str, name: str = "towns.csv") -> Result:
    command = " ".join(["timeline import", name, *options])
    return at_terminal(cli.folder, command, answers.split("|"), TIMELINE_DATABASE_URL=cli.url)


def claims(cli: Cli) -> list[dict[str, Any]]:
    return [each for each in map(json.loads, cli.log()) if each["type"].startswith("Control")]


def test_a_table_gets_in_with_the_source_and_the_note_of_each_row(towns: Cli) -> None:
    written(towns, *ROWS)

    ended = asked(towns, f"{AS_READ}|1|n|||2|y")

    assert ended.exit_code == 0, ended.output
    assert [(each["place"], each["holder"], each["occurred"]) for each in claims(towns)] == [
        ("t-1", "taliban", "2021-06-01"),
        ("t-2", "government", "2021-06-02"),
        ("t-3", "hill-front", "2021-06-03"),
    ]
    assert [each.get("note") for each in claims(towns)] == ["at noon", None, "by telephone"]
    sources = {each["source"]: each for each in map(json.loads, towns.log()) if each["type"] == "SourceRegistered"}
    assert [sources[each["source"]].get("url") for each in claims(towns)] == [
        "https://www.example.org/1",
        "https://www.example.org/2",
        None,
    ]
    assert {sources[each["source"]]["publisher"] for each in claims(towns)} == {"The Paper"}
    before = towns.log()
    towns.does("import", towns.folder / "towns.csv", "--mapping", towns.folder / "towns.toml")
    assert towns.log() == before


@pytest.mark.parametrize(("options", "last"), [((), "n"), ((), ""), (("--dry-run",), "")])
def test_nothing_is_stored_without_a_yes(towns: Cli, options: tuple[str, ...], last: str) -> None:
    written(towns, *ROWS[:1])
    before = towns.log()

    ended = asked(towns, f"{AS_READ}|{last}", *options)

    assert ended.exit_code == 0, ended.output
    assert "could be stored" in ended.output
    assert towns.log() == before
    assert (towns.folder / "towns.toml").exists()


def test_a_mapping_that_is_there_is_used_and_never_written_over_unasked(towns: Cli) -> None:
    written(towns, *ROWS[:1])
    asked(towns, AS_READ)
    text = (towns.folder / "towns.toml").read_text("utf-8")

    assert asked(towns, "y|y").exit_code == 0
    assert len(claims(towns)) == 1
    assert asked(towns, f"n|{AS_READ}|n").exit_code == 1
    assert (towns.folder / "towns.toml").read_text("utf-8") == text


def test_words_that_nobody_decides_are_refused_and_the_rest_is_loaded(towns: Cli) -> None:
    """Given names like nothing on record and a holder in doubt, when every default is taken, then they stay out."""
    written(towns, *ROWS[:1], "2021-06-02;Xyzzy;Taliban;;;", "2021-06-03;Mill;Taliban?;;;")

    ended = asked(towns, f"{AS_READ}||y")

    assert "'Xyzzy' (1 row) is like no place on record" in ended.output
    assert len(claims(towns)) == 1


def test_the_order_of_day_and_month_is_asked_where_no_cell_tells(towns: Cli) -> None:
    written(towns, "03/04/2021;Ford;Taliban;;;")
    asked(towns, "y|||2||||y")
    assert [each["occurred"] for each in claims(towns)] == ["2021-03-04"]

    written(towns, "03/04/2021;Hill;Taliban;;;", "13/04/2021;Mill;Taliban;;;", name="told.csv")
    asked(towns, f"{AS_READ}|y", name="told.csv")
    assert [each["occurred"] for each in claims(towns)][1:] == ["2021-04-03", "2021-04-13"]


def test_columns_that_are_not_recognised_are_asked_for_by_name_or_number(towns: Cli) -> None:
    written(towns, "2021-06-01,Ford,Taliban,x", "2021-06-02,Hill,Government,y", header="a,b,c,d")

    ended = asked(towns, "9|2|1|c|-|-|d|y||||||y")

    assert ended.exit_code == 0, ended.output
    assert "Answer with a column or its number: a, b, c, d." in ended.output
    assert [each["note"] for each in claims(towns)] == ["x", "y"]


def test_rows_may_tell_that_a_place_was_taken(towns: Cli) -> None:
    written(towns, ROWS[0])

    asked(towns, "y||t||||y")

    assert [(each["type"], each["gainer"]) for each in claims(towns)] == [("ControlChanged", "taliban")]


def test_what_is_no_list_of_who_held_what_is_drafted(towns: Cli) -> None:
    written(towns, "2021-06-01,Ford,5", "2021-06-02,Hill,6", header="day,town,refugees")

    ended = asked(towns, "")

    assert ended.exit_code == 1
    assert "towns.toml" in ended.output
    assert "MeasureReported" in (towns.folder / "towns.toml").read_text("utf-8")


def test_without_a_terminal_nothing_is_asked(towns: Cli) -> None:
    refused = towns("import", written(towns, *ROWS))

    assert refused.code == 1
    assert "timeline mapping" in refused.err
    assert not (towns.folder / "towns.toml").exists()


def test_without_a_gazetteer_the_person_is_told_to_load_one(sqlite_cli: Cli) -> None:
    written(sqlite_cli, *ROWS)

    ended = asked(sqlite_cli, "")

    assert ended.exit_code == 1
    assert "timeline places import" in ended.output


def test_a_real_terminal_is_one(sqlite_cli: Cli) -> None:
    """The session of the docs, typed on a pseudo-terminal."""
    page = (ROOT / "docs" / "importing.md").read_text("utf-8")
    [(rows, session)] = re.findall(
        r"```csv\n(.*?)```.*?<!-- session: .*?```console\n(.*?)```", page[:20_000], re.DOTALL
    )[:1]
    (sqlite_cli.folder / "districts-by-hand.csv").write_text(rows, "utf-8-sig")
    sqlite_cli.does("import", *SAMPLE_FILES)
    before = len(claims(sqlite_cli))

    shown = typed(sqlite_cli, answers_in(session), "import", "districts-by-hand.csv")

    assert "Load it?" in shown
    assert len(claims(sqlite_cli)) == before + 30


def typed(cli: Cli, answers: list[str], *words: str) -> str:
    """What the terminal shows of a command to which the answers are typed ahead."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cli.folder)
        environment = {**os.environ, "TIMELINE_DATABASE_URL": cli.url, "PYTHONPATH": str(ROOT)}
        os.execve(sys.executable, [sys.executable, "-c", "from api.cli import app; app()", *words], environment)
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    try:
        while part := os.read(terminal, 65_536):
            shown += part
    except OSError:
        pass  # the other end was closed
    os.waitpid(process, 0)
    os.close(terminal)
    return shown.decode()
