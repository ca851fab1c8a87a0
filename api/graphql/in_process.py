"""Documents executed in this process for the operator, who has a database and needs no server.

The types, the context and the one reading for an operation are those of HTTP. The limits on cost and page size are
not: they protect a server from strangers, and the operator is owed the whole answer.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig

from api.graphql.connections import unlimited_pages
from api.graphql.context import Context
from api.graphql.guard.operation_guard import OperationGuard
from api.graphql.roots.query import Query
from api.graphql.types.column_scalars import COLUMN_SCALARS
from api.graphql.types.event_types import OBJECTS
from api.graphql.types.scalars import SCALARS
from api.http.auth import OPERATOR
from store.db.connections import Database
from store.read.change_feed import ChangeFeed
from store.read.fold_pool import FoldPool


class OperatorGuard(OperationGuard):
    """Opens the reading of an operation. Documents are the application's own: a test holds them against the schema."""

    def on_operation(self) -> Iterator[None]:
        self.execution_context.validation_rules = ()
        yield

    async def on_validate(self) -> AsyncIterator[None]:
        yield


class _Schema(strawberry.Schema):
    def process_errors(self, *_: Any, **__: Any) -> None:
        """Strawberry would log them here; `execute` raises them."""


async def execute(db: Database, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The data of a query. Raises what its resolvers raise: ClientError, Refused, StoreError."""
    context = Context(db, FoldPool(), ChangeFeed(db), OPERATOR, lambda: datetime.now(UTC))
    with unlimited_pages():
        result = await _schema().execute(document, variable_values=variables, context_value=context)
    for error in result.errors or ():
        raise _cause(error)
    assert result.data is not None, "an answer without errors has data"
    return result.data


@cache
def _schema() -> strawberry.Schema:
    """The types of schema.py, without what a query has no use for: mutations, streams, descriptions."""
    return _Schema(
        query=Query,
        types=[*OBJECTS.values()],
        extensions=[OperatorGuard],
        config=StrawberryConfig(scalar_map=SCALARS | COLUMN_SCALARS),
    )


def _cause(error: GraphQLError) -> Exception:
    cause: Exception | None = error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    return cause or error
