"""The command line run in this process, on a database of its own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from api.cli import app
from domain.events import Event, interchange


@dataclass
class CompletedCommand:
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

    def __call__(self, *words: object, input: bytes | None = None) -> CompletedCommand:
        environment = {"TIMELINE_DATABASE_URL": self.url, "COLUMNS": "80"}
        result = CliRunner().invoke(app, [str(word) for word in words], input=input, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return CompletedCommand(result.exit_code, result.stdout, result.stderr)

    def does(self, *words: object, **options: Any) -> str:
        """The output of a command that must succeed."""
        completed = self(*words, **options)
        assert completed.code == 0, completed.err
        return completed.out

    def file(self, *lines: Event | dict[str, Any] | str | bytes, name: str = "events.jsonl") -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(_bytes(line) + b"\n" for line in lines))
        return path

    def imported(self, *lines: Event | dict[str, Any] | str) -> None:
        self.does("import", self.file(*lines, name="given.jsonl"))

    def log(self) -> list[str]:
        """Every payload."""
        return self.does("export", "--events-only").splitlines()


def _bytes(line: Event | dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    if isinstance(line, dict):
        return json.dumps(line).encode()  # escapes, so that a lone surrogate can be written
    return (line if isinstance(line, str) else interchange.write(line)).encode()
