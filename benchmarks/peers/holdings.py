"""Our own periods as plain rows, without gaps, so that peers answer for any day with one lookup.

A file of JSON Lines: the actors, then a line for each district with its rows and with the holders it may have.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.seeded_war.shape import Json
from domain.control.state import UNKNOWN, Period, State
from domain.history.tally import may_be
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, PlaceKind
from store.db.connections import Database
from store.read import log, snapshot

SURE = (Certainty.ESTABLISHED, Certainty.UNKNOWN)
"""A place counts in the low bound of a tally where its state is one of these."""


def write_holdings(url: str, registrations: Iterable[Json], file: Path) -> None:
    """Every district of the database at its head, described by the registrations that it was loaded from."""
    events = list(registrations)
    actors = [[e["actor"], e["name"], e["side"]] for e in events if e["type"] == "ActorRegistered"]
    names = {e["place"]: e["names"][0]["text"] for e in events if e["type"] == "PlaceRegistered"}
    with file.open("w", encoding="utf-8") as lines:
        lines.write(json.dumps({"actors": actors}) + "\n")
        for place, periods in asyncio.run(_periods(url)):
            rows = [_row(period) for period in without_gaps(periods)]
            district = {"id": place, "name": names[place], "kind": "DISTRICT", "country": place[:4]}
            lines.write(json.dumps(district | {"rows": rows, "possible": list(_possible(periods))}) + "\n")


async def _periods(url: str) -> list[tuple[str, Sequence[Period]]]:
    db = Database.open(url)
    try:
        async with db.read() as conn:
            at = Coordinates(None, None, (await log.head(conn)).position)
            histories = await snapshot.place_histories(conn, at, within=None, kind=PlaceKind.DISTRICT)
    finally:
        await db.close()
    return [(history.place, history.periods) for history in histories]


def without_gaps(periods: Sequence[Period]) -> Iterator[Period]:
    """The periods with UNKNOWN before, between and after them: from `date.min`, and without end."""
    start: date | None = date.min
    for period in periods:
        if start is not None and start < period.start:
            yield Period(start, period.start, UNKNOWN)
        yield period
        start = period.end
    if start is not None:
        yield Period(start, None, UNKNOWN)


def _row(period: Period) -> list[Any]:
    state = period.state
    return [
        period.start.isoformat(),
        period.end and period.end.isoformat(),
        state.holder,
        state.level,
        state.certainty,
        state.since,
        state.manner,
        len(state.basis),
    ]


def _possible(periods: Sequence[Period]) -> Iterator[list[Any]]:
    """For sums with bounds: first day, day after the last, holder, level, and 1 where that is certain."""
    for period in without_gaps(periods):
        end = period.end and period.end.isoformat()
        for holder, level in may_be(period.state):
            yield [period.start.isoformat(), end, holder, level, _certain(period.state, holder, level)]


def _certain(state: State, holder: str | None, level: str) -> int:
    return int(state.certainty in SURE and (state.holder, state.level) == (holder, level))
