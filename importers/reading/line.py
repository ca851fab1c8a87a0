"""What a reader makes of one line, row or feature of a file: what is to be recorded, or why nothing is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.events import Event
from domain.values.problems import Problem
from importers import limits

_PART = 1 << 40


def part_of(line: int, part: int) -> int:
    """The number of one cell of a line that is read as many rows: each of them is counted by itself."""
    return line + _PART * part


def line_of(number: int) -> int:
    """The line of the file that a number stands for."""
    return number % _PART


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1 (see `part_of`), `end` is the byte of the file up to which it was read.

    `once` are descriptions that the events need: recorded where the log does not know the place, actor or source yet.
    `if_recorded` is recorded after the events, where none of them was refused. `if_refused` where one was: what other
    rows leave out because this one goes on from them, each with the id of an event of that row that must be on record.
    `repairs` are codes of what was mended in reading; `skipped` is the name of the rule that passed it over.
    `laid_higher` are names of districts that the gazetteer lacks, `moves` places each with what it lies in now,
    `spellings` names of places, each with the id of the place that the mapping says it means. `exported`: how another
    log had recorded it stood in the line, and was left out. `withholds`: it cannot be read, and seems to say who
    may open others.
    """

    number: int
    end: int
    events: tuple[Event, ...] = ()
    once: tuple[Event, ...] = ()
    if_recorded: tuple[Event, ...] = ()
    if_refused: tuple[tuple[str, Event], ...] = ()
    problems: tuple[Problem, ...] = ()
    repairs: tuple[str, ...] = ()
    skipped: str | None = None
    laid_higher: tuple[str, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    exported: bool = False
    withholds: bool = False


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines in groups that fit into memory."""
    batch: list[Line] = []
    begin = 0
    for line in lines:
        batch.append(line)
        if len(batch) == limits.BATCH_LINES_MAX or line.end - begin >= limits.BATCH_BYTES_MAX:
            yield batch
            batch, begin = [], line.end
    if batch:
        yield batch
