"""What is wrong with the lines of files, for a reader: each reason once, with its first lines and its remedy."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import typer

from api import json_text
from api.cli.output.console import err
from api.cli.output.json_value import Json
from api.errors import problem_json
from service.importing.file_report import BadLine

PROBLEMS_SHOWN_MAX = 20
"""Of the list in the JSON report; all are in the file of --errors."""
REASONS_SHOWN_MAX = 20
LINES_SHOWN = 4
WORDS_SHOWN = 8
COMMANDS_SHOWN = 20
_KEPT_MAX = 5_000
"""Words and commands that are told apart, of one reason."""
_QUOTED = re.compile(r"'[^']+'|\"[^\"]+\"")
_COMMAND = re.compile(r"timeline resolve .+ --is (?!ID\b)\S+")


@dataclass(slots=True)
class Reason:
    """`first` is printed in full; `words` are what the messages quote, `commands` what they say mends them."""

    first: Json
    count: int = 0
    files: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    commands: Counter[str] = field(default_factory=Counter)

    def add(self, file: str, line: int, message: str) -> None:
        self.count += 1
        self.files.add(file)
        if file == self.first["file"] and len(self.lines) <= LINES_SHOWN:
            self.lines.append(line)
        _count(self.words, _QUOTED.search(message))
        _count(self.commands, _COMMAND.search(message))

    def summary(self) -> Iterator[str]:
        text = ": ".join(filter(None, [".".join(self.first["path"]), self.first["message"]]))
        yield f"{self.first['file']}:{self.first['line']}: {text} [{self.first['code']}]"
        if self.count > 1:
            others = ", ".join(map(str, self.lines[1:LINES_SHOWN]))
            files = f", in {len(self.files):,} files" if len(self.files) > 1 else ""
            yield f"  and {self.count - 1:,} more{files}{f': lines {others}' if others else ''}" + (
                " ..." if self.count > LINES_SHOWN and others else ""
            )
        if len(self.words) > 1:
            yield f"  of {', '.join(_counted(self.words, WORDS_SHOWN))}"
        if len(self.commands) > 1:
            yield "  where that is what is meant, decide, and import again:"
            yield from (f"    {one}  # {count:,}" for one, count in self.commands.most_common(COMMANDS_SHOWN))

    def json(self) -> Json:
        return {
            **self.first,
            "count": self.count,
            "files": len(self.files),
            "lines": self.lines[:LINES_SHOWN],
            "words": dict(self.words.most_common(WORDS_SHOWN)),
            "commands": dict(self.commands.most_common(COMMANDS_SHOWN)),
        }


def _plain(field: str) -> str:
    """A place is as unknown where it stands alone as where it stands among others."""
    return "place" if field == "places" else field


def _count(words: Counter[str], quoted: re.Match[str] | None) -> None:
    if quoted and (quoted[0] in words or len(words) < _KEPT_MAX):
        words[quoted[0]] += 1


def _counted(words: Counter[str], most: int) -> Iterator[str]:
    yield from (f"{word} ({count:,})" for word, count in words.most_common(most))
    if len(words) > most:
        yield f"{len(words) - most:,} more"


@dataclass
class Problems:
    """All of them are counted by reason, and written if there is a file; the first few are kept."""

    count: int = 0
    first: list[Json] = field(default_factory=list)
    reasons: dict[tuple[str, ...], Reason] = field(default_factory=dict)
    file: BinaryIO | None = None

    def add(self, bad: BadLine) -> None:
        self.count += 1
        problem = {"file": bad.file, "line": bad.line, **problem_json(bad.problem)}
        if self.file:
            self.file.write(json_text.encode(problem) + b"\n")
        if self.count <= PROBLEMS_SHOWN_MAX:
            self.first.append(problem)
        key = (problem["code"], *(_plain(part) for part in problem["path"] if not part.isdecimal()))
        self.reasons.setdefault(key, Reason(problem)).add(bad.file, bad.line, problem["message"])

    def ordered(self) -> list[Reason]:
        return sorted(self.reasons.values(), key=lambda reason: -reason.count)[:REASONS_SHOWN_MAX]

    def print(self) -> None:
        for reason in self.ordered():
            for line in reason.summary():
                err().print(line)
        if len(self.reasons) > REASONS_SHOWN_MAX:
            err().print(f"and {len(self.reasons) - REASONS_SHOWN_MAX:,} more reasons")
        if self.count > len(self.reasons) and not self.file:
            err().print("--errors FILE writes every one of them")


def must_be_another(errors: Path | None, files: Iterable[Path]) -> None:
    """Problems are not written over what is imported."""
    if errors and any(path.exists() and errors.exists() and path.samefile(errors) for path in files):
        raise typer.BadParameter(f"{errors} is a file to import: write the problems to another", param_hint="--errors")
