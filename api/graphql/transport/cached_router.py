"""GraphQL over HTTP with answers that caches may keep, and queries that are known by their digest."""

from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from strawberry.http import GraphQLRequestData
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api import release
from api.graphql.context import Context
from api.graphql.transport import persisted
from api.graphql.transport.http import Router
from api.graphql.transport.persisted import PersistedQueries
from api.http.caching import NEVER, Asked, NotModified, is_any, is_listed
from api.http.error_response import LEGACY_TYPE
from service.asking.pins import Pin
from store.db.errors import StoreError
from store.read import log


class CachedRouter(Router):
    def __init__(self, *arguments: Any, **named: Any):
        super().__init__(*arguments, **named)
        self._queries = PersistedQueries()
        self._release = release.fingerprint()

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        try:
            return await super().run(request, context, root_value)
        except NotModified as same:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=same.headers)

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
        by_get = request.method == "GET"
        asked = self._asked(request, sub_response, request_data)
        known = ",".join(request.headers.getlist("if-none-match"))
        if by_get and known:
            await _unless_unchanged(asked, known, context)
        result = await super().execute_single(request, request_adapter, sub_response, context, root_value, request_data)
        self._keep(request_data, result)
        if by_get and not result.errors:
            sub_response.headers.update(_headers(asked, known, context))
        return result

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        response = super().create_response(response_data, sub_response)
        # An answer to POST, and one with errors, is nobody's to keep.
        response.headers["Cache-Control"] = sub_response.headers.get("cache-control", NEVER)
        for name in ("etag", "vary"):
            if name in sub_response.headers:
                response.headers[name] = sub_response.headers[name]
        return response

    def _asked(self, request: Request, sub_response: Response, given: GraphQLRequestData) -> Asked:
        return Asked(
            release=self._release,
            media_type=sub_response.media_type or LEGACY_TYPE,
            query=given.query or "",
            variables=given.variables or {},
            operation_name=given.operation_name,
            private="authorization" in request.headers,
        )

    def _keep(self, given: GraphQLRequestData, result: ExecutionResult) -> None:
        by_digest = persisted.digest_in({"extensions": given.extensions}) is not None
        if by_digest and given.query and not isinstance(result, PreExecutionError):
            self._queries.keep(given.query)


async def _unless_unchanged(asked: Asked, known: str, context: Context) -> None:
    """Raises NotModified where the log ends where it ended; then nothing of the query is run.

    Only for answers that hang on the end of the log. Whether one is fixed by a position is known when it has been
    computed: a tag that a client made up must not make a shared cache keep for a year what changes tomorrow.
    """
    try:
        async with context.db.read() as connection:
            head = await log.head(connection)
    except StoreError:
        return  # The query will meet it too, and say so.
    headers = asked.headers(Pin.HEAD, head)
    if is_listed(headers["ETag"], known):
        raise NotModified(headers)


def _headers(asked: Asked, known: str, context: Context) -> dict[str, str]:
    """For an answer without errors. Raises NotModified."""
    reading = context.reading
    headers = asked.headers(asked.pin(reading.pins.loosest), reading.head)
    if is_any(known) or is_listed(headers["ETag"], known):
        raise NotModified(headers)
    return headers
