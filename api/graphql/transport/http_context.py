"""The context of an operation that came over HTTP, as Strawberry's router for FastAPI wants it."""

from dataclasses import dataclass

from strawberry.fastapi import BaseContext

from api.graphql.context import Context


@dataclass
class HttpContext(Context, BaseContext):
    """Apart from Context, so that what asks in the same process does not wait for FastAPI."""

    def __post_init__(self) -> None:
        BaseContext.__init__(self)
