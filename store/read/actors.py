"""Actors as a position of the log describes them; never filtered by `knownOn`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from domain.values.terms import ActorKind
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class ActorRow:
    id: str
    name: str
    kind: ActorKind
    side: str | None


_ACTOR = tables.actor_version


def actor_row(row: Any) -> ActorRow:
    """An actor from the columns of one version."""
    return ActorRow(row.actor, row.name, ActorKind(row.kind), row.side)


def _query(position: int | None) -> Any:
    columns = (_ACTOR.c.actor, _ACTOR.c.name, _ACTOR.c.kind, _ACTOR.c.side)
    return select(*columns).where(in_force(_ACTOR, position)).order_by(_ACTOR.c.actor)


async def _rows(conn: Connection, statement: Any) -> list[ActorRow]:
    return [actor_row(row) for row in await conn.execute(statement)]


async def actors_by_ids(conn: Connection, ids: Iterable[str], *, position: int | None = None) -> dict[str, ActorRow]:
    rows = await _rows(conn, _query(position).where(_ACTOR.c.actor.in_(listed(ids))))
    return {actor.id: actor for actor in rows}


async def names_of_actors(conn: Connection, *, position: int | None = None) -> dict[str, str]:
    """The name of every registered actor by its id."""
    return {actor.id: actor.name for actor in await _rows(conn, _query(position))}


async def list_actors(
    conn: Connection, *, position: int | None = None, after: str | None = None, first: int
) -> list[ActorRow]:
    """In order of id, those after the id `after`."""
    return await _rows(conn, _query(position).where(_ACTOR.c.actor > (after or "")).limit(first))


async def count_actors(conn: Connection, *, position: int | None = None) -> int:
    query = select(func.count()).select_from(_ACTOR).where(in_force(_ACTOR, position))
    return (await conn.execute(query)).scalar_one()
