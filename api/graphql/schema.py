"""The schema: types, scalars, the gate that every operation passes, and its text for schema.graphql."""

from contextlib import aclosing
from copy import copy
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLEnumType, GraphQLError, GraphQLNamedType, Undefined
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from api import errors, limits
from api.graphql.context import Context
from api.graphql.guard.admitted import while_admitted
from api.graphql.guard.min_position import min_position
from api.graphql.guard.operation_guard import OperationGuard
from api.graphql.guard.operations import is_subscription
from api.graphql.lane.documents import Documents, KeptDocuments
from api.graphql.open_streams import OpenStreams
from api.graphql.outcomes import saying_what_is_recorded
from api.graphql.roots.mutation import Mutation
from api.graphql.roots.query import Query
from api.graphql.roots.subscription import Subscription
from api.graphql.types import arguments, enums
from api.graphql.types.column_scalars import COLUMN_SCALARS
from api.graphql.types.event_types import OBJECTS
from api.graphql.types.scalars import SCALARS
from api.http.deadline import in_time
from store.db.errors import StoreError


class Schema(strawberry.Schema):
    documents: Documents
    """What has been parsed and validated: for graphql-core and for the compiled lane."""
    streams: OpenStreams

    async def execute(self, *arguments: Any, **named: Any) -> ExecutionResult:
        """As in Strawberry, with every error translated: errors.py. What is a stream is no single answer."""
        allowed = set(named.get("allowed_operation_types", OperationType)) - {OperationType.SUBSCRIPTION}
        result = await super().execute(*arguments, **named | {"allowed_operation_types": allowed})
        if result.errors:
            result.errors = _shown(result, result.errors, named.get("context_value"))
        return result

    async def _execute_operation(self, execution_context: ExecutionContext, *more: Any) -> Any:
        """As in Strawberry, of a query in time, and where it is in nobody's way. Raises Deadline, ClientGone."""
        context: Context = execution_context.context
        if execution_context.operation_type is OperationType.MUTATION:
            return await super()._execute_operation(execution_context, *more)
        work = context.run_apart(super()._execute_operation(execution_context, *more))
        return await in_time(work, context.receive, context.answer_by)

    async def stream(self, query: str | None, *arguments: Any, **named: Any) -> StreamResult:
        """The same for results that are streamed. One WebSocket carries many operations: each gets its own context."""
        own: Context = await named["context_value"].for_operation()
        results = await super().stream(query, *arguments, **named | {"context_value": own})
        # Anything else has one result, which is not held back: what it says may have been recorded.
        if own.caller.authorization is not None and is_subscription(query or "", named.get("operation_name")):
            results = while_admitted(results, own)
        return _translated(results, own, self.streams)

    def process_errors(self, errors: list[Any], execution_context: ExecutionContext | None = None) -> None:
        """Strawberry would log them here, with the literals of the query. errors.py logs faults, without."""


def _shown(result: ExecutionResult, found: list[GraphQLError], context: Context | None) -> list[GraphQLError]:
    shown = errors.shown(found, asked=not isinstance(result, PreExecutionError))
    return saying_what_is_recorded(shown, context.recorded) if context else shown


def _refusal(error: GraphQLError) -> GraphQLError:
    """What a single answer refuses with an HTTP status (http.py), a stream can only tell as an error."""
    cause = error.original_error
    if isinstance(cause, CannotGetOperationTypeError):
        return GraphQLError(cause.as_http_error_reason(), extensions={"code": "BAD_REQUEST"})
    if isinstance(cause, InvalidOperationTypeError):
        return GraphQLError(errors.MUTATION_BY_GET, extensions={"code": "METHOD_NOT_ALLOWED"})
    return error


async def _translated(results: StreamResult, context: Context, streams: OpenStreams) -> StreamResult:
    try:
        if refusal := streams.enter(context):
            yield PreExecutionError(data=None, errors=errors.shown([refusal], asked=False))
            return
        async with aclosing(results):
            async for result in results:
                lost = isinstance(result, ExecutionResult) and any(
                    isinstance(error.original_error, StoreError) for error in result.errors or ()
                )
                if isinstance(result, ExecutionResult) and result.errors:
                    result.errors = _shown(result, [_refusal(error) for error in result.errors], context)
                yield result
                if lost:
                    # What follows would leave a gap: who goes on after the last event that came whole has none.
                    return
    finally:
        streams.leave(context)
        await context.close()


def build(in_order: bool = False, subscriptions: int = limits.SUBSCRIPTIONS_MAX) -> Schema:
    """The schema of one application, with documents of its own and at most so many subscriptions at a time; the types
    are made once in a process, for all.

    `in_order` sorts its text, and is for export only: Strawberry's sorted schemas break unions.
    """
    schema, documents = copy(_typed(in_order)), Documents()
    # The guard reads it before the operation begins; Strawberry would look for it at every field.
    schema.directives = ()
    schema.documents, schema.streams = documents, OpenStreams(subscriptions)
    # The guard comes first: what it refuses is not validated.
    schema.extensions = (OperationGuard, lambda: KeptDocuments(documents))
    return schema


@cache
def _typed(in_order: bool) -> Schema:
    schema = Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=list(OBJECTS.values()),
        directives=[min_position],
        config=StrawberryConfig(scalar_map=SCALARS | COLUMN_SCALARS, sort_schema=in_order),
    )
    for kind in schema._schema.type_map.values():
        describe(kind)
    return schema


def sdl() -> str:
    """The text of schema.graphql."""
    return build(in_order=True).as_str() + "\n"


def describe(kind: GraphQLNamedType) -> None:
    """Docstrings are the descriptions: of the class for a type, of the resolver for a field."""
    definition = kind.extensions.get("strawberry-definition")
    kind.description = kind.description or own_text(
        getattr(definition, "origin", None) or getattr(definition, "wrapped_cls", None)
    )
    if isinstance(kind, GraphQLEnumType) and definition is not None:
        docstrings = enums.member_docstrings(definition.wrapped_cls)
        for name, value in kind.values.items():
            value.description = value.description or docstrings.get(name)
    for field_name, field in getattr(kind, "fields", {}).items():
        for argument in getattr(field, "args", {"": field}).values():
            absent_not_null(argument)
        for name, argument in getattr(field, "args", {}).items():
            argument.description = argument.description or arguments.description(kind.name, field_name, name)
        resolver = getattr(field.extensions.get("strawberry-definition"), "base_resolver", None)
        field.description = field.description or own_text(getattr(resolver, "wrapped_func", None))


def absent_not_null(argument: Any) -> None:
    """Python's `= None` says that an argument may be left out; the contract's nullable arguments have no default."""
    if getattr(argument, "default_value", Undefined) is None:
        argument.default_value = Undefined


def own_text(documented: Any) -> str | None:
    text = getattr(documented, "__dict__", {}).get("__doc__") or getattr(documented, "__doc__", None)
    if not isinstance(text, str) or text.startswith(f"{getattr(documented, '__name__', '')}("):
        return None  # what dataclasses write by themselves
    return "\n".join(line.strip() for line in text.strip().splitlines())
