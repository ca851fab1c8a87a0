"""Files of events that are too long for one transaction: checked as a whole first, then recorded part by part.

A file with a bad line still leaves nothing behind, since nothing of it is recorded before all of it is checked. While
it is checked nobody waits; while it is recorded others write between the parts. What breaks off there stays: the same
file loaded again goes on with it, and `timeline import --undo` takes it back.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.problems import Problem, Refused
from service.importing.file_report import FileReport
from service.importing.recording import Recording
from store.db.connections import Connection, Database
from store.read import imports, log
from store.write.long_file.parts import PartRecorder
from store.write.long_file.rehearsal import Rehearsal
from store.write.long_file.spool import Spool
from store.write.projections.unfolded import fold_all

_CHECKING, _RECORDING = 0.5, 0.3
"""Shares of the work; the rest is for folding."""


@dataclass(frozen=True, slots=True)
class LongFile:
    """One file on its way. `progress` receives the share of the work that is done, from 0 to 1; `stored` the report
    before the first part is recorded.
    """

    db: Database
    by: str
    now: datetime
    progress: Callable[[float], None]
    stored: Callable[[FileReport], None] = lambda report: None
    disclosure: Disclosure = TO_ALL

    async def load(
        self,
        begin: Callable[[Connection], Recording],
        read: Callable[[Recording], Awaitable[None]],
        keeps: Callable[[FileReport], bool],
    ) -> FileReport:
        """`read` puts the lines of the file to the recording; `keeps` says whether its good lines are kept.

        Raises Refused where what others record meanwhile stands against a later part; StoreError, OSError.
        """
        with Spool() as spool:
            async with self.db.read() as conn:
                recording = begin(conn)
                spans = await imports.spans(conn)
                head = (await log.head(conn)).position
                recording.broken_off = {
                    span.first: span for span in spans if span.file == recording.file and not span.is_whole
                }
                recording.rehearsal = Rehearsal(conn, head, spool, self.by, self.now)
                await read(recording)
            result = recording.result
            if keeps(result):
                recorder = PartRecorder(
                    recording.file,
                    self.by,
                    self.now,
                    head,
                    result.read,
                    result.refused,
                    recording.continued,
                    self.disclosure,
                )
                await self._record(spool, recorder, result)
            async with self.db.read() as conn:
                recording.conn = conn
                await recording.add_notes()
        return recording.result

    async def _record(self, spool: Spool, recorder: PartRecorder, result: FileReport) -> None:
        """If it is cancelled, the places that are not folded yet are left to the next import: readers fold them."""
        checked, result.recorded = result.recorded, 0
        self.stored(result)
        try:
            for part in spool.parts():
                appended = await self.db.transact(partial(recorder.record, part=part))
                result.recorded += appended.last - appended.first + 1 if appended else 0
                self.progress(_CHECKING + _RECORDING * result.recorded / checked)
        except Refused as refusal:
            await fold_all(self.db)
            raise Refused(*refusal.problems, _broken_off(recorder.number)) from None
        await fold_all(self.db)


def _broken_off(number: int | None) -> Problem:
    message = "the log was changed by others while the file was recorded, so the rest of it cannot be"
    if number is None:
        return Problem((), "BROKEN_OFF", f"{message}: nothing of it was recorded; mend that, and load it again")
    remedy = f"mend that and load the file again, or take back what was recorded: timeline import --undo {number}"
    return Problem((), "BROKEN_OFF", f"{message}: {remedy}")
