"""What became of one file, line by line: the answer of every import of events or tables."""

from collections import Counter
from dataclasses import dataclass, field

from domain.values.problems import Problem

REPEATED, CONFIRMED, NEW, CORRECTED = OUTCOMES = ("repeated", "confirmed", "new", "corrected")
"""The outcomes of an accepted line, weakest first; a line with several events has the strongest of theirs."""


@dataclass(frozen=True, slots=True)
class BadLine:
    file: str
    line: int
    problem: Problem


@dataclass(slots=True)
class FileReport:
    """Counts of lines; only `recorded` counts events.

    `repeated`: already in the log. `confirmed`: listed again by a newer edition. `refusals`, `passed_over` and
    `repairs` count by code or rule; `notes` are sentences for whoever sent the file.
    """

    name: str
    read: int = 0
    new: int = 0
    corrected: int = 0
    confirmed: int = 0
    repeated: int = 0
    skipped: int = 0
    refused: int = 0
    recorded: int = 0
    stored: bool = False
    refusals: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
