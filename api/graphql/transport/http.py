"""GraphQL over HTTP, as its specification has it: https://graphql.github.io/graphql-over-http/draft/.

Strawberry's router, with what it lacks: the media type of GraphQL responses, the statuses that go with it, bodies that
are JSON but no request, and errors as JSON.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from cross_web import HTTPException
from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from strawberry import UNSET
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.unset import UnsetType

from api import json_text
from api.errors import MUTATION_BY_GET
from api.graphql.outcomes import RECORDED
from api.graphql.transport.http_context import HttpContext
from api.graphql.transport.requests import (
    RESPONSE_TYPE,
    Refusal,
    agreed_type,
    check_content_type,
    given_in_url,
    is_streamed,
    prefers_html,
    read_headers,
    read_json,
    request_of,
)
from api.graphql.transport.responses import NEVER_KEPT, response_of
from api.graphql.transport.sse import EventStream
from api.graphql.transport.websocket import Handler, Socket
from api.http.auth import Caller
from api.http.authentication import CHALLENGE, audit_refusal
from api.http.budgets import CODE as BUDGET_SPENT
from api.http.error_response import LEGACY_TYPE, graphql_error
from api.http.min_position import RETRY_AFTER, PositionNotReached
from api.http.statuses import status_of_fault

TOKEN_REFUSED = frozenset({"TOKEN_WRONG", "TOKEN_REVOKED", "TOKEN_EXPIRED"})
STREAMS = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL)
"""Not `graphql-ws`, the older protocol of that name, and not multipart."""


class Router(GraphQLRouter[HttpContext, None]):
    """`page` makes what a browser sees that opens the address and asks nothing yet."""

    websocket_adapter_class = Socket
    graphql_transport_ws_handler_class = Handler

    def __init__(self, *arguments: Any, page: Callable[[], HTMLResponse], **named: Any):
        super().__init__(*arguments, **named)
        self._page = page

    async def create_streaming_response(
        self,
        request: Request,
        stream: Callable[[], AsyncIterator[str]],
        sub_response: Response,
        headers: Mapping[str, str],
    ) -> Response:
        return EventStream(stream(), headers=dict(headers))

    def encode_json(self, data: object) -> bytes:
        return json_text.encode(data)

    async def on_ws_connect(self, context: HttpContext) -> UnsetType:
        """Browsers cannot send headers with a WebSocket, so a token may come in `connectionParams`.

        Raises NotAllowed, AudienceNotFilled.
        """
        given = context.connection_params
        named = {str(name).lower(): value for name, value in given.items()} if isinstance(given, dict) else {}
        if isinstance(token := named.get("authorization"), str) and context.access:
            context.caller = await context.access.again(Caller(authorization=token))
            context.read_from(context.logs.read_by(context.caller.principal))
        if context.caller.refusal:
            audit_refusal(context.caller.refusal, door="websocket", by=context.caller.principal.name)
            raise context.caller.refusal
        return UNSET

    async def run(self, request: Any, context: Any = None, root_value: Any = None) -> Any:
        try:
            return await super().run(request, context, root_value)
        except HTTPException as refusal:
            # What Strawberry itself refuses is a bad request of some other kind.
            return graphql_error(refusal.status_code, getattr(refusal, "code", "BAD_REQUEST"), refusal.reason)

    def should_render_graphql_ide(self, request: Any) -> bool:
        if request.method != "GET" or {"query", "extensions"} & request.query_params.keys():
            return False
        return prefers_html(request.headers.get("accept", ""))

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:
        """Our own build of GraphiQL: Strawberry's page would load from other hosts."""
        answer = self._page()
        answer.headers["vary"] = "Accept"
        return answer

    async def get_sub_response(self, request: Request) -> Response:
        """Carries the media type that was agreed on to where the answer is made."""
        return Response(media_type=agreed_type(read_headers(request.headers.raw).get("accept", "")))

    async def parse_http_body(self, request: Any) -> GraphQLRequestData:
        if request.method == "GET":
            given = given_in_url(request.query_params)
        else:
            check_content_type(request.content_type)
            given = read_json(await request.get_body())
        asked = request_of(self.in_full(given))
        streamed = is_streamed(request.headers.get("accept", ""), asked)
        transport = self._get_stream_transport_from_headers(request.headers) if streamed else None
        return replace(asked, protocol=transport.protocol) if transport else asked

    def in_full(self, given: Any) -> Any:
        """The request with everything that it only refers to."""
        return given

    async def execute_single(
        self,
        request: Any,
        request_adapter: Any,
        sub_response: Any,
        context: Any,
        root_value: Any,
        request_data: Any,
    ) -> ExecutionResult:
        try:
            return await super().execute_single(
                request, request_adapter, sub_response, context, root_value, request_data
            )
        except HTTPException as refusal:
            if request_adapter.method == "GET" and "mutations" in refusal.reason:
                raise Refusal(
                    HTTPStatus.METHOD_NOT_ALLOWED,
                    "METHOD_NOT_ALLOWED",
                    MUTATION_BY_GET,
                ) from None
            if "subscriptions" in refusal.reason:
                raise Refusal(
                    HTTPStatus.NOT_ACCEPTABLE,
                    "NOT_A_STREAM",
                    "a subscription is a stream: ask with Accept: text/event-stream, or over WebSocket",
                ) from None
            raise

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        answer: dict[str, Any] = {}
        # Without data nothing had begun to be answered: then there is no `data` at all (specification, section 6.4).
        if result.data is not None or any(error.path for error in result.errors or ()):
            answer["data"] = result.data
        if result.errors:
            answer["errors"] = [error.formatted for error in result.errors]
        if result.extensions:
            answer["extensions"] = result.extensions
        return answer  # type: ignore[return-value]

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        media_type = sub_response.media_type or LEGACY_TYPE
        status = status_of(response_data, media_type)
        more = {"WWW-Authenticate": CHALLENGE} if status == HTTPStatus.UNAUTHORIZED else _retry_after(response_data)
        return response_of(
            json_text.encode(response_data),
            media_type,
            status=status,
            position=response_data.get("extensions", {}).get("position"),
            caching=NEVER_KEPT | more,
        )


def _retry_after(answer: dict[str, Any]) -> dict[str, str]:
    codes = {error.get("extensions", {}).get("code") for error in answer.get("errors", ())}
    return RETRY_AFTER if PositionNotReached.code in codes else {}


def status_of(answer: dict[str, Any], media_type: str) -> int:
    extensions = [error.get("extensions", {}) for error in answer.get("errors", ())]
    codes = {each.get("code") for each in extensions}
    faults = [status for code in codes if (status := status_of_fault(code))]
    # What has recorded something did not fail, whatever came afterwards.
    if answer.get("data") is None and faults and not any(RECORDED in each for each in extensions):
        return max(faults)
    if "data" in answer:
        return HTTPStatus.OK
    if codes & TOKEN_REFUSED:
        return HTTPStatus.UNAUTHORIZED
    if BUDGET_SPENT in codes:
        return HTTPStatus.TOO_MANY_REQUESTS
    if "INTERNAL" in codes:
        return HTTPStatus.INTERNAL_SERVER_ERROR
    # The older media type says 200 to every well-formed request.
    return HTTPStatus.BAD_REQUEST if media_type == RESPONSE_TYPE else HTTPStatus.OK
