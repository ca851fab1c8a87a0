"""Questions on a terminal. Each has a default, so that a person may answer with the enter key alone."""

import sys
from collections.abc import Sequence

import typer

from api.cli.output.console import err, out


def is_terminal() -> bool:
    """Whether a person can read a question and answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choose(question: str, choices: Sequence[tuple[str, str]], default: str) -> str:
    """The key of one of the choices, each a key and what it means. A key may be written in any case."""
    out().print(question)
    for key, meaning in choices:
        out().print(f"  {key:>2}  {meaning}")
    keys = {key.casefold(): key for key, _ in choices}
    while True:
        answer = str(typer.prompt("Which", default=default)).strip().casefold()
        if answer in keys:
            return keys[answer]
        err().print(f"Answer with one of {', '.join(keys)}.")


def ask(question: str, default: str = "") -> str:
    """Some text; empty where the default is empty and nothing is given."""
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()


def column(question: str, columns: Sequence[str], default: str | None, *, needed: bool) -> str | None:
    """The name of a column, by its name or its number; None for a dash, where none is needed."""
    while True:
        answer = ask(question, default or ("" if needed else "-"))
        if answer == "-" and not needed:
            return None
        if answer.isdecimal() and 0 < int(answer) <= len(columns):
            return columns[int(answer) - 1]
        if match := next((name for name in columns if name.casefold() == answer.casefold()), None):
            return match
        none = "" if needed else ", or - for none"
        err().print(f"Answer with a column or its number{none}: {', '.join(columns)}.")
