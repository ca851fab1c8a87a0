"""Totals that others stated, each beside what the log shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from domain.events import TallyClaimed, content
from domain.history.claimed_totals import ClaimedTotal, claimed_total
from domain.history.place_history import PlaceHistory
from domain.history.tally_comparison import CountedTotal, counted_total
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind, TallyBasis
from store.db import tables
from store.db.connections import Connection
from store.read import log, place_tree
from store.read.annulments import annulled_among
from store.read.brief_turns import brief_turns_of
from store.read.entry import Entry
from store.read.places_over_time import places_over_time
from store.read.snapshot import histories

_CLAIM = tables.tally_claim


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """Which stated totals: those about a place or one in it, for windows that touch days (both ends included).

    They, and what the log shows beside them, are read at `at`, whose date plays no part.
    """

    at: Coordinates
    within: str | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class TallyComparison:
    """A stated total and what the log shows beside it."""

    entry: Entry
    stated: ClaimedTotal
    shown: CountedTotal


async def positions(conn: Connection, query: TallyQuery) -> list[int]:
    """The positions of the totals that stand, in the order of the log. Two statements."""
    conditions = _conditions(query)
    matching = select(_CLAIM.c.position).where(*conditions)
    found = (await conn.execute(matching.order_by(_CLAIM.c.position))).scalars()
    annulled = await annulled_among(conn, matching, query.at.known_at, query.at.position)
    return [position for position in found if position not in annulled]


def _conditions(query: TallyQuery) -> list[Any]:
    column = _CLAIM.c
    found: list[Any] = [column.position <= query.at.position]
    if query.at.known_at is not None:
        found.append(column.known <= query.at.known_at)
    if query.within is not None:
        found.append(column.within.in_(select(place_tree.below(query.within, query.at.position).c.place)))
    if query.first_day is not None:
        found.append(column.last_day >= query.first_day)
    if query.last_day is not None:
        found.append(or_(column.first_day.is_(None), column.first_day <= query.last_day))
    return found


async def beside_the_log(conn: Connection, wanted: Iterable[int], query: TallyQuery) -> list[TallyComparison]:
    """Each of these totals beside what the log shows at the same coordinates.

    A constant number of statements, however many totals there are.
    """
    entries = await log.by_positions(conn, wanted)
    totals = {position: _stated(entry) for position, entry in sorted(entries.items())}
    by_unit = await _histories(conn, totals.values(), query.at)
    return [
        TallyComparison(entries[position], total, counted_total(total, by_unit.get((total.within, total.kind), ())))
        for position, total in totals.items()
    ]


def _stated(entry: Entry) -> ClaimedTotal:
    claim = content(entry.event)
    assert isinstance(claim, TallyClaimed)
    return claimed_total(claim, entry.known.date())


async def _histories(
    conn: Connection, totals: Collection[ClaimedTotal], at: Coordinates
) -> dict[tuple[str | None, PlaceKind], list[PlaceHistory]]:
    """Every place of each unit, with the days on which it belongs there, and its periods; and with its brief turns
    where a total asks how often a place fell.
    """
    within, kinds = {total.within for total in totals}, {total.kind for total in totals}
    there = await places_over_time(conn, within=within, kinds=kinds, position=at.position)
    periods = await histories(conn, {place for places in there.values() for place in places}, at)
    asks_falls = any(total.basis is not TallyBasis.NET for total in totals)
    brief = await brief_turns_of(conn, periods, at) if asks_falls else {}
    return {
        unit: [
            PlaceHistory(place, days, periods.get(place, ()), brief.get(place, ())) for place, days in places.items()
        ]
        for unit, places in there.items()
    }
