"""Which events stand at a position of the log, as known on a day. The rule is domain.standing's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.standing import Annulment, annulled
from store import tables
from store.columns import positions_listed


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an event stands, or the position of the newest correction or retraction of it."""

    stands: bool
    corrected_by: int | None = None
    retracted_by: int | None = None


async def standing_of(
    conn: AsyncConnection,
    positions: Iterable[int],
    *,
    known_on: date | None = None,
    position: int | None = None,
) -> dict[int, Standing]:
    """As known on a day (None: everything) and at a position (None: the head of the log)."""
    wanted = set(positions)
    acts = await acts_upon(conn, positions_listed(wanted), known_on, position)
    gone = annulled(acts)
    corrections = {act.position for act in acts if act.correction}
    return {one: _standing(gone.get(one), corrections) for one in wanted}


def _standing(by: int | None, corrections: set[int]) -> Standing:
    if by is None:
        return Standing(True)
    return Standing(False, corrected_by=by) if by in corrections else Standing(False, retracted_by=by)


async def acts_upon(
    conn: AsyncConnection, targets: Any, known_on: date | None, position: int | None
) -> dict[Annulment, date]:
    """Annulments of the selected positions, the annulments of those, and so on; each with the day it is known from."""
    act = tables.annulment
    chain = (
        select(act.c.position, act.c.target, act.c.correction, act.c.known)
        .where(act.c.target.in_(targets), *_counts(act, known_on, position))
        .cte("chain", recursive=True)
    )
    later = act.alias("later")
    step = select(later.c.position, later.c.target, later.c.correction, later.c.known).join(
        chain, later.c.target == chain.c.position
    )
    chain = chain.union(step.where(*_counts(later, known_on, position)))
    rows = await conn.execute(select(chain))
    return {Annulment(row.position, row.target, row.correction): row.known for row in rows}


def _counts(act: Any, known_on: date | None, position: int | None) -> list[ColumnElement[bool]]:
    found = []
    if known_on is not None:
        found.append(act.c.known <= known_on)
    if position is not None:
        found.append(act.c.position <= position)
    return found
