"""What a write comes to. Refusals are answers, with what to do, and not errors."""

from typing import Annotated, Self

import strawberry

from api.graphql.types.event import Event
from api.graphql.types.scalars import Position
from api.http.auth import NotAllowed
from domain.values.problems import Problem as Found
from store.write.append import AppendConflict


@strawberry.type
class Recorded:
    """The whole batch is in the log, once, however often it was sent."""

    position: Position = strawberry.field(
        description="That of the last event of the batch: ask from here on to see it."
    )
    events: list[Event] = strawberry.field(description="The events of the batch, as recorded.")
    replayed: bool = strawberry.field(description="True where this key had recorded the same content before.")


@strawberry.type
class Conflict:
    """`expectedPosition` is not where the log ends, or the idempotency key was used for other content.

    Nothing was stored.
    """

    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="What happened and what to do, for people.")
    position: Position = strawberry.field(description="Where the log ends.")

    @classmethod
    def from_append(cls, conflict: AppendConflict) -> Self:
        return cls(code=conflict.code, message=conflict.message, position=Position(conflict.position))


@strawberry.type
class Problem:
    """One thing that is wrong. `path` leads to the field, `code` is stable, `message` says what to do."""

    path: list[str] = strawberry.field(description="The keys and indexes that lead to the field.")
    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="What is wrong and what to do, for people.")


@strawberry.type
class Invalid:
    """The input cannot be accepted, for every one of these reasons. Nothing of the batch was stored."""

    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="How many problems there are, for people.")
    problems: list[Problem] = strawberry.field(description="Everything that is wrong with the batch.")

    @classmethod
    def from_problems(cls, found: list[Found]) -> Self:
        count = "one problem" if len(found) == 1 else f"{len(found)} problems"
        return cls(
            code="INVALID",
            message=f"nothing was recorded: {count}",
            problems=[Problem(path=list(p.path), code=p.code, message=p.message) for p in found],
        )


@strawberry.type
class Denied:
    """The caller may not write."""

    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="Why, and what to do, for people.")

    @classmethod
    def from_refusal(cls, refusal: NotAllowed) -> Self:
        return cls(code=refusal.code, message=refusal.message)


RecordResult = Annotated[
    Recorded | Conflict | Invalid | Denied,
    strawberry.union("RecordResult", description="What a write comes to. Nothing else is ever half done."),
]
