"""An exported log into an empty database, in one transaction: the whole of it, checked to the byte, or nothing."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from domain.values.problems import Problem, Refused
from importers.reading import exported_log
from service.importing.loading import File
from service.importing.recording import Undone
from store.db import limits
from store.db.connections import Connection, Database
from store.write.restore import Restoration


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """`events` is also the head of the restored log."""

    events: int
    batches: int


async def restore_log(
    db: Database, file: File, *, dry_run: bool = False, progress: Callable[[int], None] = lambda done: None
) -> RestoreReport:
    """Fill an empty database with the log that was exported to a file. A dry run checks all of it and stores nothing.

    `progress` receives the bytes that are done. Raises Refused, with the line of the file in the path, and stores
    nothing where the database is not empty or the file is damaged or cut off; StoreError, OSError.
    """
    reports: list[RestoreReport] = []
    with suppress(Undone):
        async with db.write() as conn:
            try:
                reports.append(await _restore(conn, file, progress))
            except Refused as refusal:
                raise Refused(*(_in_file(file, problem) for problem in refusal.problems)) from None
            if dry_run:
                raise Undone
    return reports[0]


async def _restore(conn: Connection, file: File, progress: Callable[[int], None]) -> RestoreReport:
    restoration = Restoration(conn)
    await restoration.begin()
    events = 0
    with file.open() as stream:
        lines = exported_log.lines(stream)
        while chunk := list(islice(lines, limits.CHUNK_EVENTS)):
            await restoration.add([(line.event, line.payload, line.recorded) for line in chunk])
            events += len(chunk)
            progress(chunk[-1].end)
    await restoration.finish()
    return RestoreReport(events, restoration.batches)


def _in_file(file: File, problem: Problem) -> Problem:
    """A problem of a line, which is also the position of its event."""
    line, *path = problem.path or ("",)
    return Problem((f"{file.name}:{line}" if line else file.name, *path), problem.code, problem.message)
