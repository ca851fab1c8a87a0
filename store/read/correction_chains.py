"""What the log holds under a key over time: the event, its later versions, and the corrections of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.control.standing import Annulment, annulled
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read import imports
from store.read.annulments import acts_upon, stands_at_head
from store.read.entry import Entry, entries_where

VERSION_MARK = ":"
"""Between a key and what tells its later versions apart, in the ids of events."""
_AFTER_MARK = chr(ord(VERSION_MARK) + 1)


@dataclass(frozen=True, slots=True)
class Version:
    """`ended`: from when something annuls it, None where it stands at the head. `batch`: the key of its append.
    `undone`: it does not stand because the import that brought it was undone.
    """

    entry: Entry
    ended: datetime | None
    batch: str | None
    undone: bool = False


async def chains(conn: Connection, keys: Iterable[str]) -> dict[str, list[Version]]:
    """By key: the event with it as its id, those whose ids begin with it and a colon, their corrections, and so on, in
    the order of the log. A constant number of statements.
    """
    key_of = await _keys(conn, keys)
    if not key_of:
        return {}
    acts = await acts_upon(conn, positions_listed(key_of), None, None)
    for act in sorted(acts):
        if act.correction and act.target in key_of:
            key_of.setdefault(act.position, key_of[act.target])
    column = tables.event.c.position
    entries = await entries_where(conn, column.in_(positions_listed(key_of)))
    batches, ended, undone = await batch_keys(conn, key_of), ends(acts), await imports.undo_acts(conn, key_of)
    result: dict[str, list[Version]] = defaultdict(list)
    for entry in entries:
        at = entry.position
        result[key_of[at]].append(Version(entry, ended.get(at), batches.get(at), at in undone))
    return dict(result)


async def _keys(conn: Connection, keys: Iterable[str]) -> dict[int, str]:
    """The key of each event under one of these, by position. Retractions say nothing of their own."""
    key, event = listed(keys).subquery("key"), tables.event
    under = (event.c.id >= key.c.value + VERSION_MARK) & (event.c.id < key.c.value + _AFTER_MARK)
    found: dict[int, str] = {}
    for condition in (event.c.id == key.c.value, under):
        joined = select(event.c.position, key.c.value).join(key, condition).where(event.c.type != "EventRetracted")
        found |= dict((await conn.execute(joined)).all())
    return found


async def ended_by(conn: Connection, versions: Iterable[Entry]) -> set[int]:
    """The retractions, by position, that end a late version under the key of one of these at the moment of that one.

    An edition that came late counts until the one after it. One statement.
    """
    moments = {(entry.id.partition(VERSION_MARK)[0], entry.known) for entry in versions}
    key, event = listed(key for key, _ in moments).subquery("key"), tables.event
    under = (event.c.id >= key.c.value + VERSION_MARK) & (event.c.id < key.c.value + _AFTER_MARK)
    query = select(event.c.position, event.c.known, key.c.value).join(key, under)
    query = query.where(event.c.type == "EventRetracted", stands_at_head(event.c.position))
    return {position for position, known, of_key in await conn.execute(query) if (of_key, known) in moments}


def ends(acts: Mapping[Annulment, datetime]) -> dict[int, datetime]:
    """From when each event that does not stand at the head has been annulled, by position."""
    gone = annulled(acts)
    corrections = {act.position for act in acts if act.correction}
    ended: dict[int, datetime] = {}
    for act, known in acts.items():
        # What a retracted annulment did has ended; what a corrected one did has not.
        holds = act.position not in gone or gone[act.position] in corrections
        if holds and act.target in gone:
            ended[act.target] = min(known, ended.get(act.target, known))
    return ended


async def batch_keys(conn: Connection, positions: Iterable[int]) -> dict[int, str]:
    """The key of the append by which each of these events came, by position."""
    event = tables.event.c.position
    found = select(event, batch_key(event)).where(event.in_(positions_listed(positions)))
    return dict((await conn.execute(found)).all())


def batch_key(position: Any) -> Any:
    """The key of the append by which the event at a position came."""
    batch = tables.batch.c
    return select(batch.key).where(batch.last >= position).order_by(batch.last).limit(1).scalar_subquery()
