"""The log of another database into an empty one: the same positions, texts, moments, keys and batches.

Nothing is admitted anew: what was accepted once stands as it was recorded, whatever the rules are now. The projections
are derived here, as a rebuild derives them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from domain.events import Event, stored, target
from domain.events.event_places import place_refs
from domain.events.log_line import Recorded
from domain.values.problems import Problem, Refused
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import log
from store.read.entry import to_row
from store.write import tree
from store.write.admission import Accepted
from store.write.entries import recorded_entries
from store.write.projections.periods import refold_all
from store.write.projections.update import write_all
from store.write.rows import insert_rows

RestoredEvent = tuple[Event, str, Recorded]
"""An event, its stored text, and how it was recorded: positions from 1 without gaps, batches in one piece."""


@dataclass(slots=True)
class Restoration:
    """Inside one transaction of `Database.write`: `begin`, `add` in the order of the log, `finish`.

    Each raises Refused, with the position of the event as path, and StoreError; the caller rolls back.
    """

    conn: Connection
    batches: int = 0
    _open_batch: list[Recorded] = field(default_factory=list)
    """The first and the latest event of the batch that has not ended yet."""

    async def begin(self) -> None:
        if head := (await log.head(self.conn)).position:
            message = (
                f"the database has a log of {head:,} events, and only an empty one can be restored: name a new one "
                "with --database-url, or leave --restore out to add what is not there yet"
            )
            raise Refused(Problem((), "NOT_EMPTY", message))

    async def add(self, events: Sequence[RestoredEvent]) -> None:
        accepted = await self._accepted(events)
        stamps = [(recorded.moment, recorded.recorded_by) for _, _, recorded in events]
        entries = await recorded_entries(self.conn, accepted, stamps)
        # The version in which the text was written: what is read of it is raised to the current one.
        rows = [{**to_row(entry), "version": stored.version(entry.payload)} for entry in entries]
        await insert_rows(self.conn, tables.event, rows)
        stamped = zip(rows, (recorded for _, _, recorded in events), strict=True)
        await tree.grow(self.conn, [tree.leaf(row, _batch_of(recorded)) for row, recorded in stamped])
        await self._add_batches([row for _, _, recorded in events for row in self._ended_batch(recorded)])
        await write_all(self.conn, entries)

    async def finish(self) -> None:
        await self._add_batches([_batch_row(self._open_batch)])
        await refold_all(self.conn)

    async def _accepted(self, events: Sequence[RestoredEvent]) -> list[Accepted]:
        ids = {id for event, _, _ in events for id in (event.id, target(event)) if id}
        row = tables.event.c
        there = select(row.id, row.position).where(row.id.in_(listed(ids)))
        position_of: dict[str, int] = dict((await self.conn.execute(there)).all())
        accepted = []
        for event, payload, recorded in events:
            if problem := _problem(event, position_of):
                raise Refused(problem.under(str(recorded.position)))
            annulled = position_of[annuls] if (annuls := target(event)) else None
            position_of[event.id or ""] = recorded.position
            accepted.append(Accepted(event, payload, recorded.position, annulled))
        return accepted

    def _ended_batch(self, recorded: Recorded) -> Iterator[dict[str, Any]]:
        """The row of the batch that ends before this event, if one does."""
        if recorded.batch == recorded.position:
            if self._open_batch:
                yield _batch_row(self._open_batch)
            self._open_batch = [recorded]
            self.batches += 1
        self._open_batch[1:] = [recorded]

    async def _add_batches(self, rows: Sequence[dict[str, Any]]) -> None:
        keys = {(row["key"], row["recorded_by"]) for row in rows}
        batch = tables.batch.c
        there = select(batch.key, batch.recorded_by).where(batch.key.in_(listed(key for key, _ in keys)))
        if len(keys) < len(rows) or any(tuple(row) in keys for row in await self.conn.execute(there)):
            message = "two batches of one writer have one key: take another copy of the file"
            raise Refused(Problem(("key",), "KEY_TWICE", message))
        await insert_rows(self.conn, tables.batch, rows)


def _problem(event: Event, position_of: dict[str, int]) -> Problem | None:
    """What no text of a log can have."""
    if not event.id or any(not isinstance(ref, str) for _, ref in place_refs(event)):
        return Problem((), "NOT_STORED_TEXT", "has no id, or a place without one: no log holds it so")
    if event.id in position_of:
        return Problem(("id",), "ID_TAKEN", f"there is an event {event.id} already: take another copy of the file")
    if (annuls := target(event)) and annuls not in position_of:
        return Problem(("event",), "UNKNOWN_EVENT", f"there is no event {annuls} before this one: lines were changed")
    return None


def _batch_row(events: Sequence[Recorded]) -> dict[str, Any]:
    first, last = events[0], events[-1]
    own = {"last": last.position, "recorded_at": first.moment, "recorded_by": first.recorded_by}
    return {**_batch_of(first), **own}


def _batch_of(recorded: Recorded) -> dict[str, Any]:
    return {"first": recorded.batch, "key": recorded.key, "sha256": recorded.batch_sha256}
