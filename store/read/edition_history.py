"""What one source claims about many places on one day: the editions of a list that the log has."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from domain.control.aspects import Aspect
from store.db import tables
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class EditionClaim:
    """`id` and `type` are those of the event, or of the correction that replaces it; `known` the day it counts from."""

    place: str
    holder: str | None
    level: str
    known: date
    id: str
    type: str
    stands: bool


async def days(conn: Connection, source: str, prefix: str) -> list[str]:
    """The values of `occurred` of the source's claims whose event ids begin with the prefix, in order."""
    claim, event = tables.claim.c, tables.event.c
    joined = tables.claim.join(tables.event, event.position == claim.position)
    wanted = (
        select(claim.occurred)
        .select_from(joined)
        .where(claim.aspect == Aspect.CONTROL, claim.source == source, event.id.startswith(prefix, autoescape=True))
    )
    return sorted((await conn.execute(wanted.distinct())).scalars())


async def on_day(conn: Connection, source: str, prefix: str, day: str) -> dict[str, list[EditionClaim]]:
    """By place, the claims about a day in the order of the log, annulled ones included."""
    found: dict[str, list[EditionClaim]] = defaultdict(list)
    for row in await conn.execute(_wanted(source, prefix, day)):
        stands = row.annulled is None
        found[row.place].append(EditionClaim(row.place, row.holder, row.level, row.known, row.id, row.type, stands))
    return dict(found)


def _wanted(source: str, prefix: str, day: str) -> Any:
    claim, event, annulled = tables.claim, tables.event, tables.annulled
    joined = claim.join(event, event.c.position == claim.c.position).outerjoin(
        annulled, annulled.c.position == claim.c.position
    )
    return (
        select(
            claim.c.place,
            claim.c.holder,
            claim.c.level,
            claim.c.known,
            event.c.id,
            event.c.type,
            annulled.c.position.label("annulled"),
        )
        .select_from(joined)
        .where(
            claim.c.aspect == Aspect.CONTROL,
            claim.c.source == source,
            claim.c.occurred == day,
            event.c.id.startswith(prefix, autoescape=True),
        )
        .order_by(claim.c.position)
    )
