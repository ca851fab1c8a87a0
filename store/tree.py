"""The tree of places at a position of the log. One statement each, however deep or wide."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CTE, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store import tables
from store.columns import in_force, listed


def below(place: str, position: int | None) -> CTE:
    """Ids of a place and of everything in it, as a recursive query."""
    version = tables.place_version
    top = select(version.c.place).where(version.c.place == place, in_force(version, position))
    found = top.cte("below", recursive=True)
    child = version.alias("child")
    step = select(child.c.place).join(found, child.c.parent == found.c.place).where(in_force(child, position))
    # UNION, not UNION ALL: a cycle, which append refuses, would end here and not run for ever.
    return found.union(step)


def below_each(places: Iterable[str], position: int | None) -> CTE:
    """(top, place) of each of these places and everything in it."""
    version = tables.place_version
    top = select(version.c.place.label("top"), version.c.place)
    found = top.where(version.c.place.in_(listed(places)), in_force(version, position)).cte("below", recursive=True)
    child = version.alias("child")
    step = select(found.c.top, child.c.place).join(found, child.c.parent == found.c.place)
    return found.union(step.where(in_force(child, position)))


def above(places: Any, position: int | None) -> CTE:
    """(place, parent) of the places selected, and of all in which they lie."""
    version = tables.place_version
    chain = (
        select(version.c.place, version.c.parent)
        .where(version.c.place.in_(places), in_force(version, position))
        .cte("above", recursive=True)
    )
    upper = version.alias("upper")
    step = select(upper.c.place, upper.c.parent).join(chain, upper.c.place == chain.c.parent)
    return chain.union(step.where(in_force(upper, position)))


async def ancestors(
    conn: AsyncConnection, ids: Iterable[str], position: int | None = None
) -> dict[str, tuple[str, ...]]:
    """The places in which each of these lies at this position of the log, nearest first."""
    wanted = set(ids)
    chain = above(listed(wanted), position)
    parents = dict((await conn.execute(select(chain.c.place, chain.c.parent))).all())
    return {place: tuple(climb(place, parents)) for place in wanted if place in parents}


def climb(place: str, parents: dict[str, str | None]) -> Iterable[str]:
    seen = {place}
    while (place := parents.get(place) or "") and place not in seen:
        seen.add(place)
        yield place
