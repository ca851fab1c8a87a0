"""Search for the places that a reported name may mean, as a position of the log describes them."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select

from domain.events import EventCorrected, EventRetracted, PlaceChanged, PlaceRegistered
from domain.gazetteer.ranking import Candidate, Index, Match
from domain.values.terms import PlaceKind
from store.db import limits, tables
from store.db.connections import Connection
from store.read.derived import json_of
from store.read.place_selection import selection

_VERSION = tables.place_version.c
_DESCRIBE = (PlaceRegistered, PlaceChanged, EventCorrected, EventRetracted)


class _Scope(NamedTuple):
    """Which places an index has. It never changes: nothing of the log up to `position` does."""

    position: int
    within: str | None
    kind: PlaceKind | None
    on: date | None


_kept: WeakKeyDictionary[Engine, OrderedDict[_Scope, Index]] = WeakKeyDictionary()
"""The indexes of each database: to read and index every name of a gazetteer takes far longer than one search."""


async def resolve(
    conn: Connection,
    name: str,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
    first: int,
) -> list[Match]:
    """The matches, likeliest first, in at most two statements. `on`, a civil day, leaves out what did not exist then.

    Only for readers: what a writer sees may be rolled back, and must not be cached.
    """
    scope = _Scope(await _described(conn, position), within, kind, on)
    kept = _kept.setdefault(conn.sync_connection.engine, OrderedDict())  # type: ignore[union-attr]
    index = kept[scope] if scope in kept else await _read(conn, scope)
    _keep(kept, scope, index)
    # In a thread: with tens of thousands of places a search would hold up every other request.
    return await asyncio.to_thread(index.rank, name, first)


def _keep(kept: OrderedDict[_Scope, Index], scope: _Scope, index: Index) -> None:
    """The index that was used least recently is dropped first."""
    kept[scope] = index
    kept.move_to_end(scope)
    while len(kept) > limits.GAZETTEERS_KEPT_MAX or (
        len(kept) > 1 and sum(map(len, kept.values())) > limits.NAMES_KEPT_MAX
    ):
        kept.popitem(last=False)


async def _described(conn: Connection, position: int | None) -> int:
    """The last position, up to this one, at which the description of a place can have changed."""
    event = tables.event.c
    newest = [select(func.max(event.position)).where(event.type == type.TYPE) for type in _DESCRIBE]
    if position is not None:
        newest = [query.where(event.position <= position) for query in newest]
    positions = (await conn.execute(select(*(query.scalar_subquery() for query in newest)))).one()
    return max(filter(None, positions), default=0)


async def _read(conn: Connection, scope: _Scope) -> Index:
    return await asyncio.to_thread(Index, candidates(await named_places(conn, **scope._asdict())))


class NamedPlace(NamedTuple):
    """A place with every name that it has."""

    id: str
    kind: str
    parent: str | None
    names: tuple[str, ...]


def candidates(places: Iterable[NamedPlace]) -> list[Candidate]:
    return [Candidate(place.id, place.names) for place in places]


async def named_places(
    conn: Connection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
) -> list[NamedPlace]:
    """In order of id; `position` None: at the head of the log. One statement."""
    columns = (_VERSION.place, _VERSION.kind, _VERSION.parent, _VERSION.names)
    query = selection(*columns, position=position, within=within, kind=kind, on=on)
    return [
        NamedPlace(id, kind, parent, tuple(name["text"] for name in json_of(names)))
        for id, kind, parent, names in await conn.execute(query)
    ]
