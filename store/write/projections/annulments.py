"""Corrections and retractions, and which events they leave annulled at the head of the log."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from domain.control.standing import annulled
from domain.events import EventCorrected
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read.annulments import acts_upon
from store.read.entry import Entry
from store.write.rows import Row, insert_rows


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    """Also for what the targets annul in turn: those events may stand again."""
    acts = [entry for entry in entries if entry.target]
    if not acts:
        return
    await insert_rows(conn, tables.annulment, [_row(act) for act in acts])
    targets = await roots(conn, [act.target for act in acts if act.target])
    chain = await acts_upon(conn, positions_listed(targets), None, None)
    concerned = targets | {act.position for act in chain}
    position = tables.annulled.c.position
    await conn.execute(delete(tables.annulled).where(position.in_(positions_listed(concerned))))
    rows = [{"position": position, "by": by} for position, by in sorted(annulled(chain).items())]
    await insert_rows(conn, tables.annulled, rows)


def _row(act: Entry) -> Row:
    is_correction = isinstance(act.event, EventCorrected)
    return {"position": act.position, "target": act.target, "known": act.known, "correction": is_correction}


async def roots(conn: Connection, targets: Sequence[int]) -> set[int]:
    """These positions and all that they annul themselves, down to the first."""
    act = tables.annulment
    chain = select(act.c.target).where(act.c.position.in_(positions_listed(targets))).cte("down", recursive=True)
    lower = act.alias("lower")
    chain = chain.union(select(lower.c.target).where(lower.c.position == chain.c.target))
    return {*targets, *(await conn.execute(select(chain.c.target))).scalars()}
