"""A row as a file has it, before anybody says what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.values.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the line it begins on, or which feature it is, from 1; `end` the byte up to which the file was read.

    A row has cells, or problems, or was passed over (`skipped` says why). `repairs` are codes of what was mended.
    """

    number: int
    end: int
    cells: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    repairs: tuple[str, ...] = ()
    skipped: str | None = None
