"""Fetch what a batch refers to: at most nine statements, whatever the size of the batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from domain.events import (
    BaseEvent,
    Event,
    PlaceChanged,
    PlaceRegistered,
    content,
    target,
)
from domain.events.event_places import place_refs
from domain.events.references import PlaceByCode, PlaceByName, PlaceRef
from domain.gazetteer import names
from domain.gazetteer.ranking import Index
from store.db import limits, tables
from store.db.columns import in_force, listed, positions_listed
from store.db.connections import Connection
from store.read import name_search, place_tree
from store.read.annulments import acts_upon
from store.read.entry import entries_where
from store.write import registry
from store.write.reference_state import KnownEvent, KnownPlace, ReferenceState
from store.write.registry import ACTORS, PLACES, SOURCES, Register


@dataclass(slots=True)
class LookupRequest:
    """Everything that a batch names."""

    places: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    """By the form in which they are compared: as they were reported."""
    registered: set[str] = field(default_factory=set)
    """The forms of names that the batch itself brings."""
    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)

    def add(self, event: Event) -> None:
        self.events.add(event.id or "")
        if annuls := target(event):
            self.targets.add(annuls)
        for _, ref in place_refs(event):
            self.add_place(ref)
        for said in {id(one): one for one in (event, content(event))}.values():
            self._add_fields(said)

    def add_place(self, ref: PlaceRef) -> None:
        if isinstance(ref, PlaceByCode):
            self.codes.add(ref.code)
        elif isinstance(ref, PlaceByName):
            self.names.setdefault(names.normal(ref.name), ref.name)
            self.places.update(filter(None, [ref.within]))
        else:
            self.places.add(ref)

    def _add_fields(self, said: Event) -> None:
        self.sources.update(filter(None, [said.source]))
        for field_name in said.ACTORS:
            self.actors.update(values(said, field_name))
        for field_name in said.EVENTS:
            self.events.update(values(said, field_name))
        self.actors.update(filter(None, [ACTORS.registered(said)]))
        if isinstance(said, PlaceRegistered | PlaceChanged):
            self.places.add(said.place)
            self.codes.update(code for _, _, code in registry.search_codes(said))
            self.registered.update(registry.search_names(said))


def values(said: BaseEvent, field_name: str) -> tuple[str, ...]:
    """The ids in a field that holds one, none or many."""
    value = getattr(said, field_name)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


async def load(conn: Connection, events: Iterable[Event]) -> ReferenceState:
    wanted = LookupRequest()
    for event in events:
        wanted.add(event)
    return await look_up(conn, wanted)


async def look_up(conn: Connection, wanted: LookupRequest) -> ReferenceState:
    known = ReferenceState()
    await _codes(conn, wanted, known)
    await _names(conn, wanted, known)
    await _like(conn, wanted, known)
    await _places(conn, wanted, known)
    await _versions(conn, known, ACTORS, wanted.actors)
    await _versions(conn, known, SOURCES, wanted.sources)
    await _targets(conn, wanted, known)
    await _ids(conn, wanted, known)
    return known


async def _rows(conn: Connection, statement: Any) -> Sequence[Any]:
    return (await conn.execute(statement)).all()


async def _codes(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    code, version = tables.place_code, tables.place_version
    found = (
        select(code.c.scheme, code.c.edition, code.c.code, version.c.place, version.c.position)
        .join(version, version.c.position == code.c.position)
        .where(code.c.code.in_(listed(wanted.codes)), in_force(version, None))
    )
    for row in await _rows(conn, found) if wanted.codes else ():
        known.add_code(row.scheme, row.edition, row.code, row.place, row.position)
        wanted.places.add(row.place)


async def _names(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    name, version = tables.place_name, tables.place_version
    found = (
        select(name.c.normal, version.c.place, version.c.position)
        .join(version, version.c.position == name.c.position)
        .where(name.c.normal.in_(listed(wanted.names)), in_force(version, None))
    )
    for row in await _rows(conn, found) if wanted.names else ():
        known.add_name(row.normal, row.place, row.position)
        wanted.places.add(row.place)


async def _like(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    """Of names that nobody has, which places may be meant: for the refusal to name them, and never to choose one."""
    unknown = wanted.names.keys() - known.names.keys() - wanted.registered
    if not unknown:
        return
    gazetteer = Index(await name_search.named(conn))
    for normal in sorted(unknown)[: limits.NAMES_EXPLAINED_MAX]:
        known.like[normal] = [match.place for match in gazetteer.rank(wanted.names[normal], limits.CANDIDATES_RANKED)]
        wanted.places.update(known.like[normal])


async def _places(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    version = tables.place_version.c
    lines = place_tree.above_ever(listed(wanted.places))
    found = select(
        version.place, version.kind, version.name, version.parent, version.position, version.first_day
    ).where(version.place.in_(select(lines.c.place)), in_force(tables.place_version, None))
    for row in await _rows(conn, found) if wanted.places else ():
        known.versions[PLACES].setdefault(row.place, {})[row.position] = row.first_day
        known.add_place(KnownPlace(row.place, row.kind, row.name, row.parent), row.position)


async def _versions(conn: Connection, known: ReferenceState, register: Register, subjects: set[str]) -> None:
    if subjects:
        known.versions[register] |= await registry.versions_in_force(conn, register, subjects)


async def _targets(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    if not wanted.targets:
        return
    found = await entries_where(conn, tables.event.c.id.in_(listed(wanted.targets)))
    for entry in found:
        known.events[entry.id] = KnownEvent(entry.position, entry.event)
    acts = await acts_upon(conn, positions_listed(entry.position for entry in found), None, None)
    for act in acts:
        known.add_act(act.position, act.target, act.correction)


async def _ids(conn: Connection, wanted: LookupRequest, known: ReferenceState) -> None:
    """The events that are referred to, and those that a remedy may have to name."""
    event = tables.event.c
    versions = {position for of in known.versions.values() for in_force in of.values() for position in in_force}
    named = versions | {act for acts in known.acts.values() for act in acts}
    found = select(event.position, event.id).where(
        or_(event.id.in_(listed(wanted.events)), event.position.in_(positions_listed(named)))
    )
    for position, id in await _rows(conn, found):
        known.ids[position] = id
        known.events.setdefault(id, KnownEvent(position))
