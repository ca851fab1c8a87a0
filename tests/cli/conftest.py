"""The command line in this process and in one of its own, with a database of its own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from domain.events import Event, interchange

SAMPLE = sorted((Path(__file__).parents[2] / "sample" / "afghanistan-2021").glob("*.jsonl"))


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Cli:
    """`timeline`, on one database."""

    url: str
    folder: Path

    def __call__(self, *words: object, input: bytes | None = None) -> Ended:
        environment = {"TIMELINE_DATABASE_URL": self.url, "COLUMNS": "80"}
        result = CliRunner().invoke(app, [str(word) for word in words], input=input, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    def does(self, *words: object, **options: Any) -> str:
        """Of what is expected to go well: its output."""
        ended = self(*words, **options)
        assert ended.code == 0, ended.err
        return ended.out

    def file(self, *lines: Event | dict[str, Any] | str | bytes, name: str = "events.jsonl") -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(_bytes(line) + b"\n" for line in lines))
        return path

    def imported(self, *lines: Event | dict[str, Any] | str) -> None:
        self.does("import", self.file(*lines, name="given.jsonl"))

    def log(self) -> list[str]:
        """Every payload."""
        return self.does("export").splitlines()


def _bytes(line: Event | dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    if isinstance(line, dict):
        return json.dumps(line).encode()  # escapes, so that a lone surrogate can be written
    return (line if isinstance(line, str) else interchange.write(line)).encode()


@pytest.fixture
def cli(database_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, on each engine."""
    return Cli(database_url, tmp_path)


@pytest.fixture
def sqlite_cli(sqlite_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, for what has nothing to do with the engine."""
    return Cli(sqlite_url, tmp_path)


@pytest.fixture
def sample_cli(cli: Cli) -> Cli:
    cli.does("import", *SAMPLE)
    return cli
