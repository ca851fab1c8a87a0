"""Places, actors and sources as a person names them in an answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from api.cli.ask import ALL, Client
from api.cli.running import NotFound, run_quietly
from store.db.connections import Connection, Database
from store.read import actors, sources

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What one database has, by id or name. Each method raises NotFound, with what may be meant."""

    url: str

    def place(self, text: str) -> str:
        """The id of a place, by id, code or name."""

        async def find(db: Database) -> str:
            client = await Client.of_database(db)
            return await client.place(text, client.head) or ""

        return run_quietly(find, self.url)

    def actor(self, text: str) -> str:
        """The id of an actor, by id or name."""
        return self._registered("actor", text, actors.names_of_actors)

    def source(self, text: str) -> str:
        """The id of a source, by id or name."""
        return self._registered("source", text, _names_of_sources)

    def _registered(self, kind: str, text: str, read: Callable[[Connection], Awaitable[Mapping[str, str]]]) -> str:
        async def names(db: Database) -> Mapping[str, str]:
            async with db.read() as conn:
                return await read(conn)

        known = run_quietly(names, self.url)
        named = [id for id, name in known.items() if name.casefold() == text.casefold()]
        if text in known or len(named) == 1:
            return text if text in known else named[0]
        near = named or get_close_matches(text.casefold(), known, n=_SHOWN, cutoff=0.5) or [*known]
        shown = [f"{id}  {known[id]}" for id in near[:_SHOWN]]
        raise NotFound(f"no {kind} is registered as {text!r}; there are", *shown)


async def _names_of_sources(conn: Connection) -> dict[str, str]:
    return {source.id: source.name for source in await sources.list_sources(conn, first=ALL)}
