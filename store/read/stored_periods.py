"""What the stored periods say, which are those of the head with everything known; and of which places they do not say
what held at other coordinates. The claims of those are folded.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select

from domain.control.aspects import Aspect
from domain.control.policies import VERSION as RULES
from domain.control.state import Period, State
from domain.values.coordinates import Coordinates
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read import periods
from store.read.news import unanswered_by_periods


async def unanswered(conn: Connection, at: Coordinates, places: Collection[str]) -> Collection[str]:
    """The places of which the stored periods do not say what held at the coordinates. Asked in the transaction that
    reads them.
    """
    position, rules, is_waiting = await _projected(conn, places)
    if position < at.position or rules != RULES:
        return places
    if position == at.position and at.known_at is None and not is_waiting:
        return ()
    return await unanswered_by_periods(conn, at, places)


async def stored_states(conn: Connection, at: Coordinates, places: Collection[str], aspect: Aspect) -> dict[str, State]:
    """The state of each of these places on the day of the coordinates; of those without claims on it, none."""
    if not places:
        return {}
    start, end = tables.period.c.start, tables.period.c.end_before
    wanted = select(tables.period).where(
        *_chosen(at, places, aspect), start <= at.date, or_(end.is_(None), end > at.date)
    )
    return {row.place: periods.to_state(row) for row in await conn.execute(wanted)}


async def stored_histories(
    conn: Connection, at: Coordinates, places: Collection[str], aspect: Aspect
) -> dict[str, list[Period]]:
    """The periods of each of these places, in order of time; of those without claims, none."""
    result: dict[str, list[Period]] = {}
    if places:
        query = select(tables.period).where(*_chosen(at, places, aspect))
        for row in await conn.execute(query.order_by(tables.period.c.place, tables.period.c.start)):
            result.setdefault(row.place, []).append(periods.to_period(row))
    return result


def _chosen(at: Coordinates, places: Collection[str], aspect: Aspect) -> tuple[Any, ...]:
    return tables.period.c.place.in_(listed(places)), periods.under(at.policy), tables.period.c.aspect == aspect


async def _projected(conn: Connection, places: Collection[str]) -> tuple[int, int, bool]:
    """The position of the last event that is in the projections; the rules by which they were folded; and whether any
    of these places waits to be folded.
    """
    projected, folded = tables.projected.c, tables.folded.c
    waits = select(folded.place).where(folded.position == 0, folded.place.in_(listed(places))).exists()
    position, rules, is_waiting = (await conn.execute(select(projected.position, projected.rules, waits))).one()
    return position, rules, is_waiting
