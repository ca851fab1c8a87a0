"""The parts of a long file on their way into the log: one transaction each, so that others write in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.events import Event, interchange, stored
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.problems import Problem, Refused
from store.db.connections import Connection
from store.read import log
from store.read.imports import PartOfImport
from store.write import admission, lookup, visibility_rules
from store.write.admission import Accepted
from store.write.append import Appended, record_accepted
from store.write.batch import Batch, disclosed_as, with_ids
from store.write.import_reports import add_report
from store.write.long_file.spool import Part, Spooled
from store.write.projections.unfolded import fold_later


@dataclass(slots=True)
class PartRecorder:
    """`head` is where the log ended when the file was checked; `read` and `refused` count its lines.

    `number` is that of the import: the position of its first event. None before its first part.
    """

    file: str
    by: str
    now: datetime
    head: int
    read: int
    refused: int
    number: int | None = None
    disclosure: Disclosure = TO_ALL
    _alone: bool = True
    """Nobody else has written since the file was checked, so what was found out then is still so."""

    async def record(self, conn: Connection, part: Part) -> Appended | None:
        """Inside a transaction of `Database.write`. None where somebody else has recorded all of it meanwhile.

        The places that it touches are folded later (`projections.unfolded`). Raises Refused where what others have
        recorded since the file was checked stands against it.
        """
        head = (await log.head(conn)).position
        self._alone = self._alone and head == self.head
        accepted = _as_checked(part) if self._alone else await self._admitted(conn, part, head)
        if not accepted:
            return None
        accepted = [*accepted, *await self._withheld(conn, accepted, part.digest)]
        self.number = self.number or head + 1
        key = PartOfImport(part.digest, self.file, self.number, part.is_last).key
        touched = await record_accepted(conn, accepted, key=key, digest=part.digest, by=self.by, now=self.now)
        await fold_later(conn, touched)
        if part.is_last:
            await add_report(conn, self.number, read=self.read, refused=self.refused)
        self.head = head + len(accepted)
        return Appended(head + 1, self.head, replayed=False)

    async def _withheld(self, conn: Connection, accepted: Sequence[Accepted], digest: str) -> list[Accepted]:
        """What says in the same transaction who may open these events, where that is not everybody."""
        last, batch = accepted[-1].position, Batch([each.event for each in accepted], digest, self.by, self.now)
        said = disclosed_as(batch, self.disclosure).events[len(accepted) :]
        events = with_ids(replace(batch, key=f"withheld:{digest}", events=said))
        await visibility_rules.check(conn, [*batch.events, *events], self.now, last)
        return [Accepted(event, interchange.write(event), at, None) for at, event in enumerate(events, last + 1)]

    async def _admitted(self, conn: Connection, part: Part, head: int) -> list[Accepted]:
        recorded = await log.by_ids(conn, [_id(each) for each in part.events])
        there = {entry.payload for entry in recorded.values()}
        texts = [each.payload for each in part.events if each.payload not in there]
        events = [stored.read(text) for text in texts]
        if not events:
            return []
        try:
            return admission.accept(await lookup.load(conn, events), events, head + 1, texts)
        except Refused as refusal:
            raise Refused(*(_by_id(problem, events) for problem in refusal.problems)) from None


def _as_checked(part: Part) -> list[Accepted]:
    return [Accepted(stored.read(each.payload), each.payload, each.position, each.target_at) for each in part.events]


def _by_id(problem: Problem, events: Sequence[Event]) -> Problem:
    """With the id of the event in the path, instead of its place in the part."""
    number, *path = problem.path or ("",)
    name = events[int(number)].id if number.isdecimal() else number
    return Problem((name or "", *path), problem.code, problem.message)


def _id(spooled: Spooled) -> str:
    return stored.read(spooled.payload).id or ""
