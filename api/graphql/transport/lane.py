"""What the direct path asks before it leaves a question to graphql-core: a lane that answers some, and fast."""

from collections.abc import Mapping
from typing import Any, Protocol

from service.asking.pins import Pin


class LaneAnswer(Protocol):
    """An answer without errors: its body, the position that it states, and what fixes it."""

    @property
    def body(self) -> bytes: ...
    @property
    def position(self) -> int: ...
    @property
    def pin(self) -> Pin: ...


class Lane(Protocol):
    async def answer(self, query: str, variables: Mapping[str, Any], operation_name: str | None) -> LaneAnswer | None:
        """The answer to a query; None where the lane does not cover it."""
        ...


class NoLane:
    """Covers nothing."""

    async def answer(self, query: str, variables: Mapping[str, Any], operation_name: str | None) -> None:
        return None
