"""Files into the log, in order: in batches, and so that a bad file leaves nothing behind.

A file of any size is held one batch at a time. Tables, and short files of events, are one transaction, while which
other writers wait and readers go on; a long file of events is recorded in parts (long_files.py). Lines that
cannot be accepted are set aside and reported, and the rest is tried, so that one run names every bad line; whether the
rest is kept is decided at the end of the file.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from domain.events.disclosure import TO_ALL, Disclosure
from importers import limits
from service.importing.event_files import EventReader
from service.importing.file_report import BadLine, FileReport
from service.importing.long_files import LongFile
from service.importing.recording import Recording, Undone
from service.importing.tried_import import TriedImport, tried_import
from store.db.connections import Connection, Database
from store.read import log
from store.write import visibility_rules
from store.write.import_reports import add_report
from store.write.projections.periods import refold

Reader = Callable[[str, int, BinaryIO, Recording, Callable[[int], None]], Awaitable[None]]
"""Records what one file says, by its name, its size in bytes and its content; the last argument receives the byte up
to which it was read."""


@dataclass(frozen=True, slots=True)
class File:
    """`size` in bytes; `open` is called when its turn comes.

    `tolerant`: bad rows do not keep the good ones out, as tables usually have some.
    """

    name: str
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    reader: Reader | None = None
    tolerant: bool = False

    @classmethod
    def at(cls, path: Path, name: str | None = None) -> "File":
        return cls(name or str(path), path.stat().st_size, lambda: path.open("rb"))


def keeps(file: File, report: FileReport, skip_bad: bool = False) -> bool:
    """Whether the good lines of a file are kept although others are bad. Of a table they are, if it has any."""
    return skip_bad or not report.refused or (file.tolerant and report.read > report.refused)


@dataclass(frozen=True, slots=True)
class Loader:
    """`skip_bad` treats every file as tolerant; `reader` is for files without one of their own.

    `bad_line` receives each problem, `progress` the bytes of the current file that are done.
    """

    by: str
    now: datetime
    skip_bad: bool = False
    dry_run: bool = False
    bad_line: Callable[[BadLine], None] = lambda bad: None
    progress: Callable[[File, int], None] = lambda file, done: None
    reader: Reader = field(default_factory=EventReader)
    disclosure: Disclosure = TO_ALL
    """Who may open what the files bring, besides what they say themselves."""
    tried: Callable[[TriedImport], None] | None = None
    """Receives what a dry run of good files would change."""
    stored: Callable[[FileReport], None] = lambda report: None
    """Receives the report of each file as soon as something of it may be on record: whatever goes wrong afterwards, its
    `recorded` says how many events are.
    """

    async def load(self, db: Database, files: Sequence[File]) -> list[FileReport]:
        """Stop after a bad file, unless it is tolerant or bad lines are skipped.

        Raises Refused where nobody may open what they bring, before any is read; StoreError, OSError.
        """
        if self.disclosure != TO_ALL:
            async with db.read() as conn:
                await visibility_rules.check_kept_for(conn, self.disclosure)
        if self.dry_run:
            return await self._rehearse(db, files)
        if all(file.tolerant for file in files):
            return await self._together(db, files)
        results: list[FileReport] = []
        for file in files:
            if file.size > limits.ONE_TRANSACTION_BYTES and not file.tolerant:
                results.append(await self._load_in_parts(db, file))
            else:
                results.append(await self._load_at_once(db, file))
            results[-1].stored = keeps(file, results[-1], self.skip_bad)
            if results[-1].stored:
                self.stored(results[-1])
            if not results[-1].stored and not file.tolerant:
                break
        return results

    async def _load_at_once(self, db: Database, file: File) -> FileReport:
        with suppress(Undone):
            async with db.write() as conn:
                report = await self._load(conn, file)
                if not keeps(file, report, self.skip_bad):
                    raise Undone
        return report

    async def _load_in_parts(self, db: Database, file: File) -> FileReport:
        def progress(share: float) -> None:
            self.progress(file, round(share * file.size))

        async def read(recording: Recording) -> None:
            with file.open() as stream:
                reader = file.reader or self.reader
                await reader(file.name, file.size, stream, recording, lambda done: self.progress(file, done // 2))

        return await LongFile(db, self.by, self.now, progress, self.stored, self.disclosure).load(
            lambda conn: self._recording(conn, file), read, lambda report: keeps(file, report, self.skip_bad)
        )

    def _recording(self, conn: Connection, file: File) -> Recording:
        return Recording(conn, FileReport(file.name), self.by, self.now, self.bad_line, self.disclosure)

    async def _rehearse(self, db: Database, files: Sequence[File]) -> list[FileReport]:
        """All files in one transaction, since later ones may refer to earlier ones; then it is rolled back."""
        results: list[FileReport] = []
        touched: set[str] = set()
        with suppress(Undone):
            async with db.write() as conn:
                head = (await log.head(conn)).position
                for file in files:
                    # All good lines of a file of events stay: its one bad line would make later files fail, too.
                    load = self._load_part if file.tolerant else self._load
                    results.append(await load(conn, file, touched))
                if self.tried and all(map(self._keeps, files, results)):
                    self.tried(await tried_import(conn, touched, head))
                raise Undone
        return results

    def _keeps(self, file: File, report: FileReport) -> bool:
        return keeps(file, report, self.skip_bad)

    async def _together(self, db: Database, files: Iterable[File]) -> list[FileReport]:
        """Tables in one transaction, so that an archive of daily files is folded once."""
        touched: set[str] = set()
        async with db.write() as conn:
            results = [await self._load_part(conn, file, touched) for file in files]
            await refold(conn, touched)
        for file, report in zip(files, results, strict=True):
            report.stored = keeps(file, report, self.skip_bad)
        return results

    async def _load_part(self, conn: Connection, file: File, touched: set[str]) -> FileReport:
        """One of the files of a transaction: if its rows are not kept, neither are its descriptions."""
        own: set[str] = set()
        with suppress(Undone):
            async with conn.begin_nested():
                report = await self._load(conn, file, own)
                if not keeps(file, report, self.skip_bad):
                    raise Undone
            touched |= own
        return report

    async def _load(self, conn: Connection, file: File, fold_later: set[str] | None = None) -> FileReport:
        """`fold_later` gathers the touched places where the caller folds them."""
        recording = self._recording(conn, file)
        recording.begun_at = (await log.head(conn)).position
        with file.open() as stream:
            await (file.reader or self.reader)(
                file.name, file.size, stream, recording, lambda done: self.progress(file, done)
            )
        await recording.withhold()
        await recording.add_notes()
        if recording.first is not None:
            result = recording.result
            await add_report(conn, recording.first, read=result.read, refused=result.refused)
        if fold_later is not None:
            fold_later |= recording.touched
        elif not self.dry_run and keeps(file, recording.result, self.skip_bad):
            # Once per file, not per batch: a place that every batch touches is folded once.
            await refold(conn, recording.touched)
        return recording.result
