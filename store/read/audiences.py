"""For whom logs are kept beside the record, and what the record says about who may open its events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from domain.events import VisibilitySet, content
from domain.events.disclosure import Disclosure, disclosure_by
from domain.values.terms import Visibility
from store.db import tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.read.entry import Entry, entries_where

GIVEN = "opened:"
"""How the keys of batches begin that a record has given to an audience."""
FILLED, BEING_FILLED = -1, -2
"""What the log of an audience has as `reached` of that audience, and of no other: it says whose log it is, and whether
it has been given everything once. While it is filled, nothing in the record tells how much it had before it was lost.
"""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What an event says about those that it names. `position` is its own, `recorded_at` (UTC) when that was said."""

    position: int
    recorded_at: datetime
    events: tuple[str, ...]
    disclosure: Disclosure


async def reached(conn: Connection) -> dict[Visibility, int]:
    """Every audience that has a log, the widest first, and up to where the record has been looked at for it."""
    kept = select(tables.audience).where(tables.audience.c.reached >= 0)
    rows = {row.visibility: row.reached for row in await conn.execute(kept)}
    return {visibility: rows[visibility] for visibility in Visibility if visibility in rows}


async def withheld_from(conn: Connection, audience: Visibility) -> set[int]:
    """Positions of the record up to `reached` of which an audience has not been given the events."""
    row = tables.withheld.c
    return set((await conn.execute(select(row.position).where(row.visibility == audience.value))).scalars())


async def has_everything(conn: Connection, audience: Visibility, head: int) -> bool:
    """Whether the log of an audience, which ends at `head`, can have all that the record says that it was given."""
    looked_at = (await reached(conn)).get(audience, 0)
    said = select(func.count()).where(tables.event.c.type == VisibilitySet.TYPE, tables.event.c.position <= looked_at)
    withheld = len(await withheld_from(conn, audience))
    return head >= looked_at - (await conn.execute(said)).scalar_one() - withheld


async def disclosed(conn: Connection, after: int = 0) -> list[Disclosed]:
    """Everything that is said about visibility after a position, in the order of the log."""
    event = tables.event.c
    said = event.type == VisibilitySet.TYPE
    entries = await entries_where(conn, said, event.position > after)
    return [
        Disclosed(entry.position, entry.recorded_at, entry.event.events, disclosure_by(entry.event))
        for entry in entries
        if isinstance(entry.event, VisibilitySet)
    ]


async def withholds_anything(conn: Connection) -> bool:
    """Whether the log says of any event that not everybody may open it at once."""
    said = select(tables.event.c.position).where(tables.event.c.type == VisibilitySet.TYPE).limit(1)
    return (await conn.execute(said)).first() is not None


async def is_log_of(conn: Connection, audience: Visibility) -> bool:
    """Whether a log is that of an audience, or can become it: it has nothing but what a record has given to it."""
    row = tables.audience.c
    others = select(row.visibility).where((row.reached >= 0) | (row.visibility != audience.value)).limit(1)
    foreign = select(tables.batch.c.first).where(~tables.batch.c.key.startswith(GIVEN)).limit(1)
    return (await conn.execute(others)).first() is None and (await conn.execute(foreign)).first() is None


async def is_filled_log_of(conn: Connection, audience: Visibility) -> bool:
    """Whether a log says itself that it is that of an audience, and has been given everything once."""
    row = tables.audience.c
    filled = (await conn.execute(select(row.visibility).where(row.reached == FILLED))).scalars().all()
    return filled == [audience.value] and await is_log_of(conn, audience)


async def speakers(conn: Connection, entries: Iterable[Entry]) -> dict[int, frozenset[str]]:
    """The actors that speak in events, if they had been registered by then, by the positions of the events."""
    named = {entry.position: {*entry.event.attribution, *content(entry.event).attribution} for entry in entries}
    row = tables.actor_version.c
    first = select(row.actor, func.min(row.position)).where(row.actor.in_(listed(set().union(*named.values()))))
    since = dict((await conn.execute(first.group_by(row.actor))).all())
    return {at: frozenset(name for name in names if since.get(name, at) < at) for at, names in named.items()}


class TakenBack(NamedTuple):
    """By which event, and when (UTC) that was recorded."""

    by: int
    at: datetime


async def taken_back(conn: Connection, positions: Iterable[int]) -> dict[int, TakenBack]:
    """Those of these events that do not stand."""
    row, event = tables.annulled.c, tables.event.c
    found = select(row.position, row.by, event.recorded_at).join(tables.event, event.position == row.by)
    rows = await conn.execute(found.where(row.position.in_(positions_listed(positions))))
    return {position: TakenBack(by, at) for position, by, at in rows}


def latest(said: Iterable[Disclosed]) -> dict[str, Disclosure]:
    """What holds now, by the ids of events."""
    return {id: each.disclosure for each in said for id in each.events}
