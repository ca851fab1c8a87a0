"""The logs of audiences: each has the events of the record that these may open, with their exact texts, in the order in
which they were opened, at positions of its own. Nothing in it says how many others there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, insert, select, update

from domain.events import stored, target
from domain.events.identifiers import lines_digest
from domain.values.terms import Visibility
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection, Database
from store.read import audiences, log
from store.read.entry import Entry, to_row
from store.write import admission, lookup
from store.write.admission import Accepted
from store.write.entries import recorded_entries
from store.write.projections.periods import refold
from store.write.projections.update import update as update_projections
from store.write.rows import insert_rows
from store.write.stored_batch import store_batch


@dataclass(frozen=True, slots=True)
class Opened:
    """An event of the record, and the moment (UTC) from which the audience may open it."""

    entry: Entry
    at: datetime


async def register(record: Database, wanted: Iterable[Visibility]) -> None:
    """Keep in the record that these audiences have logs. Raises StoreError."""
    async with record.write() as conn:
        known = await audiences.reached(conn)
        for visibility in wanted:
            if visibility not in known:
                await conn.execute(insert(tables.audience).values(visibility=visibility.value, reached=0))


async def begin_again(record: Database, audience: Visibility) -> None:
    """Keep in the record that an audience has been given nothing: its log was lost. Raises StoreError."""
    name = audience.value
    async with record.write() as conn:
        await conn.execute(delete(tables.withheld).where(tables.withheld.c.visibility == name))
        await conn.execute(update(tables.audience).where(tables.audience.c.visibility == name).values(reached=0))


async def note_progress(
    record: Database, audience: Visibility, reached: int, withheld: Iterable[int], given: Iterable[int]
) -> None:
    """Keep in the record what an audience has been given, and what it has not. Raises StoreError."""
    row, name = tables.withheld.c, audience.value
    async with record.write() as conn:
        before = await audiences.withheld_from(conn, audience)
        new = [{"visibility": name, "position": position} for position in withheld if position not in before]
        await insert_rows(conn, tables.withheld, new)
        gone = row.position.in_(positions_listed(given))
        await conn.execute(delete(tables.withheld).where(row.visibility == name, gone))
        is_behind = (tables.audience.c.visibility == name) & (tables.audience.c.reached < reached)
        await conn.execute(update(tables.audience).where(is_behind).values(reached=reached))


async def give(db: Database, opened: Sequence[Opened]) -> list[Opened]:
    """Add events of the record to the log of an audience, in this order; what it has already is passed over. Returns
    those that had to be left out, because they refer to something that it does not have. Raises StoreError.
    """

    if not opened:
        return []

    async def work(conn: Connection) -> list[Opened]:
        there = await _there(conn, opened)
        new = [each for each in opened if each.entry.id not in there]
        ready, left = await _complete(conn, new)
        touched: set[str] = set()
        for _, batch in groupby(ready, lambda each: (each.at, each.entry.recorded_at, each.entry.recorded_by)):
            touched |= await _add(conn, list(batch))
        await refold(conn, touched)
        return left

    return await db.transact(work)


async def _there(conn: Connection, opened: Sequence[Opened]) -> set[str]:
    id = tables.event.c.id
    return set((await conn.execute(select(id).where(id.in_(listed(each.entry.id for each in opened))))).scalars())


async def _complete(conn: Connection, new: Sequence[Opened]) -> tuple[list[Opened], list[Opened]]:
    """Those that refer to nothing but what the log has by then, and the others."""
    state, head = await lookup.load(conn, [each.entry.event for each in new]), await log.head(conn)
    ready: list[Opened] = []
    left: list[Opened] = []
    for each in new:
        if admission.is_complete(state, each.entry.event):
            ready.append(each)
            state.learn(each.entry.event, head.position + len(ready))
        else:
            left.append(each)
    return ready, left


async def _add(conn: Connection, batch: Sequence[Opened]) -> set[str]:
    """Events that were recorded together, as they stand in the record; the places that are to be folded."""
    head, by = await log.head(conn), batch[0].entry.recorded_by
    accepted = [*_accepted(batch, head.position + 1, await _positions(conn, batch))]
    now = max(batch[0].at, head.recorded_at or batch[0].at)
    entries = await recorded_entries(conn, accepted, [(now, by)] * len(accepted))
    # The version in which the text was written: what is read of it is raised to the current one.
    rows = [{**to_row(entry), "version": stored.version(entry.payload)} for entry in entries]
    digest = lines_digest(entry.payload for entry in entries)
    batch_row = {
        "first": accepted[0].position,
        "last": accepted[-1].position,
        "key": f"{audiences.GIVEN}{digest}",
        "sha256": digest,
        "recorded_at": now,
        "recorded_by": by,
    }
    await store_batch(conn, rows, batch_row)
    return await update_projections(conn, entries)


async def _positions(conn: Connection, batch: Sequence[Opened]) -> dict[str, int]:
    """Of the events that these annul, in the log of the audience."""
    row = tables.event.c
    wanted = [annuls for each in batch if (annuls := target(each.entry.event))]
    there = await conn.execute(select(row.id, row.position).where(row.id.in_(listed(wanted))))
    return dict(there.all())


def _accepted(batch: Sequence[Opened], first: int, positions: Mapping[str, int]) -> Iterator[Accepted]:
    known = dict(positions)
    for position, each in enumerate(batch, first):
        known[each.entry.id] = position
        annuls = target(each.entry.event)
        yield Accepted(each.entry.event, each.entry.payload, position, known[annuls] if annuls else None)
