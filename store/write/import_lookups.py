"""What an importer has to know of the reference data before it writes."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.events import Event
from domain.events.references import PlaceRef
from domain.gazetteer import codes
from domain.values.problems import Problem
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import in_force, listed
from store.read.places import places_by_ids, selection
from store.write import lookup, registry
from store.write.lookup import LookupRequest
from store.write.place_resolution import resolve


async def undescribed(conn: AsyncConnection, events: Iterable[Event]) -> list[Event]:
    """Of these descriptions those of a place, an actor or a source that the log does not know yet."""
    events = list(events)
    known = await lookup.load(conn, events)
    return [
        event
        for event in events
        if not any(register.registered(event) in known.versions[register] for register in registry.REGISTERS)
    ]


async def meant_by(conn: AsyncConnection, refs: Sequence[PlaceRef]) -> dict[PlaceRef, str | Problem]:
    """The id of the place that each reference means, or what is wrong with it."""
    wanted = LookupRequest()
    for ref in refs:
        wanted.add_place(ref)
    known = await lookup.look_up(conn, wanted)
    return {ref: resolve(known, ref) for ref in refs}


async def old_codes(conn: AsyncConnection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], codes.OldCode]:
    """By scheme and code, those that find a place and are in force no more. Two statements."""
    wanted = set(wanted)
    coded, version = tables.place_code, tables.place_version
    found = (
        select(coded.c.scheme, coded.c.code, version.c.place)
        .join(version, version.c.position == coded.c.position)
        .where(coded.c.code.in_(listed(code for _, code in wanted)), in_force(version, None))
    )
    meant = {(row.scheme, row.code): row.place for row in await conn.execute(found)} if wanted else {}
    known = await places_by_ids(conn, {meant[one] for one in wanted if one in meant})
    old = {one: codes.old_code(meant[one], known[meant[one]].codes, *one) for one in wanted if one in meant}
    return {one: code for one, code in old.items() if code}


async def points(
    conn: AsyncConnection, *, kind: PlaceKind | None, within: str | None
) -> list[tuple[str, float, float]]:
    """Id, longitude and latitude of every place that has a point."""
    version = tables.place_version.c
    wanted = selection(
        version.place, version.longitude, version.latitude, position=None, kind=kind, within=within
    ).where(version.longitude.is_not(None))
    return [tuple(row) for row in await conn.execute(wanted)]


async def named(conn: AsyncConnection) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Id, kind, parent and names of every place."""
    version = tables.place_version.c
    wanted = selection(version.place, version.kind, version.parent, version.names, position=None)
    return [
        (place, kind, parent, tuple(name["text"] for name in json.loads(names)))
        for place, kind, parent, names in await conn.execute(wanted)
    ]
