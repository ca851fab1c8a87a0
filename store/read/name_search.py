"""Which places a reported name may mean, as a position of the log describes them."""

import asyncio
import json
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
from store.read.place_selection import selection

_VERSION = tables.place_version.c
_DESCRIBE = (PlaceRegistered, PlaceChanged, EventCorrected, EventRetracted)


class _Asked(NamedTuple):
    """What an index is of. Nothing of the log below `position` ever changes."""

    position: int
    within: str | None
    kind: PlaceKind | None
    on: date | None


_kept: WeakKeyDictionary[Engine, OrderedDict[_Asked, Index]] = WeakKeyDictionary()
"""Of each database: reading and hearing every name of a gazetteer takes far longer than asking it."""


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
    """The likeliest first. `on`, a civil day, leaves out what did not exist then. At most two statements.

    For readers alone: what a writer sees may yet be undone, and must not be kept.
    """
    asked = _Asked(await _described(conn, position), within, kind, on)
    kept = _kept.setdefault(conn.sync_connection.engine, OrderedDict())  # type: ignore[union-attr]
    index = kept[asked] if asked in kept else await _read(conn, asked)
    _keep(kept, asked, index)
    # With tens of thousands of places others must be let through.
    return await asyncio.to_thread(index.rank, name, first)


def _keep(kept: OrderedDict[_Asked, Index], asked: _Asked, index: Index) -> None:
    """What was asked for longest ago goes first."""
    kept[asked] = index
    kept.move_to_end(asked)
    while len(kept) > limits.GAZETTEERS_KEPT_MAX or (
        len(kept) > 1 and sum(map(len, kept.values())) > limits.NAMES_KEPT_MAX
    ):
        kept.popitem(last=False)


async def _described(conn: Connection, position: int | None) -> int:
    """The last position, up to this one, at which the description of a place can have changed."""
    event = tables.event.c
    newest = [select(func.max(event.position)).where(event.type == of.TYPE) for of in _DESCRIBE]
    if position is not None:
        newest = [of.where(event.position <= position) for of in newest]
    found = (await conn.execute(select(*(of.scalar_subquery() for of in newest)))).one()
    return max(filter(None, found), default=0)


async def _read(conn: Connection, asked: _Asked) -> Index:
    return await asyncio.to_thread(Index, await named(conn, **asked._asdict()))


async def named(
    conn: Connection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
) -> list[Candidate]:
    """Every place with every name that it has. One statement."""
    wanted = selection(_VERSION.place, _VERSION.names, position=position, within=within, kind=kind, on=on)
    return [Candidate(place, tuple(_texts(names))) for place, names in await conn.execute(wanted)]


def _texts(names: str) -> Iterable[str]:
    return (name["text"] for name in json.loads(names))
