"""A checkpoint that somebody has signed is published by the log that it is about."""

from datetime import datetime

from sqlalchemy import insert, select

from domain.proofs.checkpoints import Note
from domain.values.problems import Problem, Refused
from store.db import tables
from store.db.connections import Connection
from store.read import tree


async def publish(conn: Connection, note: Note, now: datetime) -> bool:
    """Keep it with the log; False where it is there already. `now` is aware. The signature is its readers' affair.

    Raises Refused where it is not of this log, or another one of the same size was published.
    """
    checkpoint = note.checkpoint
    there = select(tables.checkpoint.c.note).where(tables.checkpoint.c.size == checkpoint.size)
    if published := (await conn.execute(there)).scalar():
        if published == note.text:
            return False
        message = f"another checkpoint up to position {checkpoint.size} is published already: sign a later one"
        raise Refused(Problem((), "ALREADY_PUBLISHED", message))
    if checkpoint.size > (size := await tree.size(conn)):
        message = f"the checkpoint goes to position {checkpoint.size}, and this log to {size}: is it of another log?"
        raise Refused(Problem((), "CHECKPOINT_AHEAD", message))
    if checkpoint.root != await tree.root(conn, checkpoint.size):
        message = f"the checkpoint has another root up to position {checkpoint.size} than this log: one was altered"
        raise Refused(Problem((), "INCONSISTENT_LOG", message))
    await conn.execute(insert(tables.checkpoint).values(size=checkpoint.size, note=note.text, published_at=now))
    return True
