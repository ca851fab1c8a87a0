"""Which events stand at a position of the log, as known on a day. The rule is domain.standing's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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
    known_on: date | None = None,
    position: int | None = None,
) -> dict[int, Standing]:
    """As known on a day (None: everything) and at a position (None: the head of the log)."""
    found = await standing_over_time(conn, positions, days=[known_on], position=position)
    return found[known_on]


async def standing_over_time(
    conn: Connection, positions: Iterable[int], *, days: Iterable[date | None], position: int | None = None
) -> dict[date | None, dict[int, Standing]]:
    """The same as known on each of many days, in one statement. None: everything known."""
    wanted, asked = set(positions), set(days)
    latest = None if None in asked else max(filter(None, asked), default=None)
    acts = await acts_upon(conn, positions_listed(wanted), latest, position)
    return {day: _standings(wanted, [act for act, known in acts.items() if not day or known <= day]) for day in asked}


def _standings(wanted: Iterable[int], acts: Sequence[Annulment]) -> dict[int, Standing]:
    gone = annulled(acts)
    corrections = {act.position for act in acts if act.correction}
    return {one: _standing(gone.get(one), corrections) for one in wanted}


def _standing(by: int | None, corrections: set[int]) -> Standing:
    if by is None:
        return Standing(True)
    return Standing(False, corrected_by=by) if by in corrections else Standing(False, retracted_by=by)


async def acts_upon(
    conn: Connection, targets: Any, known_on: date | None, position: int | None
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
