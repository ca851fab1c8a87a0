"""Actors, as registered at the position of the answer."""

from functools import partial
from typing import Self

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.node import Node
from api.graphql.types.searched import page_of_hits, search_text
from service.asking import cursors
from store.read import actors, text_search
from store.read.actors import ActorRow


@strawberry.type
class Actor(Node):
    """A party that holds, gains, loses or moves: state forces, a rebel group, civilians and so on."""

    id: strawberry.ID = strawberry.field(description="Id of the actor, such as `taliban`.")
    name: str = strawberry.field(description="The name to show.")
    kind: str = strawberry.field(description="What the actor is: one of ActorKind.")
    side: str | None = strawberry.field(description="The belligerent side that it fights on. Null: none, or not known.")

    @classmethod
    def from_row(cls, row: ActorRow) -> Self:
        return cls(id=strawberry.ID(row.id), name=row.name, kind=row.kind, side=row.side)


async def actor(info: Info, position: int, id: str | None) -> Actor | None:
    row = await info.context.reading.actors.load((position, id)) if id else None
    return Actor.from_row(row) if row else None


async def all_actors(info: Info, first: int, after: str | None, name: str | None) -> Connection[Actor]:
    reading = info.context.reading
    if (text := search_text("name", name)) is not None:
        page_size(first)
        position = reading.head.position
        hits = await reading.ask(text_search.actor_hits, text, position=position)
        described = partial(reading.ask, actors.actors_by_ids, position=position)
        return await page_of_hits("actors", hits, first, after, described, Actor.from_row)
    key = cursors.decode("actors", after, (str,))
    rows = await reading.ask(actors.list_actors, after=key and key[0], first=page_size(first))

    async def count() -> int:
        return await reading.ask(actors.count_actors)

    return connection(rows, first, key, lambda row: cursors.encode("actors", row.id), Actor.from_row, count)
