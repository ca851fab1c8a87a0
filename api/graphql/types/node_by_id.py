"""`node` and `nodes`: whatever has an id. Places, actors, sources and events have registers of their own; the ids of
snapshots, and of what is seen from them, say what they are.
"""

import asyncio
from collections.abc import Sequence
from typing import cast

from api.graphql.connections import page_size
from api.graphql.context import Info
from api.graphql.types.actor import actor
from api.graphql.types.event import event_by_id
from api.graphql.types.event_view import view_by_id
from api.graphql.types.known_ids import warn_of, warn_of_event
from api.graphql.types.node import Node
from api.graphql.types.place import place
from api.graphql.types.snapshot import snapshot_at
from api.graphql.types.source import source
from api.graphql.types.state import state_of
from domain.values.coordinates import Coordinates
from service.asking import tokens
from service.asking.refusals import ClientError
from store.read.text_search import ACTORS, PLACES, SOURCES


async def node_by_id(info: Info, id: str) -> Node | None:
    """Null where nothing has the id, with a warning of what was meant. Raises ClientError as `_node`."""
    found = await _node(info, id)
    if found is None:
        for register in (PLACES, ACTORS, SOURCES):
            await warn_of(info, register, info.context.reading.head.position, id)
        await warn_of_event(info, id)
    return found


async def nodes_by_ids(info: Info, ids: Sequence[str]) -> list[Node | None]:
    """In the order of the ids. What one of them is refused for is an error of its place in the list alone."""
    if ids:
        page_size(len(ids))
    found = await asyncio.gather(*(_node(info, id) for id in ids), return_exceptions=True)
    return cast("list[Node | None]", found)  # graphql-core raises an exception that stands for an item


async def _node(info: Info, id: str) -> Node | None:
    """Raises ClientError AMBIGUOUS_ID where two registers have the id."""
    if (seen_at := tokens.decode_seen(id)) is not None:
        return await _seen(info, *seen_at)
    if (viewed := tokens.decode_view(id)) is not None:
        event, at = viewed
        info.context.reading.position(at.position)
        return await view_by_id(info, at, event)
    return await _registered(info, id)


async def _registered(info: Info, id: str) -> Node | None:
    reading = info.context.reading
    position = reading.head.position
    registers = ("place", "actor", "source", "event")
    nodes = await asyncio.gather(
        place(info, Coordinates(None, None, position), id),
        actor(info, position, id),
        source(info, position, id),
        event_by_id(info, reading.here, id),
    )
    having = {what: node for what, node in zip(registers, nodes, strict=True) if node is not None}
    if len(having) > 1:
        message = f"{id} is the id of {' and of '.join(f'one {what}' for what in having)}: ask for it by its own field"
        raise ClientError("AMBIGUOUS_ID", message)
    return next(iter(having.values()), None)


async def _seen(info: Info, at: Coordinates, place_id: str | None) -> Node | None:
    """A snapshot, or the state of a place in it."""
    at = info.context.reading.named(at)
    if place_id is None:
        return snapshot_at(at)
    if await info.context.reading.places.load((Coordinates(None, None, at.position), place_id)) is None:
        return None
    return await state_of(info, at, place_id)
