"""The tree of places at a position of the log, on a civil day. One statement each, however deep or wide.

Without a day, a place lies where its last description puts it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import CTE, Date, case, func, literal, select

from store.db import tables
from store.db.columns import describes, in_force, listed
from store.db.connections import Connection


def below(place: str, position: int | None, day: date | None = None) -> CTE:
    """Ids of a place and of everything in it, as a recursive query."""
    version = tables.place_version
    top = select(version.c.place).where(version.c.place == place, describes(version, position, day))
    found = top.cte("below", recursive=True)
    child = version.alias("child")
    step = select(child.c.place).join(found, child.c.parent == found.c.place).where(describes(child, position, day))
    # UNION, not UNION ALL: a cycle, which append refuses, ends here instead of running for ever.
    return found.union(step)


def above(places: Any, position: int | None, day: date | None = None) -> CTE:
    """(place, parent) of the places selected, and of all in which they lie."""
    version = tables.place_version
    chain = (
        select(version.c.place, version.c.parent)
        .where(version.c.place.in_(places), describes(version, position, day))
        .cte("above", recursive=True)
    )
    upper = version.alias("upper")
    step = select(upper.c.place, upper.c.parent).join(chain, upper.c.place == chain.c.parent)
    return chain.union(step.where(describes(upper, position, day)))


def above_ever(places: Any) -> CTE:
    """The places selected, and all in which they lie on any day, at the head of the log."""
    version = tables.place_version
    chain = select(version.c.place, version.c.parent).where(version.c.place.in_(places), in_force(version, None))
    found = chain.cte("above_ever", recursive=True)
    upper = version.alias("upper")
    step = select(upper.c.place, upper.c.parent).join(found, upper.c.place == found.c.parent)
    return found.union(step.where(in_force(upper, None)))


def days_described(version: Any, position: int | None) -> tuple[Any, Any]:
    """The first day that a version in force describes, and the day after its last: `date.max` where it goes on."""
    later = tables.place_version.alias()
    following = later.c.place == version.c.place, in_force(later, position), later.c.first_day > version.c.first_day
    last = select(func.min(later.c.first_day)).where(*following).correlate(version).scalar_subquery()
    return version.c.first_day, func.coalesce(last, _day(date.max))


def below_over_time(places: Iterable[str], position: int | None) -> CTE:
    """(top, place, since, until) of each of these places and of all that lies in it on some day; `until` excluded."""
    version = tables.place_version
    always = _day(date.min).label("since"), _day(date.max).label("until")
    top = select(version.c.place.label("top"), version.c.place, *always)
    top = top.where(version.c.place.in_(listed(places)), in_force(version, position))
    found = top.cte("below_over_time", recursive=True)
    child = version.alias("child")
    first, last = days_described(child, position)
    since = case((first > found.c.since, first), else_=found.c.since)
    until = case((last < found.c.until, last), else_=found.c.until)
    step = select(found.c.top, child.c.place, since, until).join(found, child.c.parent == found.c.place)
    return found.union(step.where(in_force(child, position), since < until))


def _day(day: date) -> Any:
    # With its type, which PostgreSQL requires in a recursive query.
    return literal(day, Date)


async def ancestors(
    conn: Connection, ids: Iterable[str], position: int | None = None, day: date | None = None
) -> dict[str, tuple[str, ...]]:
    """The places in which each of these lies, nearest first."""
    wanted = set(ids)
    chain = above(listed(wanted), position, day)
    parents = dict((await conn.execute(select(chain.c.place, chain.c.parent))).all())
    return {place: tuple(climb(place, parents)) for place in wanted if place in parents}


def climb(place: str, parents: dict[str, str | None]) -> Iterable[str]:
    seen = {place}
    while (place := parents.get(place) or "") and place not in seen:
        seen.add(place)
        yield place
