"""Places, actors and sources as versions: each in force from the position of one event to that of the next.

Reference data is read as of a position of the log, never as of `knownOn`. A correction takes the place of the
version that it corrects; where that is no longer in force, a later description has taken its place already,
and stays.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.boxes import Box, box_of
from domain.events import ActorRegistered, Event, PlaceChanged, PlaceRegistered, SourceRegistered, content
from store import names, tables
from store.columns import listed
from store.entry import Entry

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


@dataclass(slots=True)
class Succession:
    """Who follows whom: `now` has the position in force of each subject, `ended` where each version ended."""

    now: dict[str, int]
    ended: dict[int, int] = field(default_factory=dict)

    def follows(self, subject: str, position: int, target: int | None) -> None:
        before = self.now.get(subject)
        if before is not None and target is not None and target != before:
            self.ended[position] = position  # corrects what is no longer in force: in force nowhere itself
            return
        if before is not None:
            self.ended[before] = position
        self.now[subject] = position


async def project(conn: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Write the versions that these entries make, and end those that they follow."""
    for register in REGISTERS:
        told = [(subject, entry) for entry in entries if (subject := register.registered(entry.event))]
        if told:
            await _add(conn, register, told)
    await _add_names_and_codes(conn, entries)


async def _add(conn: AsyncConnection, register: Register, told: list[tuple[str, Entry]]) -> None:
    table = register.table
    subject = table.c[register.subject]
    current = select(subject, table.c.position).where(
        subject.in_(listed(one for one, _ in told)), table.c.until.is_(None)
    )
    order = Succession(dict((await conn.execute(current)).all()))
    for one, entry in told:
        order.follows(one, entry.position, entry.target)
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
    await conn.execute(insert(table), rows)


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


async def _add_names_and_codes(conn: AsyncConnection, entries: Sequence[Entry]) -> None:
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
