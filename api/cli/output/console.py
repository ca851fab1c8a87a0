"""How the command line speaks: answers to standard output, everything else to standard error."""

import sys
from collections.abc import Container
from enum import IntEnum
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api import json_text

WIDE = 10_000
"""Columns of an output that is no terminal: nothing is folded that another program reads."""


class Exit(IntEnum):
    OK = 0
    NO = 1
    USAGE = 2
    DATABASE = 3
    INTERRUPTED = 130


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Left to the caller of the command: rich itself would end it as a failure."""
        raise BrokenPipeError


def out(soft_wrap: bool = True) -> Console:
    return _console(stderr=False, soft_wrap=soft_wrap)


def err() -> Console:
    return _console(stderr=True)


def _console(stderr: bool, soft_wrap: bool = True) -> Console:
    console = _Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=soft_wrap)
    if not console.is_terminal:
        console.width = WIDE
    return console


def fail(message: str, code: Exit, *details: str) -> NoReturn:
    """Print what happened and what to do, in the form of a usage error, and exit."""
    console = err()
    console.print(f"Error: {message}", style="red" if console.is_terminal else "")
    for detail in details:
        console.print(f"  {detail}")
    raise typer.Exit(code)


def table(*columns: str, right: Container[str] = ()) -> Table:
    """A table in which a cell is folded rather than cut: ids stay whole. Columns of numbers are set to the right."""
    rows = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        rows.add_column(column, overflow="fold", justify="right" if column in right else "left")
    return rows


def progress(what: str) -> Progress:
    """A bar on standard error, where that is a terminal."""
    console = err()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    bar.add_task(what, total=None)
    return bar


def print_json(value: Any) -> None:
    write(json_text.encode(value) + b"\n")


def write(data: bytes) -> None:
    """Bytes as they are: UTF-8, whatever the locale of the terminal."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
