"""One file on its way into the log: what can be recorded is, what cannot is set aside with its line and its reason."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from domain import interchange
from domain.events import Event
from domain.problems import Problem, Refused
from importers.line import Line, batches
from store import limits, log

REPEATED, CONFIRMED, NEW, CORRECTED = FATES = ("repeated", "confirmed", "new", "corrected")
"""What can become of a line that is accepted; of several events on it the later word counts."""


@dataclass(frozen=True, slots=True)
class BadLine:
    file: str
    line: int
    problem: Problem


@dataclass(slots=True)
class Loaded:
    """What became of one file, in lines.

    `repeated`: the log has it already. `confirmed`: a list says it again. `recorded` counts events and not lines.
    `refusals`, `passed_over` and `repairs` count by code or rule; `notes` are for the reader.
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


@dataclass(frozen=True, slots=True)
class Said:
    """An event, the lines that it stands for, and what becomes of them if it is accepted; None: nothing by it alone."""

    event: Event
    lines: tuple[int, ...]
    fate: str | None = NEW


@dataclass(slots=True)
class Recording:
    """`bad_line` is told each problem. `touched` gathers the places that are to be folded at the end."""

    conn: Any
    result: Loaded
    by: str
    now: datetime
    bad_line: Callable[[BadLine], None]
    touched: set[str] = field(default_factory=set)
    _bad: dict[int, list[Problem]] = field(default_factory=dict)
    _fates: dict[int, str] = field(default_factory=dict)

    async def in_batches(
        self, lines: Iterable[Line], take: Callable[[Sequence[Line]], Awaitable[None]], done: Callable[[int], None]
    ) -> None:
        """Record the lines as `take` does it; `done` is told the byte up to which they were read.

        What `take` holds of a batch is gone before the next one is read: of a large file only one is in memory.
        """
        for batch in batches(lines):
            self.begin(batch)
            await take(batch)
            self.settle()
            done(batch[-1].end)
            batch.clear()

    def begin(self, batch: Sequence[Line]) -> None:
        self.result.read += len(batch)
        for line in batch:
            self.result.repairs.update(line.repairs)
            if line.problems:
                self._bad[line.number] = list(line.problems)
            elif line.skipped:
                self.result.skipped += 1
                self.result.passed_over[line.skipped] += 1

    def refuse(self, line: int, problem: Problem) -> None:
        self._bad.setdefault(line, []).append(problem)

    def becomes(self, lines: Sequence[int], fate: str) -> None:
        for line in lines:
            self._fates[line] = max(self._fates.get(line, REPEATED), fate, key=FATES.index)

    async def append(self, said: Sequence[Said]) -> None:
        """Append what can be: a row may tell of many events, so the lines of a batch may have more than one append takes."""
        for start in range(0, len(said), limits.BATCH_EVENTS_MAX):
            await self._append(said[start : start + limits.BATCH_EVENTS_MAX])

    async def _append(self, said: Sequence[Said]) -> None:
        """What is refused is set aside, and the rest, which may refer to it, tried in halves."""
        if not said:
            return
        events = [one.event for one in said]
        try:
            appended = await log.append_on(
                self.conn, events, key=_key(events), by=self.by, now=self.now, refold_later=self.touched
            )
        except Refused as refusal:
            refused = self._set_aside(said, refusal)
            rest = [one for i, one in enumerate(said) if i not in refused]
            half = (len(rest) + 1) // 2
            await self._append(rest[:half])
            await self._append(rest[half:])
        else:
            self.result.recorded += appended.last - appended.first + 1
            for one in said:
                if one.fate:
                    self.becomes(one.lines, one.fate)

    def _set_aside(self, said: Sequence[Said], refusal: Refused) -> set[int]:
        """The events that are to blame. Raises the refusal where it blames none: that would be our own fault."""
        refused = set()
        for problem in refusal.problems:
            if problem.path and problem.path[0].isdecimal():
                index, *path = problem.path
                for line in said[int(index)].lines:
                    self.refuse(line, Problem(tuple(path), problem.code, problem.message))
                refused.add(int(index))
        if not refused:
            raise refusal
        return refused

    def settle(self) -> None:
        """Count what became of the lines since the last time, and tell what is wrong with them."""
        self.result.refused += len(self._bad)
        for line, problems in sorted(self._bad.items()):
            self.result.refusals.update({problem.code for problem in problems})
            for problem in problems:
                self.bad_line(BadLine(self.result.name, line, problem))
        for line, fate in self._fates.items():
            if line not in self._bad:
                setattr(self.result, fate, getattr(self.result, fate) + 1)
        self._bad.clear()
        self._fates.clear()


def _key(events: Sequence[Event]) -> str:
    digest = sha256()
    for event in events:
        digest.update(interchange.write(event).encode() + b"\n")
    return f"import:{digest.hexdigest()}"
