"""Who may write: what a form must know before it lets somebody fill it in."""

from typing import Self

import strawberry

from api.http.auth import NotAllowed, Writers


@strawberry.type
class Writer:
    """The sender of this request, as one who may record, correct and retract, or may not."""

    name: str | None = strawberry.field(
        description="The name under which the sender would record: `recordedBy`. Null: this request may not write."
    )
    may_write: bool = strawberry.field(
        description="Whether this request, with the token that it has or without, may write."
    )
    token_needed: bool = strawberry.field(
        description="Whether writing needs a token: the header `Authorization: Bearer TOKEN`."
    )

    @classmethod
    def from_request(cls, writers: Writers, authorization: str | None) -> Self:
        try:
            name = writers.name_of(authorization)
        except NotAllowed:
            return cls(name=None, may_write=False, token_needed=True)
        return cls(name=name, may_write=True, token_needed=not writers.open)
