"""What the kernel reads from the database: everything at the start, and then what has changed since a position."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from domain.control.policies import VERSION as RULES
from domain.values.terms import ActorKind
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection
from store.read.actors import ActorRow
from store.read.places import COLUMNS

_CHUNK_ROWS = 2_000
_PERIOD = tables.period.c
_FOLDED = tables.folded.c


async def is_folded(conn: Connection, position: int) -> bool:
    """Whether the stored periods are those of this position, by the rules of this release. Those of a long import are
    not until it ends.
    """
    projected = tables.projected.c
    unfolded = select(_FOLDED.place).where(_FOLDED.position == 0).exists()
    found = await conn.execute(select(projected.position, projected.rules, unfolded))
    return (position, RULES, False) == found.one()


async def folded_since(conn: Connection, position: int) -> dict[str, int]:
    """The places that were folded after a position, each with the position at which they were last."""
    query = select(_FOLDED.place, _FOLDED.position).where(_FOLDED.position > position)
    return dict((await conn.execute(query)).all())


async def periods_in_chunks(conn: Connection, places: Iterable[str] | None = None) -> AsyncIterator[Sequence[Any]]:
    """The stored periods of some places, or all there are. Others are let through between two chunks."""
    query = select(tables.period)
    if places is not None:
        query = query.where(_PERIOD.place.in_(listed(places)))
    async with conn.stream(query) as rows:
        async for chunk in rows.partitions(_CHUNK_ROWS):
            yield chunk


async def registers_changed_at(conn: Connection) -> int:
    """The position of the last description of a place or an actor."""
    versions = tables.place_version.c.position, tables.actor_version.c.position
    found = [(await conn.execute(select(func.max(position)))).scalar() for position in versions]
    return max(position or 0 for position in found)


async def sha256_at(conn: Connection, position: int) -> str:
    """The digest of the event at a position; empty where there is none."""
    event = tables.event.c
    found = await conn.execute(select(event.sha256).where(event.position == position))
    return found.scalar() or ""


async def places(conn: Connection) -> Sequence[Any]:
    """Every version of a place that is in force."""
    return await _all(conn, select(*COLUMNS).where(in_force(tables.place_version, None)))


async def actors(conn: Connection) -> dict[str, ActorRow]:
    """Every actor by its id."""
    actor = tables.actor_version
    query = select(actor.c.actor, actor.c.name, actor.c.kind, actor.c.side).where(in_force(actor, None))
    return {row.actor: ActorRow(row.actor, row.name, ActorKind(row.kind), row.side) for row in await _all(conn, query)}


async def _all(conn: Connection, query: Select[Any]) -> Sequence[Any]:
    return (await conn.execute(query)).all()
