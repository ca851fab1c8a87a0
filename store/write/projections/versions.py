"""The descriptions of places, actors and sources as versions, with the names and codes of places."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update

from domain.events import ActorRegistered, PlaceChanged, PlaceRegistered, SourceRegistered, content
from domain.geo.boxes import Box, box_of
from domain.values.knowledge import published_day
from store.db import tables
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.registry import (
    PLACES,
    REGISTERS,
    InForce,
    Register,
    first_day,
    replaced,
    search_codes,
    search_names,
    shown_name,
    versions_in_force,
)
from store.write.rows import Row, insert_rows


@dataclass(slots=True)
class Succession:
    """`now` has the versions in force of each subject, `ended` the position at which each ended version did."""

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


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    """Write the versions that these entries make, and end those that they replace."""
    for register in REGISTERS:
        if described := _described(register, entries):
            await _add(conn, register, described)
    await _add_names_and_codes(conn, entries)


async def coming_versions(conn: Connection, register: Register, entries: Sequence[Entry]) -> dict[str, Row]:
    """By subject: its description once these entries follow what is projected already, where one of them gives it.

    Of a place it is that of the latest days.
    """
    described = _described(register, entries)
    order, by_position = await _succession(conn, register, described), {entry.position: entry for entry in entries}
    latest = {subject: max(in_force, key=lambda at: (in_force[at], at)) for subject, in_force in order.now.items()}
    return {
        subject: _row(register, by_position[position])
        for subject, position in latest.items()
        if position in by_position
    }


def _described(register: Register, entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    return [(subject, entry) for entry in entries if (subject := register.registered(entry.event))]


async def _succession(conn: Connection, register: Register, described: list[tuple[str, Entry]]) -> Succession:
    order = Succession(await versions_in_force(conn, register, [subject for subject, _ in described]))
    for subject, entry in described:
        order.follows(subject, entry.position, first_day(entry.event), entry.target)
    return order


def _row(register: Register, entry: Entry) -> Row:
    row = _VERSION[register.subject](content(entry.event))
    return row | {"first_day": first_day(entry.event)} if register is PLACES else row


async def _add(conn: Connection, register: Register, described: list[tuple[str, Entry]]) -> None:
    table, order = register.table, await _succession(conn, register, described)
    fresh = {entry.position for _, entry in described}
    ends = [{"at": at, "end": end} for at, end in order.ended.items() if at not in fresh]
    if ends:
        await conn.execute(
            update(table).where(table.c.position == bindparam("at")).values(until=bindparam("end")), ends
        )
    rows = [
        {**_row(register, entry), "position": entry.position, "until": order.ended.get(entry.position)}
        for _, entry in described
    ]
    await insert_rows(conn, table, rows)


def _place(event: PlaceRegistered | PlaceChanged) -> Row:
    box = box_of(event.geometry, event.longitude, event.latitude)
    return {
        "place": event.place,
        "kind": event.kind.value,
        "name": shown_name(event),
        "names": _json([name.model_dump(mode="json", by_alias=True, exclude_defaults=True) for name in event.names]),
        "codes": _json([code.model_dump(mode="json", by_alias=True, exclude_defaults=True) for code in event.codes]),
        "parent": event.parent,
        "longitude": event.longitude,
        "latitude": event.latitude,
        "geometry": _json(event.geometry) if event.geometry else None,
        **(box._asdict() if box else dict.fromkeys(Box._fields)),
        "exists_from": event.exists_from,
        "exists_to": event.exists_to,
        "successor_of": event.successor_of,
    }


def _actor(event: ActorRegistered) -> Row:
    return {"actor": event.actor, "name": event.name, "kind": event.kind.value, "side": event.side}


def _source(event: SourceRegistered) -> Row:
    kept = ("source", "name", "publisher", "title", "url", "affiliation", "sha256", "licence", "credit")
    return {
        **{name: getattr(event, name) for name in kept},
        "published": event.published and published_day(event.published),
        "reliability": event.reliability and event.reliability.value,
    }


_VERSION: dict[str, Callable[[Any], Row]] = {"place": _place, "actor": _actor, "source": _source}


async def _add_names_and_codes(conn: Connection, entries: Sequence[Entry]) -> None:
    called: list[Row] = []
    coded: list[Row] = []
    for entry in entries:
        event = content(entry.event)
        if isinstance(event, PlaceRegistered | PlaceChanged):
            at = entry.position
            called += ({"position": at, "normal": name} for name in search_names(event))
            coded += (
                {"position": at, "scheme": scheme, "edition": edition, "code": code}
                for scheme, edition, code in search_codes(event)
            )
    await insert_rows(conn, tables.place_name, called)
    await insert_rows(conn, tables.place_code, coded)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
