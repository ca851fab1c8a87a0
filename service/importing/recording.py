"""One file on its way into the log: what can be recorded is, what cannot is set aside with its line and its reason."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from domain.events import Event, interchange
from domain.events.event_places import place_refs
from domain.events.references import PlaceByCode
from domain.values.problems import Problem, Refused
from importers import limits
from importers.reading.line import Line, batches, line_of
from service.wording.code_notes import old_code_note
from store.db import limits as store_limits
from store.write import import_lookups
from store.write.append import append_on

REPEATED, CONFIRMED, NEW, CORRECTED = FATES = ("repeated", "confirmed", "new", "corrected")
"""What can become of a line that is accepted; of several events on it the later word counts."""


class Undone(Exception):
    """Ends a transaction of which nothing is to be kept."""


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
    """An event, the lines that it stands for, and what becomes of them if it is accepted; None: nothing by it alone.

    `echoes` are lines that say the same once more: repeated if it is accepted, and refused with it.
    """

    event: Event
    lines: tuple[int, ...]
    fate: str | None = NEW
    echoes: tuple[int, ...] = ()


Refusal = tuple[Said, Problem]


OLD_CODE = "OLD_CODE"
"""Counted as a repair: a place was meant by a code that is not in force any more, and found."""


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
    _by_code: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """How many lines mean a place by a code without its edition, and the first of them."""
    _undated: int = 0
    """Events of which nothing tells from which day they were known."""

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
        """What is wrong in two events of one line alike is told once."""
        told = self._bad.setdefault(line, [])
        if all((one.code, one.message) != (problem.code, problem.message) for one in told):
            told.append(problem)

    def is_refused(self, line: int) -> bool:
        return line in self._bad

    def becomes(self, lines: Sequence[int], fate: str) -> None:
        for line in lines:
            self._fates[line] = max(self._fates.get(line, REPEATED), fate, key=FATES.index)

    async def append(self, said: Sequence[Said]) -> list[Event]:
        """Append what can be; what cannot is set aside, and given back."""
        refused = await self.attempt(said)
        for one, problem in refused:
            for line in (*one.lines, *one.echoes):
                self.refuse(line, problem)
        return [one.event for one, _ in refused]

    async def attempt(self, said: Sequence[Said]) -> list[Refusal]:
        """Append what can be, and give back the rest, with what is wrong with it.

        A row may tell of many events, so those of a batch of lines may be more than one append takes.
        """
        parts = range(0, len(said), store_limits.BATCH_EVENTS_MAX)
        return [one for at in parts for one in await self._attempt(said[at : at + store_limits.BATCH_EVENTS_MAX])]

    async def _attempt(self, said: Sequence[Said]) -> list[Refusal]:
        """What is left when some is refused, which may refer to it, is tried in halves."""
        if not said:
            return []
        events = [one.event for one in said]
        try:
            appended = await append_on(
                self.conn, events, key=_key(events), by=self.by, now=self.now, refold_later=self.touched
            )
        except Refused as refusal:
            refused = _blamed(refusal)
            rest = [one for i, one in enumerate(said) if i not in refused]
            half = (len(rest) + 1) // 2
            found = [(said[i], problem) for i, problems in refused.items() for problem in problems]
            return found + await self._attempt(rest[:half]) + await self._attempt(rest[half:])
        self.result.recorded += appended.last - appended.first + 1
        for one in said:
            if one.fate:
                self.becomes(one.lines, one.fate)
            self.becomes(one.echoes, REPEATED)
            self._note_codes(one)
            self._undated += one.event.published is None and getattr(one.event, "occurred", None) is not None
        return []

    def _note_codes(self, said: Said) -> None:
        for _, ref in place_refs(said.event):
            if isinstance(ref, PlaceByCode) and ref.edition is None and said.lines:
                told = self._by_code.setdefault((ref.scheme, ref.code), [0, said.lines[0]])
                told[0] += len(said.lines)

    async def tell_notes(self) -> None:
        """Once a file: what whoever sent it should know, though nothing is wrong with it."""
        if self._undated:
            self.result.notes.append(
                f"nothing tells since when {self._undated:,} of them were known, so it is from {self.now.date()}, the "
                "day of loading: --known-at DATE says otherwise"
            )
        await self._tell_old_codes()

    async def _tell_old_codes(self) -> None:
        """An old code finds its place, and there is a newer one."""
        old = await import_lookups.old_codes(self.conn, self._by_code)
        for number, (code, found) in enumerate(sorted(old.items())):
            count, first = self._by_code[code]
            self.result.repairs[OLD_CODE] += count
            if number < limits.NOTES_SHOWN_MAX:
                self.result.notes.append(f"{OLD_CODE}, line {first}: {old_code_note(found)}")

    def settle(self) -> None:
        """Count what became of the lines since the last time, and tell what is wrong with them."""
        self.result.refused += len(self._bad)
        for line, problems in sorted(self._bad.items(), key=lambda one: (line_of(one[0]), one[0])):
            self.result.refusals.update({problem.code for problem in problems})
            for problem in problems:
                self.bad_line(BadLine(self.result.name, line_of(line), problem))
        for line, fate in self._fates.items():
            if line not in self._bad:
                setattr(self.result, fate, getattr(self.result, fate) + 1)
        self._bad.clear()
        self._fates.clear()


def _blamed(refusal: Refused) -> dict[int, list[Problem]]:
    """By the index of the event. Raises the refusal where it blames none: that would be our own fault."""
    found: dict[int, list[Problem]] = {}
    for problem in refusal.problems:
        if problem.path and problem.path[0].isdecimal():
            index, *path = problem.path
            found.setdefault(int(index), []).append(Problem(tuple(path), problem.code, problem.message))
    if not found:
        raise refusal
    return found


def _key(events: Sequence[Event]) -> str:
    digest = sha256()
    for event in events:
        digest.update(interchange.write(event).encode() + b"\n")
    return f"import:{digest.hexdigest()}"
