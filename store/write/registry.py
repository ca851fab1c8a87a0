"""Places, actors and sources as versions: each in force from the position of one event to that of the next.

Reference data is read as of a position of the log, never as of `knownOn`. Of a place several versions are in force at
once, each of which tells of the days from its own first day on, up to that of the next. A correction takes the place
of the version that it corrects; where that is no longer in force, a later description has taken its place already,
and stays.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Table, bindparam, insert, literal, select, update

from domain.events import (
    ActorRegistered,
    Event,
    PlaceChanged,
    PlaceRegistered,
    SourceRegistered,
    content,
)
from domain.gazetteer import names
from domain.geo.boxes import Box, box_of
from domain.values import edtf
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.entry import Entry

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of reference data: its events, its table, and the column that names what is registered."""

    types: tuple[type[Event], ...]
    table: Table
    subject: str

    def registered(self, event: Event) -> str | None:
        """The id of what the event registers, describes anew or corrects, if it is one of this register's."""
        said = content(event)
        return getattr(said, self.subject) if isinstance(said, self.types) else None


PLACES = Register((PlaceRegistered, PlaceChanged), tables.place_version, "place")
ACTORS = Register((ActorRegistered,), tables.actor_version, "actor")
SOURCES = Register((SourceRegistered,), tables.source_version, "source")
REGISTERS = (PLACES, ACTORS, SOURCES)


def subject_of(event: Event) -> str | None:
    """The id of the place, actor or source that the event describes; None for claims and retractions."""
    return next((subject for register in REGISTERS if (subject := register.registered(event))), None)


InForce = dict[int, date]
"""The versions of one subject that are in force, by position, each with the first day that it tells of."""


def first_day(event: Event) -> date:
    """The first civil day that a description tells of: that of a change of the place itself, where it is dated.

    `date.min`: it was always so. Actors and sources have one description at a time.
    """
    said = content(event)
    dated = isinstance(said, PlaceChanged) and said.occurred
    return (dated and edtf.interval(dated).first_day) or date.min


def replaced(in_force: InForce, first: date, target: int | None) -> set[int] | None:
    """Which versions end with one that tells of the days from `first` on, `target` being what it corrects.

    A description of all days takes the place of every other; one from a day on that of another from the same day; a
    correction that of what it corrects. None: it corrects what is no longer in force, and comes into force nowhere.
    """
    same = {position for position, day in in_force.items() if day == first}
    if target is not None:
        return same | {target} if target in in_force else None
    return set(in_force) if first == date.min else same


@dataclass(slots=True)
class Succession:
    """Who follows whom: `now` has the versions in force of each subject, `ended` where each version ended."""

    now: dict[str, InForce]
    ended: dict[int, int] = field(default_factory=dict)

    def follows(self, subject: str, position: int, first: date, target: int | None) -> None:
        in_force = self.now.setdefault(subject, {})
        over = replaced(in_force, first, target)
        if over is None:
            self.ended[position] = position
            return
        for before in over:
            self.ended[before] = position
            del in_force[before]
        in_force[position] = first


async def project(conn: Connection, entries: Sequence[Entry]) -> None:
    """Write the versions that these entries make, and end those that they follow."""
    for register in REGISTERS:
        told = [(subject, entry) for entry in entries if (subject := register.registered(entry.event))]
        if told:
            await _add(conn, register, told)
    await _add_names_and_codes(conn, entries)


async def _add(conn: Connection, register: Register, told: list[tuple[str, Entry]]) -> None:
    table = register.table
    order = Succession(await versions_in_force(conn, register, [one for one, _ in told]))
    for one, entry in told:
        order.follows(one, entry.position, first_day(entry.event), entry.target)
    fresh = {entry.position for _, entry in told}
    ends = [{"at": at, "end": end} for at, end in order.ended.items() if at not in fresh]
    if ends:
        await conn.execute(
            update(table).where(table.c.position == bindparam("at")).values(until=bindparam("end")), ends
        )
    versions = [_VERSION[register.subject](content(entry.event)) for _, entry in told]
    rows = [
        {**version, "position": entry.position, "until": order.ended.get(entry.position)}
        for version, (_, entry) in zip(versions, told, strict=True)
    ]
    if register is PLACES:
        rows = [row | {"first_day": first_day(entry.event)} for row, (_, entry) in zip(rows, told, strict=True)]
    await conn.execute(insert(table), rows)


async def versions_in_force(conn: Connection, register: Register, subjects: Iterable[str]) -> dict[str, InForce]:
    """At the head of the log. One statement."""
    table = register.table
    subject = table.c[register.subject]
    first = table.c.first_day if register is PLACES else literal(None)
    current = select(subject, table.c.position, first).where(subject.in_(listed(subjects)), table.c.until.is_(None))
    found: dict[str, InForce] = {}
    for one, position, day in await conn.execute(current):
        found.setdefault(one, {})[position] = day or date.min
    return found


def _place(said: PlaceRegistered | PlaceChanged) -> Row:
    box = box_of(said.geometry, said.longitude, said.latitude)
    return {
        "place": said.place,
        "kind": said.kind.value,
        "name": shown_name(said),
        "names": _json([name.model_dump(mode="json", by_alias=True, exclude_defaults=True) for name in said.names]),
        "codes": _json([code.model_dump(mode="json", by_alias=True, exclude_defaults=True) for code in said.codes]),
        "parent": said.parent,
        "longitude": said.longitude,
        "latitude": said.latitude,
        "geometry": _json(said.geometry) if said.geometry else None,
        **(box._asdict() if box else dict.fromkeys(Box._fields)),
        "exists_from": said.exists_from,
        "exists_to": said.exists_to,
        "successor_of": said.successor_of,
    }


def _actor(said: ActorRegistered) -> Row:
    return {"actor": said.actor, "name": said.name, "kind": said.kind.value, "side": said.side}


def _source(said: SourceRegistered) -> Row:
    kept = ("source", "name", "publisher", "title", "url", "published", "affiliation", "sha256", "licence", "credit")
    return {
        **{name: getattr(said, name) for name in kept},
        "reliability": said.reliability and said.reliability.value,
    }


_VERSION: dict[str, Callable[[Any], Row]] = {"place": _place, "actor": _actor, "source": _source}


async def _add_names_and_codes(conn: Connection, entries: Sequence[Entry]) -> None:
    called: list[Row] = []
    coded: list[Row] = []
    for entry in entries:
        said = content(entry.event)
        if isinstance(said, PlaceRegistered | PlaceChanged):
            at = entry.position
            called += ({"position": at, "normal": name} for name in search_names(said))
            coded += (
                {"position": at, "scheme": scheme, "edition": edition, "code": code}
                for scheme, edition, code in search_codes(said)
            )
    if called:
        await conn.execute(insert(tables.place_name), called)
    if coded:
        await conn.execute(insert(tables.place_code), coded)


def shown_name(said: PlaceRegistered | PlaceChanged) -> str:
    """The preferred name, or the first."""
    return next((name for name in said.names if name.preferred), said.names[0]).text


def search_names(said: PlaceRegistered | PlaceChanged) -> list[str]:
    return sorted({names.normal(name.text) for name in said.names})


def search_codes(said: PlaceRegistered | PlaceChanged) -> list[tuple[str, str, str]]:
    return sorted({(code.scheme, code.edition, code.code) for code in said.codes})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
