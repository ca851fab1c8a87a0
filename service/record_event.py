"""One event recorded by hand: the same append as through every other door, with what its author should look at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from domain.events import Event
from domain.events.disclosure import TO_ALL, Disclosure
from domain.events.identifiers import batch_digest
from domain.values.problems import Problem, Refused
from domain.values.terms import Policy
from service.answer_previews import PreviewedChange
from service.asking.reading import Reading
from service.asking.utterers import utterer_warnings
from service.dry_run import tried
from store.db.connections import Database
from store.db.errors import RecordedUnread, StoreError
from store.read import log
from store.read.entry import Entry
from store.read.fold_pool import FoldPool
from store.write.append import AppendConflict, Appended, append
from store.write.batch import Batch, disclosed_as


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """`replayed`: it was on record under its key."""

    position: int
    replayed: bool
    entry: Entry
    warnings: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class TriedEvent:
    """An event that could be recorded at `position`, with the days of which the answer would differ, by the default
    policy.
    """

    position: int
    warnings: Sequence[Problem]
    changes: Sequence[PreviewedChange]


async def record_event(
    db: Database, event: Event, *, key: str | None, by: str, now: datetime, disclosure: Disclosure = TO_ALL
) -> RecordedEvent:
    """`key` None: it follows from what the event says, so that the same event is not recorded twice. `disclosure`: who
    may open it, which is recorded with it where that is not everybody.

    Raises Refused, with paths that begin at the event, and StoreError: RecordedUnread where it is on record, and
    OutcomeUnknown where it may be.
    """
    with _of_one_event():
        batch = disclosed_as(Batch([event], _key(key, event), by, now), disclosure)
        appended = await append(db, batch.events, key=batch.key, by=by, now=now)
    return await _recorded(db, event, appended)


async def try_event(
    db: Database, event: Event, *, key: str | None, by: str, now: datetime, disclosure: Disclosure = TO_ALL
) -> TriedEvent | RecordedEvent:
    """What `record_event` would do, which raises the same. Stores nothing."""
    reading = Reading(db, FoldPool())
    try:
        await reading.begin()
        with _of_one_event():
            done = await tried(reading, disclosed_as(Batch([event], _key(key, event), by, now), disclosure))
        if isinstance(done, Appended):
            return await _recorded(db, event, done)
        policy = Policy.AGAINST_INTEREST
        changes = await done.previews(policy, len(await done.changes(policy)))
        return TriedEvent(done.result.position + 1, [_in_event(warning) for warning in done.warnings], changes)
    finally:
        await reading.close()


def _key(given: str | None, event: Event) -> str:
    return given or f"record:{batch_digest([event])}"


@contextmanager
def _of_one_event() -> Iterator[None]:
    """Refusals as they concern an event that is recorded by itself."""
    try:
        yield
    except Refused as refusal:
        raise Refused(*map(_in_event, refusal.problems)) from None
    except AppendConflict as conflict:
        raise Refused(Problem(("key",), conflict.code, str(conflict))) from None


async def _recorded(db: Database, event: Event, appended: Appended) -> RecordedEvent:
    try:
        async with db.read() as conn:
            entries = await log.by_positions(conn, [appended.first])
            warnings = [_in_event(warning) for warning in await utterer_warnings(conn, [event])]
    except StoreError as error:
        raise RecordedUnread(appended.first, error.code, error.message) from error
    return RecordedEvent(appended.first, appended.replayed, entries[appended.first], warnings)


def _in_event(problem: Problem) -> Problem:
    """Without the index of the event in its batch of one."""
    path = problem.path[1:] if problem.path[:1] == ("0",) else problem.path
    return Problem(path, problem.code, problem.message)
