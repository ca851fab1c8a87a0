"""The editions of the schemes of codes that the gazetteer has, and how many places each has a code for."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import in_force
from store.db.connections import Connection
from store.read.place_selection import selection

_VERSION = tables.place_version.c


class EditionCount(NamedTuple):
    """How many places of a kind an edition has a code for."""

    scheme: str
    edition: str
    kind: PlaceKind
    places: int


async def edition_counts(
    conn: Connection, *, within: str | None = None, on: date | None = None, position: int | None = None
) -> list[EditionCount]:
    """Each edition with the number of its places by kind, as described on a civil day or last. One statement."""
    place = selection(_VERSION.place, _VERSION.kind, within=within, on=on, position=position).order_by(None).subquery()
    version, code = tables.place_version.alias("ever"), tables.place_code
    codes_of = select(version.c.place, code.c.scheme, code.c.edition).join(code, code.c.position == version.c.position)
    coded = codes_of.where(in_force(version, position)).distinct().subquery()
    columns = coded.c.scheme, coded.c.edition, place.c.kind
    wanted = select(*columns, func.count()).join(place, place.c.place == coded.c.place).group_by(*columns)
    rows = (await conn.execute(wanted)).all()
    return sorted(EditionCount(scheme, edition, PlaceKind(kind), number) for scheme, edition, kind, number in rows)
