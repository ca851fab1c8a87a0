"""Places as a position of the log describes them; never filtered by `knownOn`. One statement each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.events import PlaceCode, PlaceName
from domain.gazetteer import codes, names
from domain.values.days import Days, joined
from domain.values.problems import Problem, Refused
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import describes, in_force, listed
from store.read import place_tree
from store.read.place_tree import ancestors

__all__ = [
    "Edition",
    "EditionCount",
    "PlaceKey",
    "PlaceRow",
    "ancestors",
    "children",
    "count_places",
    "edition_counts",
    "find_by_code",
    "find_by_name",
    "geometries",
    "list_places",
    "place_by_code",
    "places_by_ids",
    "places_over_time",
    "selection",
]

PlaceKey = str
"""Lists are ordered by id, so the id of the last place read is the key to go on from."""


class Edition(NamedTuple):
    """One edition of a scheme of codes: a gazetteer among others."""

    scheme: str
    edition: str


class EditionCount(NamedTuple):
    """How many places of a kind an edition has a code for."""

    scheme: str
    edition: str
    kind: PlaceKind
    places: int


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
    described_from: date | None
    """The first day of which this description tells; None: it was always so, as far as is known."""


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
    _VERSION.first_day,
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
        described_from=None if row.first_day == date.min else row.first_day,
    )


async def _rows(conn: AsyncConnection, statement: Select[Any]) -> list[PlaceRow]:
    return [_row(row) for row in await conn.execute(statement)]


async def places_by_ids(
    conn: AsyncConnection, ids: Iterable[str], *, position: int | None = None, day: date | None = None
) -> dict[str, PlaceRow]:
    """As described on a civil day, be they there on it or not; None: as described last."""
    found = await _rows(conn, selection(*_COLUMNS, position=position, day=day, ids=ids))
    return {place.id: place for place in found}


async def place_by_code(
    conn: AsyncConnection, scheme: str, edition: str | None, code: str, *, position: int | None = None
) -> PlaceRow | None:
    """Raises Refused where no edition is given and the code means several places."""
    found = await find_by_code(conn, code, scheme=scheme, edition=edition, position=position)
    if len(found) > 1:
        candidates = " or ".join(
            f"{place.id} ({place.name}, {codes.editions(place.codes, scheme, code)})" for place in found
        )
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
    return await _rows(conn, selection(*_COLUMNS, position=position).where(_ever(wanted, position)))


def _ever(versions: Select[Any], position: int | None) -> Any:
    """Places of which any description in force is among these: old codes and names tell, too."""
    version = tables.place_version.alias("ever")
    found = select(version.c.place).where(version.c.position.in_(versions), in_force(version, position))
    return _VERSION.place.in_(found)


async def list_places(
    conn: AsyncConnection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    parent: str | None = None,
    edition: Edition | None = None,
    name: str | None = None,
    position: int | None = None,
    after: PlaceKey | None = None,
    first: int,
) -> list[PlaceRow]:
    """In order of id, from after `after` on. `within` includes the place itself; `on` is a civil day; `name` is as for
    find_by_name."""
    wanted = selection(*_COLUMNS, within=within, kind=kind, on=on, parent=parent, edition=edition, position=position)
    if name is not None:
        wanted = wanted.where(_is_called(name, position))
    if after is not None:
        wanted = wanted.where(_VERSION.place > after)
    return await _rows(conn, wanted.limit(first))


async def children(
    conn: AsyncConnection,
    parent_ids: Iterable[str],
    *,
    kind: PlaceKind | None = None,
    position: int | None = None,
    day: date | None = None,
) -> dict[str, list[PlaceRow]]:
    """The places directly in each of these, in order of id: those of a civil day, or all as described last."""
    wanted = selection(*_COLUMNS, kind=kind, position=position, on=day).where(_VERSION.parent.in_(listed(parent_ids)))
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
    edition: Edition | None = None,
    name: str | None = None,
    position: int | None = None,
) -> int:
    wanted = selection(
        _VERSION.place, within=within, kind=kind, on=on, parent=parent, edition=edition, position=position
    )
    if name is not None:
        wanted = wanted.where(_is_called(name, position))
    return (await conn.execute(select(func.count()).select_from(wanted.order_by(None).subquery()))).scalar_one()


async def geometries(
    conn: AsyncConnection, ids: Iterable[str], *, position: int | None = None, day: date | None = None
) -> dict[str, dict[str, Any]]:
    """GeoJSON geometries of those that have one."""
    wanted = selection(_VERSION.place, _VERSION.geometry, position=position, day=day, ids=ids)
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
    wanted = selection(*_COLUMNS, within=within, kind=kind, position=position)
    return await _rows(conn, wanted.where(_is_called(name, position)))


def _is_called(name: str, position: int | None) -> Any:
    called = select(tables.place_name.c.position).where(tables.place_name.c.normal == names.normal(name))
    return _ever(called, position)


def _in_edition(edition: Edition, position: int | None) -> Any:
    coded = tables.place_code.c
    listing = select(coded.position).where(coded.scheme == edition.scheme, coded.edition == edition.edition)
    return _ever(listing, position)


def selection(
    *columns: Any,
    position: int | None,
    ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    day: date | None = None,
    parent: str | None = None,
    edition: Edition | None = None,
) -> Select[Any]:
    """The places in force at a position of the log that pass every filter given, in order of id.

    `day` is that of the descriptions; `on` the same, of those places only that exist on it. Neither: as described last.
    """
    day = day or on
    wanted = select(*columns).where(describes(tables.place_version, position, day)).order_by(_VERSION.place)
    if ids is not None:
        wanted = wanted.where(_VERSION.place.in_(listed(ids)))
    if within is not None:
        wanted = wanted.where(_VERSION.place.in_(select(place_tree.below(within, position, day).c.place)))
    if kind is not None:
        wanted = wanted.where(_VERSION.kind == kind)
    if edition is not None:
        wanted = wanted.where(_in_edition(edition, position))
    if parent is not None:
        wanted = wanted.where(_VERSION.parent == parent)
    if on is not None:
        wanted = wanted.where(
            or_(_VERSION.exists_from.is_(None), _VERSION.exists_from <= on),
            or_(_VERSION.exists_to.is_(None), _VERSION.exists_to > on),
        )
    return wanted


Unit = tuple[str | None, PlaceKind]
"""The place within which, None for anywhere, and the kind of places that are counted."""


async def places_over_time(
    conn: AsyncConnection,
    *,
    within: Iterable[str] | None,
    kinds: Iterable[PlaceKind],
    position: int | None,
    edition: Edition | None = None,
) -> dict[Unit, dict[str, list[Days]]]:
    """The places of each unit in order of id, each with the days on which it belongs there. One statement."""
    version = tables.place_version
    first, last = place_tree.told_of(version, position)
    columns = [version.c.place, version.c.kind, version.c.exists_from, version.c.exists_to]
    wanted = select(*columns, first.label("first"), last.label("last")).order_by(version.c.place)
    wanted = wanted.where(in_force(version, position), version.c.kind.in_(listed(kinds)))
    if edition is not None:
        wanted = wanted.where(_in_edition(edition, position))
    if within is not None:
        inside = place_tree.below_over_time(within, position)
        bounds = inside.c.top, inside.c.since, inside.c.until
        wanted = wanted.add_columns(*bounds).join(inside, inside.c.place == version.c.place)
    found: dict[Unit, dict[str, list[Days]]] = {}
    for place, kind, exists_from, exists_to, since, until, *unit in await conn.execute(wanted):
        top, begin, end = unit or (None, since, until)
        there = Days(max(since, begin, exists_from or date.min), min(until, end, exists_to or date.max))
        found.setdefault((top, PlaceKind(kind)), {}).setdefault(place, []).append(there)
    return {unit: {place: joined(days) for place, days in of.items()} for unit, of in found.items()}


async def edition_counts(
    conn: AsyncConnection, *, within: str | None = None, on: date | None = None, position: int | None = None
) -> list[EditionCount]:
    """The editions on record, each with its places by kind: that of the day, or as described last. One statement."""
    place = selection(_VERSION.place, _VERSION.kind, within=within, on=on, position=position).order_by(None).subquery()
    version, code = tables.place_version.alias("ever"), tables.place_code
    codes_of = select(version.c.place, code.c.scheme, code.c.edition).join(code, code.c.position == version.c.position)
    coded = codes_of.where(in_force(version, position)).distinct().subquery()
    columns = coded.c.scheme, coded.c.edition, place.c.kind
    wanted = select(*columns, func.count()).join(place, place.c.place == coded.c.place).group_by(*columns)
    rows = (await conn.execute(wanted)).all()
    return sorted(EditionCount(scheme, edition, PlaceKind(kind), number) for scheme, edition, kind, number in rows)
