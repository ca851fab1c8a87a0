"""Places, actors and sources as versions: each in force from the position of one event to that of the next.

Reference data is read as of a position of the log, never as of `knownOn`. Of a place several versions are in force at
once, each of which describes the days from its own first day up to that of the next. A correction takes the place
of the version that it corrects; where that is no longer in force, a later description has taken its place already,
and stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table, literal, select

from domain.events import (
    ActorRegistered,
    Event,
    PlaceChanged,
    PlaceRegistered,
    SourceRegistered,
    content,
)
from domain.gazetteer import names
from domain.values import edtf
from store.db import tables
from store.db.columns import any_of, elements
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of reference data: its events, its table, and the column that names what is registered."""

    types: tuple[type[Event], ...]
    table: Table
    subject: str

    def registered(self, event: Event) -> str | None:
        """The id of what the event registers, describes anew or corrects, if it is one of this register's."""
        description = content(event)
        return getattr(description, self.subject) if type(description) in self.types else None


PLACES = Register((PlaceRegistered, PlaceChanged), tables.place_version, "place")
ACTORS = Register((ActorRegistered,), tables.actor_version, "actor")
SOURCES = Register((SourceRegistered,), tables.source_version, "source")
REGISTERS = (PLACES, ACTORS, SOURCES)


def subject_of(event: Event) -> str | None:
    """The id of the place, actor or source that the event describes; None for claims and retractions."""
    return next((subject for register in REGISTERS if (subject := register.registered(event))), None)


InForce = dict[int, date]
"""The versions of one subject that are in force, by position, each with the first day that it describes."""


def first_day(event: Event) -> date:
    """The first civil day that a description is about: that of a change of the place itself, where it is dated.

    `date.min`: it was always so. Actors and sources have one description at a time.
    """
    description = content(event)
    dated = isinstance(description, PlaceChanged) and description.occurred
    return (dated and edtf.interval(dated).first_day) or date.min


def replaced(in_force: InForce, first: date, target: int | None) -> set[int] | None:
    """The versions that end when one comes that describes the days from `first` on; `target` is what it corrects.

    A description of all days takes the place of every other; one from a day on that of another from the same day; a
    correction that of what it corrects. None: it corrects what is no longer in force, and comes into force nowhere.
    """
    same = {position for position, day in in_force.items() if day == first}
    if target is not None:
        return same | {target} if target in in_force else None
    return set(in_force) if first == date.min else same


async def versions_in_force(conn: Connection, register: Register, subjects: Iterable[str]) -> dict[str, InForce]:
    """At the head of the log. One statement."""
    found: dict[str, InForce] = {}
    for one, position, day in await conn.execute(_current(register), {"subjects": elements(subjects)}):
        found.setdefault(one, {})[position] = day or date.min
    return found


@cache
def _current(register: Register) -> Any:
    table = register.table
    subject = table.c[register.subject]
    first = table.c.first_day if register is PLACES else literal(None)
    return select(subject, table.c.position, first).where(subject.in_(any_of("subjects")), table.c.until.is_(None))


def shown_name(description: PlaceRegistered | PlaceChanged) -> str:
    """The preferred name, or the first."""
    return next((name for name in description.names if name.preferred), description.names[0]).text


def search_names(description: PlaceRegistered | PlaceChanged) -> list[str]:
    return sorted({names.normal(name.text) for name in description.names})


def search_codes(description: PlaceRegistered | PlaceChanged) -> list[tuple[str, str, str]]:
    return sorted({(code.scheme, code.edition, code.code) for code in description.codes})
