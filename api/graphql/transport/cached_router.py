"""GraphQL over HTTP with answers that caches may keep, and queries that are known by their digest."""

from typing import Any

from fastapi import Request, Response
from strawberry.http import GraphQLRequestData
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api.graphql.context import Context
from api.graphql.transport.answers import Answer, KeptAnswers
from api.graphql.transport.http import Router
from api.graphql.transport.persisted import PersistedQueries
from api.graphql.transport.requests import cacheable_query, may_change_the_log
from api.graphql.transport.responses import answered
from api.http.caching import CacheableQuery


class CachedRouter(Router):
    """`queries` and `kept` are shared with the direct path, which stands before it."""

    def __init__(self, *arguments: Any, release: str, queries: PersistedQueries, kept: KeptAnswers, **named: Any):
        super().__init__(*arguments, **named)
        self._release, self._queries, self._kept = release, queries, kept

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        response = await super().run(request, context, root_value)
        query: CacheableQuery | None = getattr(request.state, "answered", None)
        if query is None:
            return response
        reading = context.reading
        answer = Answer(bytes(response.body), reading.stands_at, query.pin(reading.pins.loosest), reading.head)
        self._kept.put(query.key, answer)
        return await answered(self._kept, query, answer, request.method, request.headers)

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
        if not isinstance(result, PreExecutionError):
            self._queries.keep_from(request_data)
        if not result.errors and not may_change_the_log(request_data):
            request.state.answered = cacheable_query(self._release, request_data, request.headers)
        return result
