"""What a write comes to. Refusals are answers, with what to do, and not errors."""

from typing import Annotated, Self

import strawberry

from api.graphql.context import Info
from api.graphql.types.dry_run import DryRun
from api.graphql.types.event import Event, shown
from api.graphql.types.problem import Problem
from api.graphql.types.scalars import Position
from api.http.auth import NotAllowed
from domain.values.coordinates import Coordinates
from domain.values.problems import Problem as Found
from store.read import log
from store.write.append import AppendConflict


@strawberry.type
class Recorded:
    """The whole batch is in the log, and only once, even if it was sent again."""

    position: Position = strawberry.field(
        description="The position of the last event of the batch: answers at this position or later include it."
    )
    replayed: bool = strawberry.field(description="True where this key had recorded the same content before.")
    warnings: list[Problem] = strawberry.field(
        description="What to look at, although all is recorded. UTTERER_LIKE_ACTOR: a first utterer that is like a "
        "registered actor and is none; each text once."
    )
    first: strawberry.Private[int]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        """The events of the batch, as recorded."""
        count = self.position - self.first + 1
        entries = await info.context.reading.ask(log.entries, after=self.first - 1, first=count)
        return [shown(entry, self.at) for entry in entries]


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
            problems=[Problem.from_found(problem) for problem in found],
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
    Recorded | Conflict | Invalid | Denied | DryRun,
    strawberry.union(
        "RecordResult",
        description="The outcome of a write: the whole batch is recorded, or none of it. DryRun only where that was "
        "asked for.",
    ),
]
