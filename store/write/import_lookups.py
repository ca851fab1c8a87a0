"""What an importer needs from the reference data before it writes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from domain.events import Event
from domain.events.references import PlaceByName, PlaceRef
from domain.gazetteer import codes, names
from domain.values.problems import Problem
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection
from store.read.place_selection import selection
from store.read.places import places_by_ids
from store.write import lookup, registry
from store.write.lookup import LookupRequest
from store.write.place_resolution import resolve


async def undescribed(conn: Connection, events: Iterable[Event]) -> list[Event]:
    """Those of these descriptions whose place, actor or source the log does not have yet."""
    events = list(events)
    state = await lookup.load(conn, events)
    return [
        event
        for event in events
        if not any(register.registered(event) in state.versions[register] for register in registry.REGISTERS)
    ]


async def resolve_places(conn: Connection, refs: Sequence[PlaceRef]) -> dict[PlaceRef, str | Problem]:
    """The id of the place that each reference stands for, or what is wrong with it."""
    request = LookupRequest()
    for ref in refs:
        request.add_place(ref)
    state = await lookup.look_up(conn, request)
    return {ref: resolve(state, ref) for ref in refs}


async def other_spellings(conn: Connection, refs: Iterable[PlaceByName]) -> dict[PlaceByName, tuple[str, str]]:
    """The id and the name of the place that each of these means, where that is called otherwise first of all."""
    request = LookupRequest()
    for ref in refs:
        request.add_place(ref)
    request.registered |= request.names.keys()  # what is like a name that no place has is not asked for
    state = await lookup.look_up(conn, request)
    meant = {ref: resolve(state, ref) for ref in refs}
    return {
        ref: (id, name)
        for ref, id in meant.items()
        if isinstance(id, str) and names.normal(name := state.places[id].name) != names.normal(ref.name)
    }


async def old_codes(conn: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], codes.OldCode]:
    """The codes that lead to a place and are no longer in force, by scheme and code. Two statements."""
    keys = set(wanted)
    if not keys:
        return {}
    code, version = tables.place_code, tables.place_version
    query = (
        select(code.c.scheme, code.c.code, version.c.place)
        .join(version, version.c.position == code.c.position)
        .where(code.c.code.in_(listed(key[1] for key in keys)), in_force(version, None))
    )
    place_of = {(row.scheme, row.code): row.place for row in await conn.execute(query)}
    places = await places_by_ids(conn, {place_of[key] for key in keys if key in place_of})
    old = {key: codes.old_code(place_of[key], places[place_of[key]].codes, *key) for key in keys & place_of.keys()}
    return {key: code for key, code in old.items() if code}


async def points(conn: Connection, *, kind: PlaceKind | None, within: str | None) -> list[tuple[str, float, float]]:
    """Id, longitude and latitude of every place that has a point."""
    version = tables.place_version.c
    wanted = selection(
        version.place, version.longitude, version.latitude, position=None, kind=kind, within=within
    ).where(version.longitude.is_not(None))
    return [tuple(row) for row in await conn.execute(wanted)]
