"""A person at a terminal: the answers to the questions of a command, and what the terminal shows in the end."""

import os
import re
import shlex
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from typer.testing import CliRunner, Result

from api.cli import app

_ANSWER = re.compile(r"(?:\[[^\]\n]*\]|\)): ?(.*)$", re.MULTILINE)
"""After a default in brackets, or a hint in parentheses."""


def answers_in(session: str) -> list[str]:
    """What somebody typed in a session, as the terminal shows it; empty where the default was taken."""
    return _ANSWER.findall(session)


def at_terminal(folder: Path, command: str, answers: list[str], **environment: str) -> Result:
    """Runs a command in a folder, and answers its questions in order."""
    _, *words = shlex.split(command)
    with _inside(folder), patch("api.cli.prompts.is_terminal", lambda: True):
        return CliRunner().invoke(app, words, input="".join(f"{answer}\n" for answer in answers), env=environment)


@contextmanager
def _inside(folder: Path):
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
