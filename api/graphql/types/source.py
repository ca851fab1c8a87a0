"""Sources, as registered at the position of the answer."""

from datetime import date
from functools import partial

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.node import Node
from api.graphql.types.searched import page_of_hits, search_text
from service.asking import cursors
from store.read import sources, text_search
from store.read.sources import SourceRow


@strawberry.type
class Source(Node):
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
        description="The credit line to be printed with it. Null: none is asked for."
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


async def all_sources(info: Info, first: int, after: str | None, text: str | None) -> Connection[Source]:
    reading = info.context.reading

    def node(row: SourceRow) -> Source:
        return source_from_row(row, reading.head.position)

    if (searched := search_text("text", text)) is not None:
        page_size(first)
        position = reading.head.position
        hits = await reading.ask(text_search.source_hits, searched, position=position)
        described = partial(reading.ask, sources.sources_by_ids, position=position)
        return await page_of_hits("sources", hits, first, after, described, node)
    key = cursors.decode("sources", after, (str,))
    rows = await reading.ask(sources.list_sources, after=key and key[0], first=page_size(first))

    async def count() -> int:
        return await reading.ask(sources.count_sources)

    return connection(rows, first, key, lambda row: cursors.encode("sources", row.id), node, count)
