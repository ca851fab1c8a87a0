"""The logs of audiences: each has the events of the record that these may open, with their exact texts, in the order in
which they were opened, at positions of its own. Nothing in it says how many others there are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.events import Event, SealedValueErased, content, stored, target
from domain.events.identifiers import lines_digest
from domain.events.references import EveryPlace, PlaceByName
from domain.values.terms import Visibility
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection, Database
from store.db.errors import NotAnAudience
from store.read import audiences, log
from store.read.entry import Entry, to_row
from store.read.sealed_values import is_mentioned
from store.write import admission, lookup
from store.write.admission import Accepted
from store.write.entries import recorded_entries
from store.write.lookup import LookupRequest
from store.write.projections.periods import refold
from store.write.projections.update import update as update_projections
from store.write.reference_state import ReferenceState
from store.write.registry import ACTORS, PLACES
from store.write.rows import Row, insert_rows
from store.write.stored_batch import store_batches


@dataclass(frozen=True, slots=True)
class Opened:
    """An event of the record, and the moment (UTC) from which the audience may open it. `actors`: those that speak in
    it, as far as the record knows them.
    """

    entry: Entry
    at: datetime
    actors: frozenset[str] = frozenset()


async def register(record: Database, logs: Mapping[Visibility, Database]) -> None:
    """Keep in the record that these audiences have logs, and in each log whose it is.

    Raises NotAnAudience where a log is somebody else's, or the record is one; StoreError.
    """
    await _mark(record, logs, 0)
    for visibility, db in logs.items():
        await _mark(db, [visibility], audiences.BEING_FILLED)


async def _mark(db: Database, wanted: Collection[Visibility], reached: int) -> None:
    async with db.write() as conn:
        rows = (await conn.execute(select(tables.audience))).all()
        is_record = reached >= 0
        if any((row.reached >= 0) != is_record or not (is_record or row.visibility in wanted) for row in rows):
            raise NotAnAudience
        for visibility in set(wanted) - {row.visibility for row in rows}:
            await conn.execute(insert(tables.audience).values(visibility=visibility.value, reached=reached))


async def note_filled(db: Database, is_filled: bool = True) -> None:
    """Keep in the log of an audience that it has all that it was given, or that it has not yet. Raises StoreError."""
    mark = audiences.FILLED if is_filled else audiences.BEING_FILLED
    async with db.write() as conn:
        await conn.execute(update(tables.audience).values(reached=mark))


async def begin_again(record: Database, audience: Visibility, db: Database) -> None:
    """Keep in the record that an audience has been given nothing: its log was lost. Raises StoreError."""
    name = audience.value
    # First, since nothing tells afterwards what it had been given.
    await note_filled(db, False)
    async with record.write() as conn:
        await conn.execute(delete(tables.withheld).where(tables.withheld.c.visibility == name))
        await conn.execute(update(tables.audience).where(tables.audience.c.visibility == name).values(reached=0))


async def note_progress(
    record: Database, audience: Visibility, reached: int, withheld: Collection[int], given: Collection[int]
) -> None:
    """Keep in the record what an audience has been given, and what it has not. Raises StoreError."""
    row, name = tables.withheld.c, audience.value
    async with record.write() as conn:
        there = select(row.position).where(row.visibility == name, row.position.in_(positions_listed(withheld)))
        before = set((await conn.execute(there)).scalars())
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
        if ready:
            await refold(conn, await _add(conn, ready))
        return left

    return await db.transact(work)


async def that_can_be_given(db: Database, opened: Sequence[Opened]) -> list[Opened]:
    """Those of these events that `give` would add. Raises StoreError."""
    async with db.read() as conn:
        there = await _there(conn, opened)
        ready, _ = await _complete(conn, [each for each in opened if each.entry.id not in there])
    return ready


async def _there(conn: Connection, opened: Sequence[Opened]) -> set[str]:
    id = tables.event.c.id
    return set((await conn.execute(select(id).where(id.in_(listed(each.entry.id for each in opened))))).scalars())


async def _complete(conn: Connection, new: Sequence[Opened]) -> tuple[list[Opened], list[Opened]]:
    """Those that refer to nothing but what the log has by then, and the others."""
    state, head = await _known(conn, new), await log.head(conn)
    ready: list[Opened] = []
    left: list[Opened] = []
    for each in new:
        event = each.entry.event
        if _is_complete(state, each) and await _is_of_something_there(conn, event, ready):
            ready.append(each)
            state.learn(event, head.position + len(ready))
        else:
            left.append(each)
    return ready, left


async def _known(conn: Connection, new: Sequence[Opened]) -> ReferenceState:
    request = LookupRequest()
    for each in new:
        request.add(each.entry.event)
        request.actors |= each.actors
        request.places |= {*_places_around(each.entry.event)}
    return await lookup.look_up(conn, request)


def _is_complete(state: ReferenceState, each: Opened) -> bool:
    return (
        each.actors <= state.versions[ACTORS].keys()
        and {*_places_around(each.entry.event)} <= state.versions[PLACES].keys()
        and admission.is_complete(state, each.entry.event)
    )


def _places_around(event: Event) -> Iterator[str]:
    """Those within which a report named its places; the text of the event has them."""
    for statement in {id(one): one for one in (event, content(event))}.values():
        for reported in statement.reported.values():
            if isinstance(reported, PlaceByName | EveryPlace) and reported.within:
                yield reported.within


async def _is_of_something_there(conn: Connection, event: Event, ready: Sequence[Opened]) -> bool:
    """Whether an erasure is of a value that the audience can have seen."""
    if not isinstance(event, SealedValueErased):
        return True
    return any(event.sealed in each.entry.payload for each in ready) or await is_mentioned(conn, event.sealed)


async def _add(conn: Connection, ready: Sequence[Opened]) -> set[str]:
    """Each in a batch of its own: what was recorded with others would tell of them. Returns the places to be folded."""
    head = await log.head(conn)
    accepted = [*_accepted(ready, head.position + 1, await _positions(conn, ready))]
    entries = await recorded_entries(conn, accepted, [(each.at, each.entry.recorded_by) for each in ready])
    # The version in which the text was written: what is read of it is raised to the current one.
    rows = [{**to_row(entry), "version": stored.version(entry.payload)} for entry in entries]
    await store_batches(conn, rows, [_batch_row(entry) for entry in entries])
    return await update_projections(conn, entries)


def _batch_row(entry: Entry) -> Row:
    digest = lines_digest([entry.payload])
    return {
        "first": entry.position,
        "last": entry.position,
        "key": f"{audiences.GIVEN}{digest}",
        "sha256": digest,
        "recorded_at": entry.recorded_at,
        "recorded_by": entry.recorded_by,
    }


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
