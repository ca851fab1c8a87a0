"""Tables for spreadsheets, printed."""

from collections.abc import Iterable, Sequence
from typing import Any

from api.cli.output.console import write
from service.exporting.csv_text import csv_bytes


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A line of names, then the rows; None is an empty cell."""
    write(csv_bytes([columns, *rows]))
