"""One event recorded by hand: the same append as through every other door, with what its author should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.events import Event
from domain.events.identifiers import batch_digest
from domain.values.problems import Problem, Refused
from service.asking.utterers import utterer_warnings
from store.db.connections import Database
from store.read import log
from store.read.entry import Entry
from store.write.append import AppendConflict, append


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """`replayed`: it was on record under its key. `entry` is None after a dry run, which stores nothing; `position` is
    then where the event would be.
    """

    position: int
    replayed: bool
    entry: Entry | None
    warnings: Sequence[Problem]


async def record_event(
    db: Database, event: Event, *, key: str | None, by: str, now: datetime, dry_run: bool = False
) -> RecordedEvent:
    """`key` None: it follows from what the event says, so that the same event is not recorded twice.

    Raises Refused, with paths that begin at the event, and StoreError.
    """
    try:
        chosen = key or f"record:{batch_digest([event])}"
        appended = await append(db, [event], key=chosen, by=by, now=now, dry_run=dry_run)
    except Refused as refusal:
        raise Refused(*map(_in_event, refusal.problems)) from None
    except AppendConflict as conflict:
        raise Refused(Problem(("key",), conflict.code, str(conflict))) from None
    async with db.read() as conn:
        entries = await log.by_positions(conn, [appended.last])
        warnings = [_in_event(warning) for warning in await utterer_warnings(conn, [event])]
    return RecordedEvent(appended.last, appended.replayed, entries.get(appended.last), warnings)


def _in_event(problem: Problem) -> Problem:
    """Without the index of the event in its batch of one."""
    path = problem.path[1:] if problem.path[:1] == ("0",) else problem.path
    return Problem(path, problem.code, problem.message)
