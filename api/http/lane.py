"""What the direct path asks before it leaves a question to graphql-core: a lane that answers some, and fast."""

from collections.abc import Mapping
from typing import Any, Protocol

from service.asking.pins import Pin


class LaneAnswer(Protocol):
    """An answer without errors: its body, the position that it states, what fixes it, and what the question cost."""

    @property
    def body(self) -> bytes: ...
    @property
    def position(self) -> int: ...
    @property
    def pin(self) -> Pin: ...
    @property
    def price(self) -> int: ...


class Lane(Protocol):
    async def answer(self, query: str, variables: Mapping[str, Any], operation_name: str | None) -> LaneAnswer | None:
        """The answer to a query; None where the lane does not cover it."""
        ...


class NoLane:
    """Covers nothing."""

    async def answer(self, query: str, variables: Mapping[str, Any], operation_name: str | None) -> None:
        return None
