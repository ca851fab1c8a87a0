"""The newest description of each place, as its event gave it: what a change takes over."""

from collections.abc import Iterable
from typing import cast

from domain.events import content
from domain.gazetteer.descriptions import Description
from store.db import tables
from store.db.connections import Connection
from store.read import log
from store.read.place_selection import selection


async def descriptions(conn: Connection, ids: Iterable[str] | None = None) -> dict[str, Description]:
    """By id, at the head of the log; of every place where no ids are given. Two statements."""
    version = tables.place_version.c
    found = (await conn.execute(selection(version.position, version.place, position=None, ids=ids))).all()
    entries = await log.by_positions(conn, [position for position, _ in found])
    return {place: cast(Description, content(entries[position].event)) for position, place in found}
