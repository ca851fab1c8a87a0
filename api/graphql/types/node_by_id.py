"""`node`: whichever has the id. Ids of places, actors, sources and events are of registers of their own; those of
snapshots, and of what is seen from them, say what they are.
"""

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
    """Null where nothing has the id. Raises ClientError AMBIGUOUS_ID where two registers have it."""
    if (answer := await _answer(info, id)) is not None:
        return answer
    if (viewed := tokens.decode_view(id)) is not None:
        event, at = viewed
        info.context.reading.position(at.position)
        return await view_by_id(info, at, event)
    reading = info.context.reading
    position = reading.head.position
    by_register: dict[str, Node | None] = {
        "place": await place(info, Coordinates(None, None, position), id),
        "actor": await actor(info, position, id),
        "source": await source(info, position, id),
        "event": await event_by_id(info, reading.here, id),
    }
    having = {what: node for what, node in by_register.items() if node is not None}
    if len(having) > 1:
        message = f"{id} is the id of {' and of '.join(f'one {what}' for what in having)}: ask for it by its own field"
        raise ClientError("AMBIGUOUS_ID", message)
    if not having:
        for register in (PLACES, ACTORS, SOURCES):
            await warn_of(info, register, position, id)
        await warn_of_event(info, id)
    return next(iter(having.values()), None)


async def _answer(info: Info, id: str) -> Node | None:
    """A snapshot, or a state, which has the token of its snapshot before the id of its place. Ids of events may have a
    colon as well.
    """
    token, colon, place_id = id.rpartition(":")
    at = _coordinates(info, token if colon else id)
    if at is None:
        return None
    if not colon:
        return snapshot_at(at)
    if await info.context.reading.places.load((Coordinates(None, None, at.position), place_id)) is None:
        return None
    return await state_of(info, at, place_id)


def _coordinates(info: Info, token: str) -> Coordinates | None:
    """Those of a token; None for any other text. Raises ClientError for a token that is of other rules, or ahead."""
    try:
        at = tokens.decode(token)
    except ClientError as error:
        if error.code == "BAD_TOKEN":
            return None
        raise
    return info.context.reading.named(at)
