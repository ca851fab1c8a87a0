"""Fetch what a batch refers to: at most ten statements, whatever the size of the batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import select, union

from domain.events import (
    BaseEvent,
    Claim,
    Event,
    PlaceChanged,
    PlaceRegistered,
    content,
    target,
)
from domain.events.event_places import place_refs
from domain.events.references import EveryPlace, ListedPlaceRef, PlaceByCode, PlaceByName
from domain.gazetteer import names
from domain.gazetteer.code_variants import like_codes
from domain.gazetteer.ranking import Index
from store.db import limits, tables
from store.db.columns import any_of, any_position_of, elements, in_force, listed, positions_listed
from store.db.connections import Connection
from store.read import name_search, place_tree
from store.read.annulments import acts_upon
from store.read.entry import entries_where
from store.write import registry
from store.write.reference_state import KnownEvent, KnownPlace, ReferenceState
from store.write.registry import ACTORS, PLACES, SOURCES, Register


@dataclass(slots=True)
class LookupRequest:
    """Everything that a batch refers to."""

    places: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    referred: set[tuple[str, str]] = field(default_factory=set)
    """Schemes and codes by which places are meant, and not only described."""
    names: dict[str, str] = field(default_factory=dict)
    """By the form in which names are compared: the name as it was reported."""
    registered: set[str] = field(default_factory=set)
    """Names that the batch itself registers, in the form in which names are compared."""
    every: set[tuple[str, str]] = field(default_factory=set)
    """The kind and the place within, where all places of a kind are meant."""
    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)

    def add(self, event: Event) -> None:
        self.events.add(event.id or "")
        if annuls := target(event):
            self.targets.add(annuls)
        for _, ref in place_refs(event):
            self.add_place(ref)
        for claim in {id(one): one for one in (event, content(event))}.values():
            self._add_fields(claim)

    def add_place(self, ref: ListedPlaceRef) -> None:
        if isinstance(ref, PlaceByCode):
            self.codes.add(ref.code)
            self.referred.add((ref.scheme, ref.code))
        elif isinstance(ref, PlaceByName):
            self.names.setdefault(names.normal(ref.name), ref.name)
            self.places.update(filter(None, [ref.within]))
        elif isinstance(ref, EveryPlace):
            self.every.add((ref.every, ref.within))
            self.places.add(ref.within)
        else:
            self.places.add(ref)

    def _add_fields(self, claim: Event) -> None:
        self.sources.update(filter(None, [claim.source]))
        for field_name in claim.ACTORS:
            self.actors.update(values(claim, field_name))
        for field_name in claim.EVENTS:
            self.events.update(values(claim, field_name))
        if isinstance(claim, Claim) and claim.copy_of:
            self.copied.add(claim.copy_of)
        self.actors.update(filter(None, [ACTORS.registered(claim)]))
        if isinstance(claim, PlaceRegistered | PlaceChanged):
            self.places.add(claim.place)
            self.codes.update(code for _, _, code in registry.search_codes(claim))
            self.registered.update(registry.search_names(claim))


def values(claim: BaseEvent, field_name: str) -> tuple[str, ...]:
    """The ids in a field that holds one, none or many."""
    value = getattr(claim, field_name)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


async def load(conn: Connection, events: Iterable[Event]) -> ReferenceState:
    """What these events refer to, at the head of the log."""
    request = LookupRequest()
    for event in events:
        request.add(event)
    return await look_up(conn, request)


async def look_up(conn: Connection, request: LookupRequest) -> ReferenceState:
    """What is asked for, at the head of the log; adds to the request the places that names and codes lead to."""
    state = ReferenceState()
    await _codes(conn, request, state)
    await _codes_like(conn, request, state)
    await _names(conn, request, state)
    await _like(conn, request, state)
    await _every(conn, request)
    await _places(conn, request, state)
    await _versions(conn, state, ACTORS, request.actors)
    await _versions(conn, state, SOURCES, request.sources)
    await _targets(conn, request, state)
    await _ids(conn, request, state)
    return state


async def _rows(conn: Connection, statement: Any) -> Sequence[Any]:
    return (await conn.execute(statement)).all()


async def _codes(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    if not request.codes:
        return
    code, version = tables.place_code, tables.place_version
    found = (
        select(code.c.scheme, code.c.edition, code.c.code, version.c.place, version.c.position)
        .join(version, version.c.position == code.c.position)
        .where(code.c.code.in_(listed(request.codes)), in_force(version, None))
    )
    for row in await _rows(conn, found):
        state.add_code(row.scheme, row.edition, row.code, row.place, row.position)
        request.places.add(row.place)


async def _codes_like(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    """The codes like those that no place has: for a refusal to name them, never to choose one."""
    unknown = sorted(request.referred - state.codes.keys())[: limits.NAMES_EXPLAINED_MAX]
    if not unknown:
        return
    code, version = tables.place_code, tables.place_version
    found = (
        select(code.c.scheme, code.c.code, version.c.place)
        .join(version, version.c.position == code.c.position)
        .where(code.c.scheme.in_(listed(scheme for scheme, _ in unknown)), in_force(version, None))
    )
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for row in await _rows(conn, found):
        known[row.scheme][row.code] = row.place
    for scheme, wanted in unknown:
        state.codes_like[scheme, wanted] = {near: known[scheme][near] for near in like_codes(wanted, known[scheme])}
        request.places.update(state.codes_like[scheme, wanted].values())


async def _names(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    if not request.names:
        return
    name, version = tables.place_name, tables.place_version
    found = (
        select(name.c.normal, version.c.place, version.c.position)
        .join(version, version.c.position == name.c.position)
        .where(name.c.normal.in_(listed(request.names)), in_force(version, None))
    )
    for row in await _rows(conn, found):
        state.add_name(row.normal, row.place, row.position)
        request.places.add(row.place)


async def _like(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    """The places with names like those that no place has: for a refusal to name them, never to choose one."""
    unknown = request.names.keys() - state.names.keys() - request.registered
    if not unknown:
        return
    gazetteer = Index(name_search.candidates(await name_search.named_places(conn)))
    for normal in sorted(unknown)[: limits.NAMES_EXPLAINED_MAX]:
        state.like[normal] = gazetteer.rank(request.names[normal], limits.CANDIDATES_RANKED)
        request.places.update(match.place for match in state.like[normal])


async def _every(conn: Connection, request: LookupRequest) -> None:
    """The places that may be meant by "all of a kind within": which of them are is decided for the day of the event."""
    if not request.every:
        return
    version, inside = tables.place_version, place_tree.below_over_time({top for _, top in request.every}, None)
    found = select(version.c.place).join(inside, inside.c.place == version.c.place).distinct()
    kinds = version.c.kind.in_(listed(kind for kind, _ in request.every))
    request.places.update(row.place for row in await _rows(conn, found.where(in_force(version, None), kinds)))


@cache
def _described() -> Any:
    version = tables.place_version.c
    lines = place_tree.above_ever(any_of("places"))
    described = [version.place, version.kind, version.name, version.parent, version.exists_from, version.exists_to]
    return select(version.position, version.first_day, *described).where(
        version.place.in_(select(lines.c.place)), in_force(tables.place_version, None)
    )


async def _places(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    if not request.places:
        return
    rows = await conn.execute(_described(), {"places": elements(request.places)})
    for position, first_day, *description in rows.all():
        place = KnownPlace(*description)
        state.versions[PLACES].setdefault(place.id, {})[position] = first_day
        state.add_place(place, position)


async def _versions(conn: Connection, state: ReferenceState, register: Register, subjects: set[str]) -> None:
    if subjects:
        state.versions[register] |= await registry.versions_in_force(conn, register, subjects)


async def _targets(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    if not request.targets | request.copied:
        return
    found = await entries_where(conn, tables.event.c.id.in_(listed(request.targets | request.copied)))
    for entry in found:
        state.events[entry.id] = KnownEvent(entry.position, entry.event.TYPE, entry.event)
    acts = await acts_upon(conn, positions_listed(entry.position for entry in found), None, None)
    for act, known in acts.items():
        state.add_act(act.position, act.target, act.correction, known)


async def _ids(conn: Connection, request: LookupRequest, state: ReferenceState) -> None:
    """The events that are referred to, and those that a remedy may have to name."""
    versions = {at for subjects in state.versions.values() for positions in subjects.values() for at in positions}
    named = versions | {act for acts in state.acts.values() for act in acts}
    asked = {"ids": elements(request.events), "positions": elements(named)}
    for position, id, type in (await conn.execute(_by_id_or_position(), asked)).all():
        state.ids[position] = id
        state.events.setdefault(id, KnownEvent(position, type))


@cache
def _by_id_or_position() -> Any:
    event = tables.event.c
    columns = select(event.position, event.id, event.type)
    # Each has an index of its own. Of the two joined by OR, PostgreSQL scans the whole log.
    return union(
        columns.where(event.id.in_(any_of("ids"))), columns.where(event.position.in_(any_position_of("positions")))
    )
