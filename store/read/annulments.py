"""Which events stand at a position of the log, as known at a moment. The rule is that of domain.control.standing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.control.standing import Annulment, annulled
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an event stands, or the position of the newest correction or retraction of it."""

    stands: bool
    corrected_by: int | None = None
    retracted_by: int | None = None


async def standing_of(
    conn: Connection,
    positions: Iterable[int],
    *,
    known_at: datetime | None = None,
    position: int | None = None,
) -> dict[int, Standing]:
    """As known at a moment (None: everything) and at a position (None: the head of the log)."""
    over_time = await standing_over_time(conn, positions, moments=[known_at], position=position)
    return over_time[known_at]


async def standing_over_time(
    conn: Connection, positions: Iterable[int], *, moments: Iterable[datetime | None], position: int | None = None
) -> dict[datetime | None, dict[int, Standing]]:
    """The same as known at each of many moments, in one statement. None: everything known."""
    events, moments = set(positions), set(moments)
    latest = None if None in moments else max(filter(None, moments), default=None)
    acts = await acts_upon(conn, positions_listed(events), latest, position)
    return {
        moment: _standings(events, [act for act, known in acts.items() if not moment or known <= moment])
        for moment in moments
    }


async def annulled_among(
    conn: Connection, positions: Any, known_at: datetime | None, position: int | None
) -> Mapping[int, int]:
    """Those of the selected positions that do not stand, each with its newest standing annulment. One statement.

    `positions` is a query of positions, or `positions_listed`.
    """
    return annulled(await acts_upon(conn, positions, known_at, position))


def stands_at_head(position: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the event at a position stands at the head of the log, with everything known: read, not worked out."""
    return position.not_in(select(tables.annulled.c.position))


def _standings(positions: Iterable[int], acts: Sequence[Annulment]) -> dict[int, Standing]:
    annulled_by = annulled(acts)
    corrections = {act.position for act in acts if act.correction}
    return {position: _standing(annulled_by.get(position), corrections) for position in positions}


def _standing(by: int | None, corrections: set[int]) -> Standing:
    if by is None:
        return Standing(True)
    return Standing(False, corrected_by=by) if by in corrections else Standing(False, retracted_by=by)


async def acts_upon(
    conn: Connection, targets: Any, known_at: datetime | None, position: int | None
) -> dict[Annulment, datetime]:
    """Annulments of the selected positions, the annulments of those, and so on; each with the moment it counts from."""
    act = tables.annulment
    chain = (
        select(act.c.position, act.c.target, act.c.correction, act.c.known)
        .where(act.c.target.in_(targets), *_counts(act, known_at, position))
        .cte("chain", recursive=True)
    )
    later = act.alias("later")
    step = select(later.c.position, later.c.target, later.c.correction, later.c.known).join(
        chain, later.c.target == chain.c.position
    )
    chain = chain.union(step.where(*_counts(later, known_at, position)))
    rows = await conn.execute(select(chain))
    return {Annulment(row.position, row.target, row.correction): row.known for row in rows}


async def acts_until(conn: Connection, position: int) -> list[Annulment]:
    """Every annulment up to a position of the log, whatever it annuls."""
    act = tables.annulment.c
    rows = await conn.execute(select(act.position, act.target, act.correction).where(act.position <= position))
    return [Annulment(*row) for row in rows]


def _counts(act: Any, known_at: datetime | None, position: int | None) -> list[ColumnElement[bool]]:
    conditions = []
    if known_at is not None:
        conditions.append(act.c.known <= known_at)
    if position is not None:
        conditions.append(act.c.position <= position)
    return conditions
