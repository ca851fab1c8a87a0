"""Who may write: what a form must know before it lets somebody fill it in."""

from typing import Self

import strawberry

from api.graphql.context import Info
from api.http.auth import Caller
from domain.values.access import Act
from domain.values.terms import Visibility
from store.read import audiences


@strawberry.type
class Writer:
    """The sender of this request, as one who may record, correct and retract, or may not."""

    name: str | None = strawberry.field(
        description="The name under which the sender would record: `recordedBy`. Null: this request may not write."
    )
    may_write: bool = strawberry.field(
        description="Whether this request, with the token that it has or without, may record events."
    )
    may_correct: bool = strawberry.field(
        description="Whether it may correct, retract and describe places anew as well, which needs the scope curate."
    )
    token_needed: bool = strawberry.field(
        description="Whether writing needs a token: the header `Authorization: Bearer TOKEN`. Only a server that was "
        "started with `--open-writes` needs none."
    )

    @strawberry.field
    async def visibilities(self, info: Info) -> list[Visibility]:
        """With which visibilities this request may record: those for whose readers a log is kept, and SEALED. Empty
        where everybody reads all of the log, and where this request may not write.
        """
        kept: dict[Visibility, int] = await info.context.reading.recall(audiences.reached) if self.may_write else {}
        return [*kept, Visibility.SEALED] if Visibility.PUBLIC in kept else []

    @classmethod
    def from_caller(cls, caller: Caller) -> Self:
        may_write = caller.may(Act.RECORD)
        return cls(
            name=caller.principal.name if may_write else None,
            may_write=may_write,
            may_correct=caller.may(Act.AMEND),
            token_needed=caller.authorization is not None or not may_write,
        )
