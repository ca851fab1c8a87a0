"""A question on both ways to its answer: the compiled lane and graphql-core."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from strawberry.types.graphql import OperationType

from api import json_text
from api.graphql import schema
from api.graphql.context import Context
from api.graphql.lane.documents import Documents
from api.graphql.lane.lane import Answer, Lane
from api.http.auth import OPERATOR
from service.asking.pins import Pin
from store.db.connections import Database
from store.db.errors import StoreError
from store.read.change_feed import ChangeFeed
from store.read.fold_pool import FoldPool
from store.read.head_watch import head_watch
from store.read.kernel.kernel import Kernel
from store.read.log_sizes import LogSizes
from tests.support.inline_folds import InlineFolds


@dataclass
class TwoPaths:
    db: Database
    kernel: Kernel
    lane: Lane
    answered: list[str] = field(default_factory=list)
    """The questions that the lane has answered."""

    async def compare(self, query: Any, variables: Any = None, name: str | None = None) -> Answer | None:
        """What the lane answers, after it was found to be what graphql-core answers; None where it does not."""
        if not isinstance(query, str) or not isinstance(variables, dict | None):
            return None
        with suppress(StoreError):
            await self.kernel.world(patience_s=60)  # a server would leave the question to graphql-core meanwhile
        answer = await self.lane.answer(query, variables, name)
        if answer is not None:
            expected = await self.by_core(query, variables, name)
            if expected.position == answer.position:  # else somebody has written meanwhile
                assert answer.body == expected.body, (query, variables)
                assert answer == expected
                self.answered.append(query)
        return answer

    async def by_core(self, query: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Answer:
        """What graphql-core answers, in the bytes that HTTP gives."""
        context = Context(self.db, FoldPool(), ChangeFeed(self.db), OPERATOR, lambda: datetime.now(UTC))
        result = await _schema().execute(
            query,
            variable_values=dict(variables or {}),
            context_value=context,
            operation_name=name,
            allowed_operation_types={OperationType.QUERY},
        )
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [error.formatted for error in result.errors]
        body["extensions"] = result.extensions
        pin = context.reading.pins.loosest if context.position is not None else Pin.HEAD
        return Answer(json_text.encode(body), context.position or 0, pin, context.cost)


@asynccontextmanager
async def two_paths(db: Database) -> AsyncIterator[TwoPaths]:
    async with head_watch(db) as heads:
        kernel = Kernel(db, heads, InlineFolds())
        yield TwoPaths(db, kernel, Lane(_schema()._schema, Documents(), kernel, _sizes))


@cache
def _schema() -> schema.Schema:
    return schema.build()


async def _sizes() -> LogSizes:
    """As of an empty log, as core prices it here."""
    return LogSizes()
