"""Questions about the gazetteer, the actors, the sources and the log itself."""

from datetime import date

import strawberry

from api.graphql.connections import Connection
from api.graphql.context import Info
from api.graphql.types.actor import Actor, all_actors
from api.graphql.types.actor import actor as actor_with_id
from api.graphql.types.event import Event, event_by_id
from api.graphql.types.import_run import Import, all_imports
from api.graphql.types.known_ids import warn_of, warn_of_event
from api.graphql.types.log import EventFilter, Log, events_of_log, log_of
from api.graphql.types.match import PlaceMatch, resolved
from api.graphql.types.node import Node
from api.graphql.types.node_by_id import node_by_id, nodes_by_ids
from api.graphql.types.place import CodeInput, Edition, EditionInput, all_editions, all_places, by_id_or_code
from api.graphql.types.place import place as place_with_id
from api.graphql.types.place_states import Place
from api.graphql.types.scalars import Position
from api.graphql.types.source import Source, all_sources
from api.graphql.types.writer import Writer
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.asking.pins import Pin
from store.read.text_search import ACTORS, PLACES


@strawberry.type
class RegisterQueries:
    @strawberry.field
    def writer(self, info: Info) -> Writer:
        """Who may write, as far as this request shows."""
        info.context.reading.pins.add(Pin.CALLER)
        return Writer.from_caller(info.context.caller)

    @strawberry.field
    async def place(
        self,
        info: Info,
        id: strawberry.ID | None = None,
        code: CodeInput | None = None,
        on: date | None = None,
        position: Position | None = None,
    ) -> Place | None:
        """One place, by its id or a code; null where there is none. `on`: as it was described on that day."""
        at = info.context.reading.position(position)
        found = await place_with_id(info, Coordinates(on, None, at), await by_id_or_code(info, at, id, code))
        if found is None and id is not None:
            await warn_of(info, PLACES, at, id)
        return found

    @strawberry.field
    async def places(
        self,
        info: Info,
        within: strawberry.ID | None = None,
        kind: PlaceKind | None = None,
        on: date | None = None,
        edition: EditionInput | None = None,
        first: int = 100,
        after: str | None = None,
        name: str | None = None,
    ) -> Connection[Place]:
        """The gazetteer, by id. `on`: only those that existed on that day, named and placed as they were then.

        `edition`: only those that this gazetteer has a code for. `name`: only those with a name that begins so, in any
        script and spelling, the likeliest first; where none does, those whose names sound alike.
        """
        return await all_places(info, within, kind, on, edition, first, after, name)

    @strawberry.field
    async def editions(self, info: Info, within: strawberry.ID | None = None, on: date | None = None) -> list[Edition]:
        """The editions of gazetteers, with the number of places that each has `on` a day.

        Pass one to `places`, or to `tally` of a snapshot, to count against its places alone.
        """
        return await all_editions(info, within, on)

    @strawberry.field
    async def resolve_place(
        self,
        info: Info,
        name: str,
        within: strawberry.ID | None = None,
        kind: PlaceKind | None = None,
        on: date | None = None,
        first: int = 5,
    ) -> list[PlaceMatch]:
        """The places that a reported name may mean, in any spelling or script, best first, with the reasons."""
        return await resolved(info, name, within, kind, on, first)

    @strawberry.field
    async def actor(self, info: Info, id: strawberry.ID) -> Actor | None:
        """One actor, by its id; null where there is none."""
        position = info.context.reading.head.position
        found = await actor_with_id(info, position, id)
        if found is None:
            await warn_of(info, ACTORS, position, id)
        return found

    @strawberry.field
    async def actors(
        self, info: Info, first: int = 100, after: str | None = None, name: str | None = None
    ) -> Connection[Actor]:
        """The actors, by id. `name`: only those whose name or id begins so, or is like it, the likeliest first."""
        return await all_actors(info, first, after, name)

    @strawberry.field
    async def sources(
        self, info: Info, first: int = 100, after: str | None = None, text: str | None = None
    ) -> Connection[Source]:
        """The sources (documents and statements), by id.

        `text`: only those with all of these words, or words that begin so, in name, publisher, title, address or id,
        the likeliest first; where none has them, those that are like it.
        """
        return await all_sources(info, first, after, text)

    @strawberry.field
    async def events(
        self, info: Info, after: Position | None = None, first: int = 100, filter: EventFilter | None = None
    ) -> Connection[Event]:
        """The log itself, in order of position."""
        return await events_of_log(info, after, first, filter)

    @strawberry.field
    async def imports(self, info: Info, first: int = 100, after: str | None = None) -> Connection[Import]:
        """The files that were loaded into the log, the newest first."""
        return await all_imports(info, first, after)

    @strawberry.field
    async def event(self, info: Info, id: strawberry.ID) -> Event | None:
        """One event, by its id; null where there is none."""
        found = await event_by_id(info, info.context.reading.here, id)
        if found is None:
            await warn_of_event(info, id)
        return found

    @strawberry.field
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:
        """Whichever has the id: a place, actor, source or event, a snapshot, or what one shows; null: nothing."""
        return await node_by_id(info, id)

    @strawberry.field
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        """As `node`, of many: what many answers refer to by id is fetched once. In the order of the ids."""
        return await nodes_by_ids(info, ids)

    @strawberry.field
    async def log(self, info: Info) -> Log:
        """Where the log ends, and what it spans."""
        return log_of(info.context.reading.head)
