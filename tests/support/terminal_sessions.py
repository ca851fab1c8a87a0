"""Commands as readers of the docs give them, in a folder: by a script, or at a terminal that asks and is answered.

They run in this process, since to start one takes longer than most commands do. That what is installed starts them is
tried elsewhere.
"""

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
    with patch("api.cli.prompts.is_terminal", lambda: True):
        return in_script(folder, command, "".join(f"{answer}\n" for answer in answers), **environment)


def in_script(folder: Path, command: str, given: str = "", **environment: str) -> Result:
    """Runs a command in a folder, with no settings but those given."""
    _, *words = shlex.split(command)
    settings: dict[str, str | None] = {name: None for name in os.environ if name.startswith("TIMELINE_")}
    with _inside(folder):
        result = CliRunner().invoke(app, words, input=given, env=settings | environment)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@contextmanager
def _inside(folder: Path):
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
