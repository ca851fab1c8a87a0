"""Documents executed in this process for the operator, who has a database and needs no server.

The schema, its context and its one reading for an operation are those of HTTP. The limits on cost and page size are
not: they protect a server from strangers, and the operator is owed the whole answer.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError

from api.graphql.context import Context
from api.graphql.guard.operation_guard import OperationGuard
from api.graphql.paging.connections import unlimited_pages
from api.graphql.schema import Schema, build
from api.http.auth import Writers
from store.db.connections import Database
from store.read.change_feed import ChangeFeed


class OperatorGuard(OperationGuard):
    """Opens the reading of an operation. Documents are the application's own: a test holds them against the schema."""

    def on_operation(self) -> Iterator[None]:
        self.execution_context.validation_rules = ()
        yield

    def on_validate(self) -> Iterator[None]:
        yield


async def execute(db: Database, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The data of a query. Raises what its resolvers raise: ClientError, Refused, StoreError."""
    context = Context(db, ChangeFeed(db), Writers({}), lambda: datetime.now(UTC))
    with unlimited_pages():
        # Not Schema.execute: that puts errors into words for strangers, and here they are still needed as they are.
        result = await strawberry.Schema.execute(_schema(), document, variable_values=variables, context_value=context)
    for error in result.errors or ():
        raise _cause(error)
    assert result.data is not None, "an answer without errors has data"
    return result.data


@cache
def _schema() -> Schema:
    return build(guard=OperatorGuard)


def _cause(error: GraphQLError) -> Exception:
    cause: Exception | None = error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    return cause or error
