"""What one source claims about many places on one day: the editions of a list that the log has."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from domain.control.aspects import Aspect
from store.db import tables
from store.db.connections import Connection
from store.read import correction_chains
from store.read.annulments import acts_upon
from store.read.imports import is_undone


@dataclass(frozen=True, slots=True)
class EditionClaim:
    """`id` and `type` are those of the event, or of the correction that replaces it.

    It counts from the moment `known`, and until `ended` where something annuls it then. `batch` is the key of the
    append by which it came.
    """

    place: str
    holder: str | None
    level: str
    known: datetime
    id: str
    type: str
    ended: datetime | None
    batch: str | None


async def newest_known(conn: Connection, name: str) -> datetime | None:
    """The newest moment from which a claim of a table is known, by the name that begins the ids of its events."""
    event = tables.event.c
    of_table = (event.id >= f"{name}/") & (event.id < f"{name}0")  # the character after the slash
    return (await conn.execute(select(func.max(event.known)).where(of_table, event.occurred.is_not(None)))).scalar_one()


async def days(conn: Connection, source: str, prefix: str) -> list[str]:
    """The values of `occurred` of the source's claims whose event ids begin with the prefix, in order. What an undone
    import brought is as if it had never been loaded, here and on each day.
    """
    claim, event = tables.claim.c, tables.event.c
    joined = tables.claim.join(tables.event, event.position == claim.position)
    wanted = (
        select(claim.occurred)
        .select_from(joined)
        .where(
            claim.aspect == Aspect.CONTROL,
            claim.source == source,
            event.id.startswith(prefix, autoescape=True),
            ~is_undone(claim.position),
        )
    )
    return sorted((await conn.execute(wanted.distinct())).scalars())


async def on_day(conn: Connection, source: str, prefix: str, day: str) -> dict[str, list[EditionClaim]]:
    """By place, the claims about a day in the order of the log, annulled ones included. Two statements."""
    wanted = _wanted(source, prefix, day)
    rows = (await conn.execute(wanted)).all()
    ended = correction_chains.ends(await acts_upon(conn, select(wanted.subquery().c.position), None, None))
    found: dict[str, list[EditionClaim]] = defaultdict(list)
    for row in rows:
        until = ended.get(row.position)
        found[row.place].append(
            EditionClaim(row.place, row.holder, row.level, row.known, row.id, row.type, until, row.batch)
        )
    return dict(found)


def _wanted(source: str, prefix: str, day: str) -> Any:
    claim, event = tables.claim, tables.event
    batch = correction_chains.batch_key(claim.c.position).label("batch")
    columns = (claim.c.position, claim.c.place, claim.c.holder, claim.c.level, claim.c.known, event.c.id, event.c.type)
    return (
        select(*columns, batch)
        .select_from(claim.join(event, event.c.position == claim.c.position))
        .where(
            claim.c.aspect == Aspect.CONTROL,
            claim.c.source == source,
            claim.c.occurred == day,
            event.c.id.startswith(prefix, autoescape=True),
            ~is_undone(claim.c.position),
        )
        .order_by(claim.c.position)
    )
