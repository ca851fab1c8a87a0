"""When things happened and when they became known, over all claims that stand: the first and the last day of each."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from domain.events import LASTING, EventRetracted
from store.db import tables
from store.db.connections import Connection
from store.read.annulments import stands_at_head

_EVENT = tables.event.c
_REGISTERS = (tables.place_version, tables.actor_version, tables.source_version)


class Bounds(NamedTuple):
    """Days between which all claims lie; None where there is none.

    `first_day` and `last_day` are the first and the last civil day that a claim names in `occurred`, open ends left
    out; `first_known` and `last_known` the days (UTC) on which the first and the last became known.
    """

    first_day: date | None
    last_day: date | None
    first_known: date | None
    last_known: date | None


async def bounds(conn: Connection) -> Bounds:
    """Those of the claims that stand at the head. One statement."""
    days = func.min(first_day()), func.max(func.coalesce(_EVENT.latest, _EVENT.earliest))
    known = func.min(_EVENT.known), func.max(_EVENT.known)
    query = select(*days, *known).where(is_claim(), stands_at_head(_EVENT.position))
    first, last, *moments = (await conn.execute(query)).one()
    return Bounds(first, last, *(moment and moment.date() for moment in moments))


def is_claim() -> ColumnElement[bool]:
    """Whether an event says something about the world: no registration, no retraction, nothing that lasts. A correction
    says what it puts in the place of a claim.
    """
    registrations = [_EVENT.position.in_(select(version.c.position)) for version in _REGISTERS]
    return ~or_(_EVENT.type.in_([each.TYPE for each in (EventRetracted, *LASTING)]), *registrations)


def first_day() -> Any:
    """The first civil day on which what an event reports may have happened, and the last where the first is open."""
    return func.coalesce(_EVENT.earliest, _EVENT.latest)
