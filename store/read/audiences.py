"""For whom logs are kept beside the record, and what the record says about who may open its events."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from domain.events import VisibilitySet, content
from domain.values.terms import Visibility
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.entry import Entry

GIVEN = "opened:"
"""How the keys of batches begin that a record has given to an audience."""
FILLED, BEING_FILLED = -1, -2
"""What the log of an audience has as `reached` of that audience, and of no other: it says whose log it is, and whether
it has been given everything once. While it is filled, nothing in the record tells how much it had before it was lost.
"""


async def reached(conn: Connection) -> dict[Visibility, int]:
    """Every audience that has a log, the widest first, and up to where the record has been looked at for it."""
    kept = select(tables.audience).where(tables.audience.c.reached >= 0)
    rows = {row.visibility: row.reached for row in await conn.execute(kept)}
    return {visibility: rows[visibility] for visibility in Visibility if visibility in rows}


def reads_as(clearance: Visibility, kept_for: Collection[Visibility]) -> Visibility:
    """Whose log somebody of this clearance reads, where these have one. SEALED: he reads the record."""
    own = [each for each in Visibility if each in kept_for and each.is_open_to(clearance)]
    return own[-1] if own and clearance is not Visibility.SEALED else Visibility.SEALED


async def count_withheld(conn: Connection, audience: Visibility) -> int:
    """How many events of the record up to `reached` an audience has not been given."""
    counted = select(func.count()).where(tables.withheld.c.visibility == audience.value)
    return int((await conn.execute(counted)).scalar_one())


async def count_given(conn: Connection, audience: Visibility) -> int:
    """How many events the log of an audience has, by what the record says: at least, since that is noted afterwards. So
    who compares the two reads the log last.
    """
    looked_at = (await reached(conn)).get(audience, 0)
    said = select(func.count()).where(tables.event.c.type == VisibilitySet.TYPE, tables.event.c.position <= looked_at)
    return looked_at - int((await conn.execute(said)).scalar_one()) - await count_withheld(conn, audience)


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


async def is_of_an_audience(conn: Connection) -> bool:
    """Whether a log is that of an audience, and not a record."""
    own = select(tables.audience.c.visibility).where(tables.audience.c.reached < 0).limit(1)
    return (await conn.execute(own)).first() is not None


async def speakers(conn: Connection, entries: Iterable[Entry]) -> dict[int, frozenset[str]]:
    """The actors that speak in events, if they had been registered by then, by the positions of the events."""
    named = {entry.position: {*entry.event.attribution, *content(entry.event).attribution} for entry in entries}
    row = tables.actor_version.c
    first = select(row.actor, func.min(row.position)).where(row.actor.in_(listed(set().union(*named.values()))))
    since = dict((await conn.execute(first.group_by(row.actor))).all())
    return {at: frozenset(name for name in names if since.get(name, at) < at) for at, names in named.items()}
