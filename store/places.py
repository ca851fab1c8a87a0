"""Places as a position of the log describes them; never filtered by `knownOn`. One statement each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.events import PlaceCode, PlaceName
from domain.problems import Problem, Refused
from domain.vocabulary import PlaceKind
from store import names, tables, tree
from store.columns import in_force, listed
from store.tree import ancestors

__all__ = [
    "PlaceKey",
    "PlaceRow",
    "ancestors",
    "children",
    "count_places",
    "find_by_code",
    "find_by_name",
    "geometries",
    "list_places",
    "place_by_code",
    "places_by_ids",
    "selection",
]

PlaceKey = str
"""Lists are ordered by id, so the id of the last place read is the key to go on from."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """`name` is the preferred name or the first; `exists_to` the first day on which it is no more."""

    id: str
    kind: PlaceKind
    name: str
    names: tuple[PlaceName, ...]
    codes: tuple[PlaceCode, ...]
    parent: str | None
    longitude: float | None
    latitude: float | None
    exists_from: date | None
    exists_to: date | None
    successor_of: str | None


_VERSION = tables.place_version.c
_COLUMNS = (
    _VERSION.place,
    _VERSION.kind,
    _VERSION.name,
    _VERSION.names,
    _VERSION.codes,
    _VERSION.parent,
    _VERSION.longitude,
    _VERSION.latitude,
    _VERSION.exists_from,
    _VERSION.exists_to,
    _VERSION.successor_of,
)


def _row(row: Any) -> PlaceRow:
    return PlaceRow(
        id=row.place,
        kind=PlaceKind(row.kind),
        name=row.name,
        names=tuple(PlaceName(**name) for name in json.loads(row.names)),
        codes=tuple(PlaceCode(**code) for code in json.loads(row.codes)),
        parent=row.parent,
        longitude=row.longitude,
        latitude=row.latitude,
        exists_from=row.exists_from,
        exists_to=row.exists_to,
        successor_of=row.successor_of,
    )


async def _rows(conn: AsyncConnection, statement: Select[Any]) -> list[PlaceRow]:
    return [_row(row) for row in await conn.execute(statement)]


async def places_by_ids(
    conn: AsyncConnection, ids: Iterable[str], *, position: int | None = None
) -> dict[str, PlaceRow]:
    found = await _rows(conn, selection(*_COLUMNS, position=position, ids=ids))
    return {place.id: place for place in found}


async def place_by_code(
    conn: AsyncConnection, scheme: str, edition: str | None, code: str, *, position: int | None = None
) -> PlaceRow | None:
    """Raises Refused where no edition is given and the code means several places."""
    found = await find_by_code(conn, code, scheme=scheme, edition=edition, position=position)
    if len(found) > 1:
        candidates = " or ".join(f"{place.id} ({place.name})" for place in found)
        message = f"{code} of {scheme} may be {candidates}: give the edition"
        raise Refused(Problem(("edition",), "AMBIGUOUS_PLACE", message))
    return found[0] if found else None


async def find_by_code(
    conn: AsyncConnection,
    code: str,
    *,
    scheme: str | None = None,
    edition: str | None = None,
    position: int | None = None,
) -> list[PlaceRow]:
    """Places with this code; without a scheme or an edition, those of every one."""
    coded = tables.place_code
    wanted = select(coded.c.position).where(coded.c.code == code)
    if scheme is not None:
        wanted = wanted.where(coded.c.scheme == scheme)
    if edition is not None:
        wanted = wanted.where(coded.c.edition == edition)
    return await _rows(conn, selection(*_COLUMNS, position=position).where(_VERSION.position.in_(wanted)))


async def list_places(
    conn: AsyncConnection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
    position: int | None = None,
    after: PlaceKey | None = None,
    first: int,
) -> list[PlaceRow]:
    """In order of id, from after `after` on. `within` includes the place itself; `on` is a civil day."""
    wanted = selection(*_COLUMNS, within=within, kind=kind, on=on, parent=parent, position=position)
    if after is not None:
        wanted = wanted.where(_VERSION.place > after)
    return await _rows(conn, wanted.limit(first))


async def children(
    conn: AsyncConnection,
    parent_ids: Iterable[str],
    *,
    kind: PlaceKind | None = None,
    position: int | None = None,
) -> dict[str, list[PlaceRow]]:
    """The places directly in each of these, in order of id."""
    wanted = selection(*_COLUMNS, kind=kind, position=position).where(_VERSION.parent.in_(listed(parent_ids)))
    found: dict[str, list[PlaceRow]] = {}
    for place in await _rows(conn, wanted):
        found.setdefault(place.parent or "", []).append(place)
    return found


async def count_places(
    conn: AsyncConnection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
    position: int | None = None,
) -> int:
    wanted = selection(_VERSION.place, within=within, kind=kind, on=on, parent=parent, position=position)
    return (await conn.execute(select(func.count()).select_from(wanted.order_by(None).subquery()))).scalar_one()


async def geometries(
    conn: AsyncConnection, ids: Iterable[str], *, position: int | None = None
) -> dict[str, dict[str, Any]]:
    """GeoJSON geometries of those that have one."""
    wanted = selection(_VERSION.place, _VERSION.geometry, position=position, ids=ids)
    found = await conn.execute(wanted.where(_VERSION.geometry.is_not(None)))
    return {place: json.loads(geometry) for place, geometry in found}


async def find_by_name(
    conn: AsyncConnection,
    name: str,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    position: int | None = None,
) -> list[PlaceRow]:
    """Places of which one name is the same but for script, case, accents and punctuation."""
    called = select(tables.place_name.c.position).where(tables.place_name.c.normal == names.normal(name))
    wanted = selection(*_COLUMNS, within=within, kind=kind, position=position)
    return await _rows(conn, wanted.where(_VERSION.position.in_(called)))


def selection(
    *columns: Any,
    position: int | None,
    ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
) -> Select[Any]:
    """The places in force at a position of the log that pass every filter given, in order of id."""
    wanted = select(*columns).where(in_force(tables.place_version, position)).order_by(_VERSION.place)
    if ids is not None:
        wanted = wanted.where(_VERSION.place.in_(listed(ids)))
    if within is not None:
        wanted = wanted.where(_VERSION.place.in_(select(tree.below(within, position).c.place)))
    if kind is not None:
        wanted = wanted.where(_VERSION.kind == kind)
    if parent is not None:
        wanted = wanted.where(_VERSION.parent == parent)
    if on is not None:
        wanted = wanted.where(
            or_(_VERSION.exists_from.is_(None), _VERSION.exists_from <= on),
            or_(_VERSION.exists_to.is_(None), _VERSION.exists_to > on),
        )
    return wanted
