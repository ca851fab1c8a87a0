"""Sources, as registered at the position of the answer."""

from datetime import date

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from service.asking import cursors
from store.read import sources
from store.read.sources import SourceRow


@strawberry.type
class Source:
    """A document or statement. `reliability` is the Admiralty letter, A completely reliable to F cannot be judged."""

    id: strawberry.ID = strawberry.field(description="Id of the document or statement.")
    name: str = strawberry.field(description="The name to show.")
    publisher: str | None = strawberry.field(description="Who published it. Null: not known.")
    url: str | None = strawberry.field(description="Where it can be read. Null: not known.")
    title: str | None = strawberry.field(description="Its title. Null: not known.")
    published: date | None = strawberry.field(description="The day on which it was published. Null: not known.")
    reliability: str | None = strawberry.field(description="Admiralty code, first character: A to F. Null: not graded.")
    sha256: str | None = strawberry.field(description="SHA-256 of the document, hexadecimal. Null: not known.")
    licence: str | None = strawberry.field(
        description="The terms under which others may use it: an SPDX identifier where there is one. Null: not known."
    )
    attribution: str | None = strawberry.field(
        description="The line that is to be printed with it, where one is asked for."
    )
    affiliation_id: strawberry.Private[str | None]
    position: strawberry.Private[int]

    @strawberry.field
    async def affiliation(self, info: Info) -> Actor | None:
        """The actor whose gains this source has an interest in."""
        return await actor(info, self.position, self.affiliation_id)


def source_from_row(row: SourceRow, position: int) -> Source:
    return Source(
        id=strawberry.ID(row.id),
        name=row.name,
        publisher=row.publisher,
        url=row.url,
        title=row.title,
        published=row.published,
        reliability=row.reliability,
        sha256=row.sha256,
        licence=row.licence,
        attribution=row.credit,
        affiliation_id=row.affiliation,
        position=position,
    )


async def source(info: Info, position: int, id: str | None) -> Source | None:
    row = await info.context.reading.sources.load((position, id)) if id else None
    return source_from_row(row, position) if row else None


async def all_sources(info: Info, first: int, after: str | None) -> Connection[Source]:
    reading = info.context.reading
    key = cursors.decode("sources", after, (str,))
    rows = await reading.ask(sources.list_sources, after=key and key[0], first=page_size(first))

    async def count() -> int:
        return await reading.ask(sources.count_sources)

    def node(row: SourceRow) -> Source:
        return source_from_row(row, reading.head.position)

    return connection(rows, first, key, lambda row: cursors.encode("sources", row.id), node, count)
