"""Which places, actors and sources a stretch of the log registered, and whether anything else in the log uses them; and
what else in it stays.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from domain.events import EventRetracted, SealedValueErased, VisibilitySet
from store.db import tables
from store.db.columns import listed
from store.db.connections import Connection
from store.read.annulments import stands_at_head

_RETRACTIONS = select(tables.event.c.position).where(tables.event.c.type == EventRetracted.TYPE)

_LASTING = {SealedValueErased.TYPE: "erasure", VisibilitySet.TYPE: "visibility"}


class Registration(NamedTuple):
    """`kind` is place, actor, source, erasure or visibility; `used`: standing claims elsewhere name it."""

    kind: str
    id: str
    used: bool


async def brought(conn: Connection, first: int, last: int) -> list[Registration]:
    """Those that were described between two positions, both included, and not before. Seven statements."""
    elsewhere = _Elsewhere(first, last)
    found: list[Registration] = []
    for kind, table, uses in (
        ("place", tables.place_version, elsewhere.about_places),
        ("actor", tables.actor_version, elsewhere.by_actors),
        ("source", tables.source_version, elsewhere.from_sources),
    ):
        ids = await _new(conn, table, table.c[kind], first, last)
        used = set((await conn.execute(uses(ids))).scalars()) if ids else set()
        found += (Registration(kind, id, id in used) for id in ids)
    return found + await _lasting(conn, first, last)


async def _lasting(conn: Connection, first: int, last: int) -> list[Registration]:
    event = tables.event.c
    query = select(event.type, event.id).where(event.type.in_(_LASTING), event.position.between(first, last))
    rows = (await conn.execute(query.order_by(event.position))).all()
    return [Registration(_LASTING[type], id, False) for type, id in rows]


async def _new(conn: Connection, table: Any, subject: Any, first: int, last: int) -> list[str]:
    before = select(subject).where(table.c.position < first)
    new = select(subject).where(table.c.position.between(first, last), subject.not_in(before)).distinct()
    return sorted((await conn.execute(new)).scalars())


class _Elsewhere:
    """Queries for those ids that standing events outside a stretch of the log name."""

    def __init__(self, first: int, last: int):
        self._first, self._last = first, last

    def about_places(self, ids: Iterable[str]) -> Any:
        touch, version = tables.event_place.c, tables.place_version.c
        about = select(touch.place).where(
            touch.place.in_(listed(ids)), *self._counts(touch.position), touch.position.not_in(_RETRACTIONS)
        )
        above = select(version.parent).where(version.parent.in_(listed(ids)), *self._counts(version.position))
        return about.union(above)

    def by_actors(self, ids: Iterable[str]) -> Any:
        return self._of_claims(ids, ("holder", "loser", "first_utterer"))

    def from_sources(self, ids: Iterable[str]) -> Any:
        event = tables.event.c
        return select(event.source).where(event.source.in_(listed(ids)), *self._counts(event.position)).distinct()

    def _of_claims(self, ids: Iterable[str], columns: Iterable[str]) -> Any:
        claim = tables.claim.c
        named = [
            select(claim[name]).where(claim[name].in_(listed(ids)), *self._counts(claim.position)) for name in columns
        ]
        affiliated, version = tables.source_version.c.affiliation, tables.source_version.c
        named.append(select(affiliated).where(affiliated.in_(listed(ids)), *self._counts(version.position)))
        return named[0].union(*named[1:])

    def _counts(self, position: Any) -> Iterator[ColumnElement[bool]]:
        yield or_(position < self._first, position > self._last)
        yield stands_at_head(position)
