"""Published series: the values that sources report for a measure at a place, edition by edition.

The rules by which reports become points are those of domain.history.measures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_

from domain.history.measures import Point, Report, points
from domain.values.coordinates import Coordinates
from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier
from store.db import tables
from store.db.connections import Connection
from store.read import place_tree
from store.read.annulments import acts_upon, stands_at_head

_REPORT = tables.measure_report
_AS_REPORT = tuple(_REPORT.c[name] for name in (*Report._fields[:-1], *ReportedNumber._fields))
_QUALIFIERS = {word.value: word for word in Qualifier}


async def series(
    conn: Connection,
    measure: str,
    place: str,
    at: Coordinates,
    *,
    first: date | None = None,
    last: date | None = None,
) -> list[Point]:
    """The points of one measure at one place whose first day is from `first` to `last`, both included.

    Two statements, however many days and revisions. The date of the coordinates plays no part.
    """
    columns = _REPORT.c
    conditions = [columns.measure == measure, columns.place == place, columns.position <= at.position]
    conditions += [columns.day >= first] if first else []
    conditions += [columns.day <= last] if last else []
    conditions += [columns.known <= at.known_at] if at.known_at else []
    rows = (await conn.execute(select(*_AS_REPORT).where(*conditions))).all()
    acts = await acts_upon(conn, select(columns.position).where(*conditions), at.known_at, at.position)
    return points([_report(row) for row in rows], acts)


def _report(row: Any) -> Report:
    *fields, low, best, high, qualifier, verbatim = row
    return Report._make((*fields, ReportedNumber(low, best, high, _QUALIFIERS[qualifier], verbatim)))


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
    found: list[Any] = [stands_at_head(_REPORT.c.position)]
    if within is not None:
        found.append(_REPORT.c.place.in_(select(place_tree.below(within, position).c.place)))
    return found


async def list_measures(
    conn: Connection, *, within: str | None = None, after: Key | None = None, first: int
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


async def _sources(conn: Connection, keys: Sequence[Key]) -> dict[Key, list[str]]:
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


async def count_measures(conn: Connection, *, within: str | None = None) -> int:
    wanted = select(_REPORT.c.measure, _REPORT.c.place).where(*_standing(None, within)).distinct()
    return (await conn.execute(select(func.count()).select_from(wanted.subquery()))).scalar_one()


async def is_measured(conn: Connection, measure: str, position: int) -> bool:
    """Whether there is any report of this measure, at any place, up to a position of the log."""
    wanted = select(_REPORT.c.position).where(_REPORT.c.measure == measure, _REPORT.c.position <= position)
    return (await conn.execute(wanted.limit(1))).first() is not None


async def measure_ids(conn: Connection, position: int) -> list[str]:
    """Every measure that is reported up to a position of the log, in order of id."""
    wanted = select(_REPORT.c.measure).where(_REPORT.c.position <= position).distinct().order_by(_REPORT.c.measure)
    return list((await conn.execute(wanted)).scalars())
