"""Files of events into the log, in order: in batches, one transaction a file, so that a bad file leaves nothing.

A file of any size is held one batch at a time. While it is loaded other writers wait and readers go on. Lines that
cannot be accepted are set aside and told, and the rest is tried, so that one run names every bad line; whether the
rest is kept is decided at the end of the file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from domain import interchange
from domain.events import Event
from domain.problems import Problem, Refused
from importers.identity import identified, says_the_same
from importers.jsonl import Line, batches, lines
from store import log
from store.database import Database
from store.projection import refold


@dataclass(frozen=True, slots=True)
class BadLine:
    file: str
    line: int
    problem: Problem


@dataclass(slots=True)
class Loaded:
    """What became of one file, in lines. `repeated`: the log has the event already, and it says the same."""

    name: str
    read: int = 0
    new: int = 0
    repeated: int = 0
    refused: int = 0
    stored: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """`size` in bytes; `open` is called when its turn comes."""

    name: str
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]

    @classmethod
    def at(cls, path: Path, name: str | None = None) -> "File":
        return cls(name or str(path), path.stat().st_size, lambda: path.open("rb"))


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: `bad_line` is told each problem, `progress` the bytes of the current file that are done."""

    by: str
    now: datetime
    skip_bad: bool = False
    dry_run: bool = False
    bad_line: Callable[[BadLine], None] = lambda bad: None
    progress: Callable[[File, int], None] = lambda file, done: None

    async def load(self, db: Database, files: Iterable[File]) -> list[Loaded]:
        """Stops after the first bad file, unless bad lines are skipped. Raises StoreError, OSError."""
        if self.dry_run:
            return await self._rehearse(db, files)
        results: list[Loaded] = []
        for file in files:
            with suppress(_Undone):
                async with db.write() as conn:
                    results.append(await self._load(conn, file))
                    if results[-1].refused and not self.skip_bad:
                        raise _Undone
            results[-1].stored = self.skip_bad or not results[-1].refused
            if not results[-1].stored:
                break
        return results

    async def _rehearse(self, db: Database, files: Iterable[File]) -> list[Loaded]:
        """All files in one transaction, since later ones may refer to earlier ones, and then none of it."""
        results: list[Loaded] = []
        with suppress(_Undone):
            async with db.write() as conn:
                results = [await self._load(conn, file) for file in files]
                raise _Undone
        return results

    async def _load(self, conn: Any, file: File) -> Loaded:
        task = _Task(self, conn, Loaded(file.name))
        with file.open() as stream:
            for batch in batches(lines(stream)):
                await task.take(batch)
                self.progress(file, batch[-1].end)
        if not self.dry_run and (self.skip_bad or not task.result.refused):
            # Once a file and not once a batch: a place that every batch touches is folded once.
            await refold(conn, task.touched)
        return task.result


class _Undone(Exception):
    """Ends a transaction of which nothing is to be kept."""


@dataclass(frozen=True, slots=True)
class _Said:
    line: int
    event: Event


@dataclass(slots=True)
class _Task:
    """One file on its way into the log."""

    loading: Loading
    conn: Any
    result: Loaded
    touched: set[str] = field(default_factory=set)
    _bad: dict[int, list[Problem]] = field(default_factory=dict)

    async def take(self, batch: Sequence[Line]) -> None:
        self.result.read += len(batch)
        for line in batch:
            if line.problems:
                self._bad[line.number] = list(line.problems)
        said = [_Said(line.number, identified(line.event)) for line in batch if line.event]
        await self._append(list(self._unknown(said, await log.by_ids(self.conn, [one.event.id or "" for one in said]))))
        self._tell()

    def _unknown(self, said: Iterable[_Said], found: dict[str, log.Entry]) -> Iterator[_Said]:
        """What the log does not have yet."""
        known = {id: entry.event for id, entry in found.items()}
        for one in said:
            id = one.event.id or ""
            if id not in known:
                known[id] = one.event
                yield one
            elif says_the_same(one.event, known[id]):
                self.result.repeated += 1
            else:
                self._bad[one.line] = [_taken(id)]

    async def _append(self, said: Sequence[_Said]) -> None:
        """Append what can be. What is refused is set aside, and the rest, which may refer to it, tried in halves."""
        if not said:
            return
        events = [one.event for one in said]
        try:
            appended = await log.append_on(
                self.conn,
                events,
                key=_key(events),
                by=self.loading.by,
                now=self.loading.now,
                refold_later=self.touched,
            )
        except Refused as refusal:
            refused = self._set_aside(said, refusal)
            rest = [one for one in said if one.line not in refused]
            half = (len(rest) + 1) // 2
            await self._append(rest[:half])
            await self._append(rest[half:])
        else:
            self.result.new += appended.last - appended.first + 1

    def _set_aside(self, said: Sequence[_Said], refusal: Refused) -> set[int]:
        """The lines that are to blame. Raises the refusal where it blames none: that would be our own fault."""
        refused = set()
        for problem in refusal.problems:
            if problem.path and problem.path[0].isdecimal():
                index, *path = problem.path
                line = said[int(index)].line
                self._bad.setdefault(line, []).append(Problem(tuple(path), problem.code, problem.message))
                refused.add(line)
        if not refused:
            raise refusal
        return refused

    def _tell(self) -> None:
        self.result.refused += len(self._bad)
        for line, problems in sorted(self._bad.items()):
            for problem in problems:
                self.loading.bad_line(BadLine(self.result.name, line, problem))
        self._bad.clear()


def _taken(id: str) -> Problem:
    message = (
        f"the log has an event {id} already, which says something else: record an EventCorrected of it, "
        "or give another event another id"
    )
    return Problem(("id",), "ID_TAKEN", message)


def _key(events: Sequence[Event]) -> str:
    digest = sha256()
    for event in events:
        digest.update(interchange.write(event).encode() + b"\n")
    return f"import:{digest.hexdigest()}"
