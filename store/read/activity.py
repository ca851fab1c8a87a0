"""How many claims there are for each day, on three clocks: when things happened, became known and were recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, union_all

from domain.control.standing import annulled
from store.db import tables
from store.db.columns import UtcDay, positions_listed
from store.db.connections import Connection
from store.read import place_tree
from store.read.annulments import acts_until, stands_at_head
from store.read.claim_times import first_day, is_claim

CLOCKS = ("occurred", "published", "recorded")
_EVENT = tables.event.c


async def claims_by_day(
    conn: Connection, *, first: date | None, last: date | None, within: str | None, position: int
) -> Mapping[str, Mapping[date, int]]:
    """For each of CLOCKS how many claims that stand at a position have each day, from the first to the last (None: no
    bound): the first civil day on which it may have occurred, the days (UTC) on which it became known and was recorded.
    """
    days = {"occurred": first_day(), "published": UtcDay(_EVENT.known), "recorded": UtcDay(_EVENT.recorded_at)}
    conditions = [is_claim(), _EVENT.position <= position, await _stands(conn, position)]
    if within is not None:
        touch, inside = tables.event_place.c, place_tree.below(within, position)
        about = select(touch.position).where(touch.place.in_(select(inside.c.place)))
        conditions.append(_EVENT.position.in_(about))
    claims = select(*(day.label(clock) for clock, day in days.items())).where(*conditions).cte("claims")
    counts: dict[str, dict[date, int]] = {clock: {} for clock in CLOCKS}
    for clock, day, number in await conn.execute(union_all(*(_by_day(claims, clock, first, last) for clock in CLOCKS))):
        counts[clock][day] = number
    return counts


def _by_day(claims: Any, clock: str, first: date | None, last: date | None) -> Any:
    day = claims.c[clock]
    counted = select(literal(clock), day, func.count()).where(day.is_not(None)).group_by(day)
    if first is not None:
        counted = counted.where(day >= first)
    return counted if last is None else counted.where(day <= last)


async def _stands(conn: Connection, position: int) -> ColumnElement[bool]:
    """Whether an event stands at a position, with everything known."""
    if position == (await conn.execute(select(func.max(_EVENT.position)))).scalar():
        return stands_at_head(_EVENT.position)
    return _EVENT.position.not_in(positions_listed(annulled(await acts_until(conn, position))))
