"""What is wrong with an input, or to be looked at in it."""

from typing import Self

import strawberry

from domain.values.problems import Problem as Found


@strawberry.type
class Problem:
    """One problem of the input: where it is, a stable code, and what to do."""

    path: list[str] = strawberry.field(description="The keys and indexes that lead to the field.")
    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="What is wrong and what to do, for people.")

    @classmethod
    def from_found(cls, found: Found) -> Self:
        return cls(path=list(found.path), code=found.code, message=found.message)
