"""What all commands promise: help with an example, one form of errors, exit codes, settings."""

import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from api.cli import COMMANDS as ENTRIES
from api.cli import app
from tests.support.cli_runner import Cli

ROOT = Path(__file__).parents[2]
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_and_every_command_an_example(sqlite_cli: Cli, name: str) -> None:
    told = sqlite_cli.does(name, "--help")

    assert "Example:" in told
    assert f"timeline {name}" in told
    assert max(map(len, told.splitlines())) <= 80
    assert [parameter.name for parameter in COMMANDS[name].params if not parameter.help] == []


@pytest.mark.parametrize("name", ["state", "history", "diff", "replay", "tallies", "places", "events"])
def test_the_examples_in_the_help_work_on_the_sample(sample_cli: Cli, name: str) -> None:
    lines = [line.strip() for line in sample_cli.does(name, "--help").splitlines()]
    examples = [shlex.split(line)[1:] for line in lines if line.startswith(f"timeline {name}")]

    assert examples
    for words in examples:
        assert sample_cli.does(*words)


def test_the_list_of_commands_cuts_no_sentence(sqlite_cli: Cli) -> None:
    assert "..." not in sqlite_cli.does("--help").partition("Commands:")[2]


def test_the_list_of_commands_has_the_first_lines_of_their_docstrings() -> None:
    assert {name: entry.help for name, entry in ENTRIES.items()} == {
        name: command.help.splitlines()[0] for name, command in COMMANDS.items()
    }


def test_the_version_and_the_list_of_commands_import_no_command() -> None:
    """They would wait a second for what they do not use."""
    heavy = "{'sqlalchemy', 'pydantic', 'strawberry', 'fastapi', 'undate'}"
    program = (
        "import sys; from api.cli import app; app(['--help'], standalone_mode=False); "
        f"assert not {heavy} & {{*sys.modules}}"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=ROOT)


def test_version(sqlite_cli: Cli) -> None:
    assert sqlite_cli.does("--version") == f"conflict-timeline {version('conflict-timeline')}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("state", "af", "--as-of", "2021-06-23"),
        ("export",),
        ("events",),
        ("rebuild",),
        ("verify",),
        ("backup", "never-written.db"),
    ],
)
def test_a_database_that_does_not_exist_is_reported_and_not_created(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = Cli(f"sqlite:///{tmp_path}/none.db", tmp_path)(*words)

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"Error: there is no database {tmp_path}/none.db\n")
    assert "timeline import" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "code", "told"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", 3, "the database cannot be reached"),
        ("mysql://localhost/x", 2, "--database-url: a database is given as sqlite:///FILE"),
        ("sqlite:///:memory:", 3, "a database in memory cannot be shared"),
    ],
)
def test_a_database_that_cannot_be_used_is_reported_in_words(sqlite_cli: Cli, url: str, code: int, told: str) -> None:
    ended = sqlite_cli("events", "--database-url", url)

    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert "Traceback" not in ended.err


def test_missing_tables_are_reported_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "bare.db").touch()

    ended = Cli(f"sqlite:///{tmp_path}/bare.db", tmp_path)("events")

    assert ended.code == 3
    assert "timeline serve" in ended.err


def test_a_setting_that_cannot_be_read_is_named_and_its_value_is_not(
    sqlite_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_CORS_ORIGINS", "secret,")
    monkeypatch.setenv("TIMELINE_DATABASE_WAIT_SECONDS", "soon")

    ended = sqlite_cli("events")

    assert ended.code == 2
    assert "TIMELINE_DATABASE_WAIT_SECONDS" in ended.err
    assert "secret" not in ended.err


def test_an_option_goes_before_the_environment(sqlite_cli: Cli, tmp_path: Path) -> None:
    elsewhere = Cli(f"sqlite:///{tmp_path}/none.db", tmp_path)

    elsewhere.does("events", "--database-url", sqlite_cli.url)


def test_output_that_no_terminal_reads_has_no_colours(sample_cli: Cli) -> None:
    ended = sample_cli("state", "Imam Sahib", "--as-of", "2021-06-23")

    assert "\x1b" not in ended.out + ended.err
