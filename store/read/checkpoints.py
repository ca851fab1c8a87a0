"""The checkpoints that were published of this log."""

from sqlalchemy import select

from store.db import tables
from store.db.connections import Connection

_CHECKPOINT = tables.checkpoint.c


async def latest(conn: Connection) -> str | None:
    """The signed note of the largest size. None: none was published."""
    return (await conn.execute(select(_CHECKPOINT.note).order_by(_CHECKPOINT.size.desc()).limit(1))).scalar()


async def all_notes(conn: Connection) -> list[str]:
    """Every one, in the order of their sizes."""
    return [*(await conn.execute(select(_CHECKPOINT.note).order_by(_CHECKPOINT.size))).scalars()]
