"""Totals that others stated: how they are found again, and the places that each is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, or_, select

from domain.control.standing import annulled
from domain.events import TallyClaimed, content
from domain.history.claimed_totals import ClaimedTotal, claimed_total, window
from domain.history.place_history import PlaceHistory
from domain.history.tally_comparison import CountedTotal, counted_total
from domain.values.terms import PlaceKind, Policy
from store.db import tables
from store.db.connections import Connection
from store.read import log, place_tree
from store.read.annulments import acts_upon
from store.read.entry import Entry
from store.read.places import places_over_time
from store.read.snapshot import histories

_CLAIM = tables.tally_claim


async def project(conn: Connection, entries: Sequence[Entry]) -> None:
    told = [(entry, said) for entry in entries if isinstance(said := content(entry.event), TallyClaimed)]
    if told:
        await conn.execute(insert(_CLAIM), [_row(*one) for one in told])


def _row(entry: Entry, said: TallyClaimed) -> dict[str, Any]:
    days = window(said, entry.known)
    return {
        "position": entry.position,
        "within": said.within,
        "known": entry.known,
        "first_day": days.first,
        "last_day": days.last,
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """Which totals: about places within one, of windows that touch days, as known on a day and at a position."""

    position: int
    within: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    known_on: date | None = None
    policy: Policy = Policy.AGAINST_INTEREST


@dataclass(frozen=True, slots=True)
class TallyComparison:
    """A stated total and what the log shows beside it."""

    entry: Entry
    stated: ClaimedTotal
    shown: CountedTotal


async def positions(conn: Connection, asked: Asked) -> list[int]:
    """Those of the totals that stand, in order. Two statements."""
    conditions = _conditions(asked)
    found = (await conn.execute(select(_CLAIM.c.position).where(*conditions).order_by(_CLAIM.c.position))).scalars()
    acts = await acts_upon(conn, select(_CLAIM.c.position).where(*conditions), asked.known_on, asked.position)
    gone = annulled(acts)
    return [position for position in found if position not in gone]


def _conditions(asked: Asked) -> list[Any]:
    column = _CLAIM.c
    found: list[Any] = [column.position <= asked.position]
    if asked.known_on is not None:
        found.append(column.known <= asked.known_on)
    if asked.within is not None:
        found.append(column.within.in_(select(place_tree.below(asked.within, asked.position).c.place)))
    if asked.first_day is not None:
        found.append(column.last_day >= asked.first_day)
    if asked.last_day is not None:
        found.append(or_(column.first_day.is_(None), column.first_day <= asked.last_day))
    return found


async def beside_the_log(conn: Connection, wanted: Iterable[int], asked: Asked) -> list[TallyComparison]:
    """Each of these totals beside what the log shows at the same coordinates.

    The number of statements does not hang on how many there are.
    """
    entries = await log.by_positions(conn, wanted)
    told = {position: _stated(entry) for position, entry in sorted(entries.items())}
    lives = await _lives(conn, {(one.within, one.kind) for one in told.values()}, asked)
    return [
        TallyComparison(entries[position], one, counted_total(one, lives.get((one.within, one.kind), ())))
        for position, one in told.items()
    ]


def _stated(entry: Entry) -> ClaimedTotal:
    said = content(entry.event)
    assert isinstance(said, TallyClaimed)
    return claimed_total(said, entry.known)


async def _lives(conn: Connection, units: set[tuple[str, PlaceKind]], asked: Asked) -> dict[Any, list[PlaceHistory]]:
    """Every place of each unit, with the days on which it belongs there, and its periods."""
    within, kinds = {within for within, _ in units}, {kind for _, kind in units}
    there = await places_over_time(conn, within=within, kinds=kinds, position=asked.position)
    told = await histories(
        conn,
        {place for places in there.values() for place in places},
        known_on=asked.known_on,
        position=asked.position,
        policy=asked.policy,
    )
    return {
        unit: [PlaceHistory(place, days, told.get(place, ())) for place, days in places.items()]
        for unit, places in there.items()
    }
