"""Sealed values as the log has them."""

from sqlalchemy import select

from store.db import tables
from store.db.connections import Connection

_EVENT = tables.event.c


async def is_mentioned(conn: Connection, sealed: str) -> bool:
    """Whether any event has it. It looks through the whole log: for commands, not for servers."""
    query = select(_EVENT.position).where(_EVENT.payload.contains(sealed, autoescape=True)).limit(1)
    return (await conn.execute(query)).first() is not None
