"""Imports, as the log has them."""

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.recording import recorded_at, recorded_by
from api.graphql.types.scalars import DateTime, Position, moment_shown
from service.asking import cursors
from store.read import imports
from store.read.imports import Import as ImportOnRecord


@strawberry.type
class Import:
    """What one file brought when it was loaded. `timeline import --undo` takes it back, by its id."""

    id: strawberry.ID = strawberry.field(description="Its number: the position of its first event.")
    file: str | None = strawberry.field(description="Name of the file, without its folder. Null: not known.")
    row: strawberry.Private[ImportOnRecord]
    first_position: Position = strawberry.field(description="Position of its first event.")
    last_position: Position = strawberry.field(
        description="Position of its last event. Between the parts of a long file others may have recorded events."
    )
    is_whole: bool = strawberry.field(
        description="Whether all of the file was recorded. If not, it is being loaded, or that was broken off: the same"
        " file loaded again goes on with it."
    )
    known_from: DateTime | None = strawberry.field(
        description="Its edition: the moment from which it was known, the first of several. Null: it does not say."
    )
    known_to: DateTime | None = strawberry.field(
        description="The last moment from which any of it was known. Null: it does not say."
    )
    new: int = strawberry.field(description="Claims that it brought.")
    corrected: int = strawberry.field(description="Corrections that it brought of what was on record.")
    retracted: int = strawberry.field(description="Retractions that it brought.")
    described: int = strawberry.field(description="Descriptions of places, actors and sources that it brought.")
    refused: int | None = strawberry.field(
        description="Rows that were not recorded. Null: not on record, as of a log that was copied."
    )
    standing: int = strawberry.field(
        description="Those of its claims and corrections that are neither corrected nor retracted by now."
    )

    @strawberry.field
    def recorded_at(self, info: Info) -> DateTime:
        """When it was loaded, UTC. Without a token only its day is given: 00:00."""
        return recorded_at(info, self.row.span.recorded_at)

    @strawberry.field
    def recorded_by(self, info: Info) -> str:
        """Who loaded it: for tokens of the scopes curate and admin, "-" for others."""
        return recorded_by(info, self.row.recorded_by)


async def all_imports(info: Info, first: int, after: str | None) -> Connection[Import]:
    key = cursors.decode("imports", after, (int,))
    rows = await info.context.reading.ask(imports.imports, before=key and key[0], first=page_size(first))

    async def count() -> int:
        return len(await info.context.reading.ask(imports.spans))

    return connection(rows, first, key, lambda row: cursors.encode("imports", row.span.first), _shown, count)


def _shown(row: ImportOnRecord) -> Import:
    span = row.span
    return Import(
        id=strawberry.ID(str(span.first)),
        file=span.file,
        row=row,
        first_position=Position(span.first),
        last_position=Position(span.last),
        is_whole=span.is_whole,
        known_from=moment_shown(row.known_from),
        known_to=moment_shown(row.known_to),
        new=row.claims,
        corrected=row.corrected,
        retracted=row.retracted,
        described=row.described,
        refused=row.refused,
        standing=row.standing,
    )
