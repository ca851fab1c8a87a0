"""Which places a reported name may mean, as a position of the log describes them."""

import asyncio
import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ranking import Candidate, Match, rank
from domain.vocabulary import PlaceKind
from store import tables
from store.places import selection

_VERSION = tables.place_version.c


class Named(NamedTuple):
    """A place with every name that it has."""

    id: str
    kind: str
    names: tuple[str, ...]


async def resolve(
    conn: AsyncConnection,
    name: str,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
    first: int,
) -> list[Match]:
    """The likeliest first. `on`, a civil day, leaves out what did not exist then. One statement."""
    found = await named(conn, within=within, kind=kind, on=on, position=position)
    # With tens of thousands of places others must be let through.
    return await asyncio.to_thread(rank, name, [Candidate(one.id, one.names) for one in found], first)


async def named(
    conn: AsyncConnection,
    *,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    position: int | None = None,
) -> list[Named]:
    wanted = selection(
        _VERSION.place, _VERSION.kind, _VERSION.names, position=position, within=within, kind=kind, on=on
    )
    return [Named(place, of, tuple(_texts(names))) for place, of, names in await conn.execute(wanted)]


def _texts(names: str) -> Iterable[str]:
    return (name["text"] for name in json.loads(names))
