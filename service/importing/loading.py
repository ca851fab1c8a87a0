"""Files into the log, in order: in batches, one transaction a file, so that a bad file leaves nothing.

A file of any size is held one batch at a time. While it is loaded other writers wait and readers go on. Lines that
cannot be accepted are set aside and told, and the rest is tried, so that one run names every bad line; whether the
rest is kept is decided at the end of the file.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from domain.events import Event, known_from
from domain.values.problems import Problem
from importers.reading import jsonl
from importers.reading.identity import dated, identified, says_the_same
from importers.reading.line import Line
from service.importing.recording import (
    REPEATED,
    BadLine,
    FileReport,
    Recording,
    Said,
    Undone,
)
from store.db.connections import Connection, Database
from store.read import log
from store.write.projections.periods import refold

__all__ = ["BadLine", "Events", "File", "FileReport", "Loader", "Reader"]

Reader = Callable[["File", BinaryIO, Recording, Callable[[int], None]], Awaitable[None]]
"""Reads one file and records what it says; told of is the byte up to which it was read."""


@dataclass(frozen=True, slots=True)
class File:
    """`size` in bytes; `open` is called when its turn comes.

    `tolerant`: rows that cannot be recorded do not keep the others out. Tables come with such rows.
    """

    name: str
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    reader: "Reader | None" = None
    tolerant: bool = False

    @classmethod
    def at(cls, path: Path, name: str | None = None) -> "File":
        return cls(name or str(path), path.stat().st_size, lambda: path.open("rb"))


@dataclass(frozen=True, slots=True)
class Events:
    """Reads the interchange format. `known_at` is the day from which events without `published` are known."""

    known_at: date | None = None

    async def __call__(self, file: File, stream: BinaryIO, recording: Recording, done: Callable[[int], None]) -> None:
        async def take(batch: Sequence[Line]) -> None:
            told = [Said(identified(event), (line.number,)) for line in batch for event in line.events]
            while told:
                found = await log.by_ids(recording.conn, [one.event.id or "" for one in told])
                new, told = self._sorted(recording, told, {id: entry.event for id, entry in found.items()})
                await recording.append(new)

        await recording.in_batches(jsonl.lines(stream), take, done)

    def _sorted(
        self, recording: Recording, told: Iterable[Said], known: Mapping[str, Event]
    ) -> tuple[list[Said], list[Said]]:
        """What the log does not have yet, dated; and what says otherwise than that under the same id.

        The latter is to be sorted again: it is held against what the log has, and not against what was refused.
        """
        new: dict[str, Said] = {}
        otherwise: list[Said] = []
        for one in told:
            id = one.event.id or ""
            if id in known:
                self._again(recording, one, known[id])
            elif (first := new.get(id)) is None:
                new[id] = replace(one, event=dated(one.event, self.known_at))
            elif says_the_same(one.event, first.event):
                new[id] = replace(first, echoes=(*first.echoes, *one.lines))
            else:
                otherwise.append(one)
        return list(new.values()), otherwise

    def _again(self, recording: Recording, told: Said, recorded: Event) -> None:
        if says_the_same(told.event, recorded):
            recording.becomes(told.lines, REPEATED)
            self._note(recording, told.event, recorded)
        else:
            recording.refuse(told.lines[0], _taken(recorded.id or ""))

    def _note(self, recording: Recording, told: Event, recorded: Event) -> None:
        """The log keeps the day from which it has counted an event: that of another loading changes nothing."""
        if self.known_at and known_from(dated(told, self.known_at)) != known_from(recorded):
            note = (
                f"--known-at {self.known_at} does not date what is on record already; a correction does, or another log"
            )
            if note not in recording.result.notes:
                recording.result.notes.append(note)


def _taken(id: str) -> Problem:
    message = (
        f"the log has an event {id} already, which says something else: record an EventCorrected of it, "
        "or give another event another id"
    )
    return Problem(("id",), "ID_TAKEN", message)


def keeps(file: File, loaded: FileReport, skip_bad: bool = False) -> bool:
    """Whether the good lines of a file are kept, for all that is wrong with others: of a table, where there are any."""
    return skip_bad or not loaded.refused or (file.tolerant and loaded.read > loaded.refused)


@dataclass(frozen=True, slots=True)
class Loader:
    """How to load. `skip_bad`: as if every file were tolerant; `reader` is for files without one of their own.

    `bad_line` is told each problem, `progress` the bytes of the current file that are done.
    """

    by: str
    now: datetime
    skip_bad: bool = False
    dry_run: bool = False
    bad_line: Callable[[BadLine], None] = lambda bad: None
    progress: Callable[[File, int], None] = lambda file, done: None
    reader: Reader = Events()

    async def load(self, db: Database, files: Sequence[File]) -> list[FileReport]:
        """Stops after a bad file, unless it is tolerant or bad lines are skipped. Raises StoreError, OSError."""
        if self.dry_run:
            return await self._rehearse(db, files)
        if all(file.tolerant for file in files):
            return await self._together(db, files)
        results: list[FileReport] = []
        for file in files:
            with suppress(Undone):
                async with db.write() as conn:
                    results.append(await self._load(conn, file))
                    if not keeps(file, results[-1], self.skip_bad):
                        raise Undone
            results[-1].stored = keeps(file, results[-1], self.skip_bad)
            if not results[-1].stored and not file.tolerant:
                break
        return results

    async def _rehearse(self, db: Database, files: Iterable[File]) -> list[FileReport]:
        """All files in one transaction, since later ones may refer to earlier ones, and then none of it."""
        results: list[FileReport] = []
        with suppress(Undone):
            async with db.write() as conn:
                for file in files:
                    # Of a file of events all good lines are held: one bad line would make bad ones of all later files.
                    part = self._load_part(conn, file, set()) if file.tolerant else self._load(conn, file)
                    results.append(await part)
                raise Undone
        return results

    async def _together(self, db: Database, files: Iterable[File]) -> list[FileReport]:
        """Tables in one transaction: an archive of daily files is folded once."""
        touched: set[str] = set()
        async with db.write() as conn:
            results = [await self._load_part(conn, file, touched) for file in files]
            await refold(conn, touched)
        for file, one in zip(files, results, strict=True):
            one.stored = keeps(file, one, self.skip_bad)
        return results

    async def _load_part(self, conn: Connection, file: File, touched: set[str]) -> FileReport:
        """One of the files of a transaction: where nothing of it is kept, neither are its descriptions."""
        mine: set[str] = set()
        with suppress(Undone):
            async with conn.begin_nested():
                loaded = await self._load(conn, file, mine)
                if not keeps(file, loaded, self.skip_bad):
                    raise Undone
            touched |= mine
        return loaded

    async def _load(self, conn: Connection, file: File, fold_later: set[str] | None = None) -> FileReport:
        """`fold_later` gathers the places to be folded, where the caller folds them."""
        recording = Recording(conn, FileReport(file.name), self.by, self.now, self.bad_line)
        with file.open() as stream:
            await (file.reader or self.reader)(file, stream, recording, lambda done: self.progress(file, done))
        await recording.tell_notes()
        if fold_later is not None:
            fold_later |= recording.touched
        elif not self.dry_run and keeps(file, recording.result, self.skip_bad):
            # Once a file and not once a batch: a place that every batch touches is folded once.
            await refold(conn, recording.touched)
        return recording.result
