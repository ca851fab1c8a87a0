"""Who may open an event, as those see it who read the record."""

from typing import Self

import strawberry

from api.graphql.context import Info
from api.graphql.types.scalars import DateTime, Position, moment_shown
from domain.events.disclosure import TO_ALL
from domain.values.terms import Visibility
from store.read.disclosures import OnRecord


@strawberry.type
class Disclosure:
    """Who may open an event, by the newest that is said of it. What it refers to may be open to fewer: then they may
    not open this either (`events(filter: {withheldFrom: ...})`).
    """

    visibility: Visibility = strawberry.field(description="Who may open it, once there is no embargo.")
    release_at: DateTime | None = strawberry.field(
        description="The embargo: until this moment (UTC) only those may open it who read the record. Null: none."
    )
    set_by: strawberry.ID | None = strawberry.field(
        description="Id of the event that said so, a VisibilitySet. Null: nothing was said, so everybody may open it."
    )
    position: Position | None = strawberry.field(
        description="Where that event stands in the log. Null: nothing was said."
    )

    @classmethod
    def from_record(cls, found: OnRecord) -> Self:
        said, disclosure = found.said, found.said.disclosure if found.said else TO_ALL
        return cls(
            visibility=disclosure.visibility,
            release_at=moment_shown(disclosure.release_at),
            set_by=strawberry.ID(said.by) if said else None,
            position=Position(said.position) if said else None,
        )


async def disclosure_of(info: Info, event: str) -> Disclosure | None:
    """None for those who read the log of an audience: there is nothing to be told apart."""
    found = await info.context.reading.disclosures.load((None, event))
    return Disclosure.from_record(found) if found else None
