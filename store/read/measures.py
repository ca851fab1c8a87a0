"""Published series: how reports enter their table, and how they are read. The rules are domain.measures'."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.events import MeasureReported, content
from domain.history.measures import Point, Report, points
from domain.values import edtf
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier
from store.db import tables
from store.db.columns import positions_listed
from store.read import place_tree
from store.read.annulments import acts_upon
from store.read.entry import Entry

_REPORT = tables.measure_report
_AS_REPORT = tuple(_REPORT.c[name] for name in (*Report._fields[:-1], *ReportedNumber._fields))
_QUALIFIERS = {word.value: word for word in Qualifier}


async def project(conn: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Write the values that these entries report, each with the edition that it belongs to."""
    told = [(entry, said) for entry in entries if isinstance(said := content(entry.event), MeasureReported)]
    if not told:
        return
    targets = [entry.target for entry, _ in told if entry.target]
    editions = await _editions(conn, targets) if targets else {}
    rows = []
    for entry, said in told:
        day, edition = editions.get(entry.target or 0, (entry.known, entry.position))
        editions[entry.position] = said.published or day, edition
        rows.append(_row(entry, said, *editions[entry.position]))
    await conn.execute(insert(_REPORT), rows)


async def _editions(conn: AsyncConnection, positions: Iterable[int]) -> dict[int, tuple[date, int]]:
    wanted = select(_REPORT.c.position, _REPORT.c.edition_day, _REPORT.c.edition)
    rows = await conn.execute(wanted.where(_REPORT.c.position.in_(positions_listed(positions))))
    return {position: (day, edition) for position, day, edition in rows}


def _row(entry: Entry, said: MeasureReported, edition_day: date, edition: int) -> dict[str, Any]:
    measured, count = edtf.interval(said.occurred), said.count
    first = measured.earliest or measured.latest
    assert first is not None, "EDTF with both ends open is refused"
    return {
        "position": entry.position,
        "measure": said.measure,
        "place": said.place,
        "occurred": said.occurred,
        "day": first.date(),
        "known": entry.known,
        "edition_day": edition_day,
        "edition": edition,
        "source": said.source,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "qualifier": count.qualifier.value,
        "verbatim": count.verbatim,
    }


async def series(
    conn: AsyncConnection,
    measure: str,
    place: str,
    *,
    first: date | None = None,
    last: date | None = None,
    known_on: date | None = None,
    position: int,
) -> list[Point]:
    """The points of one measure at one place whose first day is from `first` to `last`, both included.

    `known_on` None: everything known. Two statements, however many days and revisions.
    """
    columns = _REPORT.c
    conditions = [columns.measure == measure, columns.place == place, columns.position <= position]
    conditions += [columns.day >= first] if first else []
    conditions += [columns.day <= last] if last else []
    conditions += [columns.known <= known_on] if known_on else []
    rows = (await conn.execute(select(*_AS_REPORT).where(*conditions))).all()
    acts = await acts_upon(conn, select(columns.position).where(*conditions), known_on, position)
    return points([_report(row) for row in rows], acts)


def _report(row: Any) -> Report:
    *told, low, best, high, qualifier, verbatim = row
    return Report._make((*told, ReportedNumber(low, best, high, _QUALIFIERS[qualifier], verbatim)))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure at one place, by the reports that stand: `first` and `last` are days measured."""

    id: str
    place: str
    first: date
    last: date
    reports: int
    sources: tuple[str, ...]


Key = tuple[str, str]
"""Measure and place: lists are in this order."""


def _standing(position: int | None, within: str | None) -> list[Any]:
    found: list[Any] = [_REPORT.c.position.not_in(select(tables.fallen.c.position))]
    if within is not None:
        found.append(_REPORT.c.place.in_(select(place_tree.below(within, position).c.place)))
    return found


async def list_measures(
    conn: AsyncConnection, *, within: str | None = None, after: Key | None = None, first: int
) -> list[Measure]:
    """What is measured where, at the head of the log, in order of measure and place. Two statements."""
    column = _REPORT.c
    key = (column.measure, column.place)
    days = (func.min(column.day), func.max(column.day), func.count())
    wanted = select(*key, *days).where(*_standing(None, within)).group_by(*key).order_by(*key).limit(first)
    if after is not None:
        wanted = wanted.where(tuple_(*key) > after)
    rows = (await conn.execute(wanted)).all()
    sources = await _sources(conn, [(measure, place) for measure, place, *_ in rows])
    return [
        Measure(measure, place, begin, end, reports, tuple(sources.get((measure, place), ())))
        for measure, place, begin, end, reports in rows
    ]


async def _sources(conn: AsyncConnection, keys: Sequence[Key]) -> dict[Key, list[str]]:
    if not keys:
        return {}
    column = _REPORT.c
    # Keys are in order, so those of a page lie between its first and its last.
    key = tuple_(column.measure, column.place)
    wanted = (
        select(column.measure, column.place, column.source)
        .where(*_standing(None, None), column.source.is_not(None), key >= keys[0], key <= keys[-1])
        .distinct()
        .order_by(column.measure, column.place, column.source)
    )
    found: dict[Key, list[str]] = {}
    for measure, place, source in await conn.execute(wanted):
        found.setdefault((measure, place), []).append(source)
    return found


async def count_measures(conn: AsyncConnection, *, within: str | None = None) -> int:
    wanted = select(_REPORT.c.measure, _REPORT.c.place).where(*_standing(None, within)).distinct()
    return (await conn.execute(select(func.count()).select_from(wanted.subquery()))).scalar_one()


async def is_measured(conn: AsyncConnection, measure: str, position: int) -> bool:
    """Whether anybody reported of this measure, anywhere, up to a position of the log."""
    wanted = select(_REPORT.c.position).where(_REPORT.c.measure == measure, _REPORT.c.position <= position)
    return (await conn.execute(wanted.limit(1))).first() is not None


async def measure_ids(conn: AsyncConnection, position: int) -> list[str]:
    """Every measure of which anybody reported up to a position of the log, in order."""
    wanted = select(_REPORT.c.measure).where(_REPORT.c.position <= position).distinct().order_by(_REPORT.c.measure)
    return list((await conn.execute(wanted)).scalars())
