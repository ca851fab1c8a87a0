"""What one source has said of many places on one day: the editions of a list that the log has."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from store.db import tables
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class Saying:
    """`id` and `type` are those of the event, or of the correction that says it; `known` the day it counts from."""

    place: str
    holder: str | None
    level: str
    known: date
    id: str
    type: str
    stands: bool


async def days(conn: Connection, source: str, prefix: str) -> list[str]:
    """The days, as they were told, of which the source's events whose ids begin with the prefix speak; oldest first."""
    claim, event = tables.claim.c, tables.event.c
    joined = tables.claim.join(tables.event, event.position == claim.position)
    wanted = (
        select(claim.occurred)
        .select_from(joined)
        .where(claim.source == source, event.id.startswith(prefix, autoescape=True))
    )
    return sorted((await conn.execute(wanted.distinct())).scalars())


async def on_day(conn: Connection, source: str, prefix: str, day: str) -> dict[str, list[Saying]]:
    """By place, in the order of the log, what stands and what does not."""
    found: dict[str, list[Saying]] = defaultdict(list)
    for row in await conn.execute(_wanted(source, prefix, day)):
        stands = row.fallen is None
        found[row.place].append(Saying(row.place, row.holder, row.level, row.known, row.id, row.type, stands))
    return dict(found)


def _wanted(source: str, prefix: str, day: str) -> Any:
    claim, event, fallen = tables.claim, tables.event, tables.annulled
    joined = claim.join(event, event.c.position == claim.c.position).outerjoin(
        fallen, fallen.c.position == claim.c.position
    )
    return (
        select(
            claim.c.place,
            claim.c.holder,
            claim.c.level,
            claim.c.known,
            event.c.id,
            event.c.type,
            fallen.c.position.label("fallen"),
        )
        .select_from(joined)
        .where(claim.c.source == source, claim.c.occurred == day, event.c.id.startswith(prefix, autoescape=True))
        .order_by(claim.c.position)
    )
