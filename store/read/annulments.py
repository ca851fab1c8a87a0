"""Which events stand at a position of the log, as known at a moment. The rule is that of domain.control.standing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.control.standing import Annulment, annulled
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection

_TICK = timedelta(microseconds=1)
"""Moments are exact to this."""


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
    found = await standing_over_time(conn, [(known_at, event) for event in positions], position=position)
    return {event: standing for (_, event), standing in found.items()}


async def standing_over_time(
    conn: Connection, wanted: Iterable[tuple[datetime | None, int]], *, position: int | None = None
) -> dict[tuple[datetime | None, int], Standing]:
    """The same of events each as known at a moment of its own, in one statement. None: everything known."""
    events_by_moment: dict[datetime | None, set[int]] = defaultdict(set)
    for moment, event in wanted:
        events_by_moment[moment].add(event)
    latest = None if None in events_by_moment else max(filter(None, events_by_moment), default=None)
    everything = set().union(*events_by_moment.values())
    acts = await acts_upon(conn, positions_listed(everything), latest, position)
    by_target = _by_target(acts)
    return {
        (moment, event): standing
        for moment, events in events_by_moment.items()
        for event, standing in _standings(events, _acts_known(events, by_target, acts, moment)).items()
    }


async def annulled_among(
    conn: Connection, positions: Any, known_at: datetime | None, position: int | None
) -> Mapping[int, int]:
    """Those of the selected positions that do not stand, each with its newest standing annulment. One statement.

    `positions` is a query of positions, or `positions_listed`.
    """
    return annulled(await acts_upon(conn, positions, known_at, position))


async def annulled_before(conn: Connection, wanted: Mapping[int, datetime]) -> dict[int, int]:
    """Those of these positions that did not stand by what had been recorded before a moment (UTC) of their own, each
    with its newest annulment that stood then. Two statements.
    """
    acts = await acts_upon(conn, positions_listed(wanted), None, None)
    event = tables.event.c
    rows = select(event.position, event.recorded_at).where(
        event.position.in_(positions_listed({act.position for act in acts}))
    )
    recorded_at = dict((await conn.execute(rows)).all())
    recorded, by_target = {act: recorded_at[act.position] for act in acts}, _by_target(acts)
    found = {at: annulled(_acts_known([at], by_target, recorded, moment - _TICK)) for at, moment in wanted.items()}
    return {position: by[position] for position, by in found.items() if position in by}


def stands_at_head(position: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the event at a position stands at the head of the log, with everything known: read, not worked out."""
    return position.not_in(select(tables.annulled.c.position))


def _standings(positions: Iterable[int], acts: Sequence[Annulment]) -> dict[int, Standing]:
    annulled_by = annulled(acts)
    corrections = {act.position for act in acts if act.correction}
    return {position: _standing(annulled_by.get(position), corrections) for position in positions}


def _by_target(acts: Iterable[Annulment]) -> Mapping[int, list[Annulment]]:
    by_target: dict[int, list[Annulment]] = defaultdict(list)
    for act in acts:
        by_target[act.target].append(act)
    return by_target


def _acts_known(
    events: Iterable[int],
    by_target: Mapping[int, list[Annulment]],
    known_from: Mapping[Annulment, datetime],
    moment: datetime | None,
) -> list[Annulment]:
    """The acts upon these events, and upon those acts, that were known by the moment."""
    known: list[Annulment] = []
    targets = [*events]
    while targets:
        acts = by_target.get(targets.pop(), ())
        fresh = [act for act in acts if moment is None or known_from[act] <= moment]
        known += fresh
        targets += [act.position for act in fresh]
    return known


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
