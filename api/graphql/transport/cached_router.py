"""GraphQL over HTTP with answers that caches may keep, and queries that are known by their digest."""

from typing import Any

from fastapi import Request, Response
from strawberry.http import GraphQLRequestData
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api.graphql.context import Context
from api.graphql.transport.http import Router
from api.graphql.transport.persisted import PersistedQueries
from api.graphql.transport.requests import Question, may_change_the_log, operation_name, question_of, read_headers
from api.graphql.transport.responses import answered
from api.http.account import account_of
from api.http.kept_answers import Answer
from api.http.open_logs import log_in
from service.asking.pins import Pin


class CachedRouter(Router):
    """`queries` are shared with the direct path, which stands before it."""

    def __init__(self, *arguments: Any, release: str, queries: PersistedQueries, **named: Any):
        super().__init__(*arguments, **named)
        self._release, self._queries = release, queries

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        response = await super().run(request, context, root_value)
        question: Question | None = getattr(request.state, "answered", None)
        if question is None or context.reading.pins.loosest is Pin.CALLER:
            return response
        kept = log_in(request.scope).kept
        query, headers, reading = question.query, read_headers(request.headers.raw), context.reading
        answer = Answer(bytes(response.body), reading.stands_at, query.pin(reading.pins.loosest), reading.head)
        kept.put(query.key, answer)
        return await answered(
            kept,
            query,
            answer,
            by_get=request.method == "GET",
            known=headers.get("if-none-match", ""),
            accept_encoding=headers.get("accept-encoding", ""),
        )

    def in_full(self, given: Any) -> Any:
        return self._queries.completed(given)

    async def execute_single(
        self,
        request: Request,
        request_adapter: Any,
        sub_response: Response,
        context: Context,
        root_value: Any,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        result = await super().execute_single(request, request_adapter, sub_response, context, root_value, request_data)
        account = account_of(request.scope)
        account.operation, account.way, account.cost = operation_name(request_data), "resolvers", context.cost
        account.codes = [str((error.extensions or {}).get("code", "")) for error in result.errors or ()]
        is_for_all = request.app.state.logs.is_for_all(log_in(request.scope))
        if not isinstance(result, PreExecutionError) and is_for_all:
            self._queries.keep_from(request_data)
        if not result.errors and not may_change_the_log(request_data):
            request.state.answered = question_of(
                self._release,
                request_data,
                read_headers(request.headers.raw).get("accept", ""),
                private=context.caller.authorization is not None,
                reader=context.caller.principal.sees,
            )
        return result
