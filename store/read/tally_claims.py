"""Totals that others stated, each beside what the log shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from domain.control.state import Period
from domain.events import TallyClaimed, content
from domain.history.brief_turns import BriefTurn
from domain.history.claimed_totals import ClaimedTotal, claimed_total
from domain.history.place_history import PlaceHistory
from domain.history.tally_comparison import CountedTotal, counted_total
from domain.values.coordinates import Coordinates
from domain.values.days import Days
from domain.values.terms import TallyBasis
from store.db import tables
from store.db.connections import Connection
from store.read import log, place_tree
from store.read.annulments import annulled_among
from store.read.entry import Entry
from store.read.places_over_time import Unit, places_over_time

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


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """Totals by position, each with its event; and the places that each is about, with the days on which they belong
    there.
    """

    entries: dict[int, Entry]
    totals: dict[int, ClaimedTotal]
    there: dict[Unit, dict[str, list[Days]]]

    @property
    def places(self) -> set[str]:
        return {place for places in self.there.values() for place in places}

    @property
    def asks_falls(self) -> bool:
        """Whether a total asks how often a place fell, for which the brief turns of its places are needed."""
        return any(total.basis is not TallyBasis.NET for total in self.totals.values())


async def stated_totals(conn: Connection, wanted: Iterable[int], at: Coordinates) -> StatedTotals:
    """These totals and their places. A constant number of statements, however many totals there are."""
    entries = await log.by_positions(conn, wanted)
    totals = {position: _stated(entry) for position, entry in sorted(entries.items())}
    within, kinds = {total.within for total in totals.values()}, {total.kind for total in totals.values()}
    return StatedTotals(entries, totals, await places_over_time(conn, within=within, kinds=kinds, position=at.position))


def compared(
    stated: StatedTotals, periods: Mapping[str, Sequence[Period]], brief: Mapping[str, Sequence[BriefTurn]]
) -> list[TallyComparison]:
    """Each total beside what the log shows, from the periods of its places, and their brief turns."""
    by_unit = {
        unit: [
            PlaceHistory(place, days, periods.get(place, ()), brief.get(place, ())) for place, days in places.items()
        ]
        for unit, places in stated.there.items()
    }
    return [
        TallyComparison(stated.entries[at], total, counted_total(total, by_unit.get((total.within, total.kind), ())))
        for at, total in stated.totals.items()
    ]


def _stated(entry: Entry) -> ClaimedTotal:
    claim = content(entry.event)
    assert isinstance(claim, TallyClaimed)
    return claimed_total(claim, entry.known.date())
