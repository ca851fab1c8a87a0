"""The places of a country or a province over time: which belong to it on which days."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from domain.values.days import Days, joined
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection
from store.read import place_tree
from store.read.place_selection import Edition, in_edition

Unit = tuple[str | None, PlaceKind]
"""The place within which, None for anywhere, and the kind of places that are counted."""


async def places_over_time(
    conn: Connection,
    *,
    within: Iterable[str] | None,
    kinds: Iterable[PlaceKind],
    position: int | None,
    edition: Edition | None = None,
) -> dict[Unit, dict[str, list[Days]]]:
    """The places of each unit in order of id, each with the civil days on which it belongs there. One statement."""
    version = tables.place_version
    first, last = place_tree.days_described(version, position)
    columns = [version.c.place, version.c.kind, version.c.exists_from, version.c.exists_to]
    query = select(*columns, first.label("first"), last.label("last")).order_by(version.c.place)
    query = query.where(in_force(version, position), version.c.kind.in_(listed(kinds)))
    if edition is not None:
        query = query.where(in_edition(edition, position))
    if within is not None:
        inside = place_tree.below_over_time(within, position)
        bounds = inside.c.top, inside.c.since, inside.c.until
        query = query.add_columns(*bounds).join(inside, inside.c.place == version.c.place)
    units: dict[Unit, dict[str, list[Days]]] = {}
    for place, kind, exists_from, exists_to, since, until, *unit in await conn.execute(query):
        top, begin, end = unit or (None, since, until)
        there = Days(max(since, begin, exists_from or date.min), min(until, end, exists_to or date.max))
        units.setdefault((top, PlaceKind(kind)), {}).setdefault(place, []).append(there)
    return {unit: {place: joined(days) for place, days in places.items()} for unit, places in units.items()}
