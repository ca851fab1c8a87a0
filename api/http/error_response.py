"""What no resource answers: a status, with a stable code and what to do, as JSON, whatever the address was.

The body is the exception of OGC API Features (17-069r4, section 7.5.1), which suits the other addresses as well.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from api import json_text
from api.http.caching import NEVER
from api.http.prefix import path_within
from store.db.errors import AudienceNotFilled

LEGACY_TYPE = "application/json"
_TRY_AGAIN_LATER = 1013
"""With which a WebSocket is closed (RFC 6455, the registry of IANA)."""


def graphql_error(status: int, code: str, message: str) -> Response:
    """An error outside any operation, in the form that every GraphQL client reads."""
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    headers = {"Cache-Control": NEVER}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "GET, POST"
    return Response(json_text.encode(body), status_code=status, media_type=LEGACY_TYPE, headers=headers)


def refused(status: int, code: str, message: str, **headers: str) -> Response:
    body = json_text.encode({"code": code, "description": message})
    headers = {"Cache-Control": NEVER, **headers}
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def not_filled(graphql: str) -> Callable[[Any, Any], Coroutine[Any, Any, Any]]:
    """What answers those whose log is not answered from yet (AudienceNotFilled), for the application's handlers of
    exceptions. `graphql`: the path of GraphQL.
    """

    async def answer(connection: HTTPConnection, error: AudienceNotFilled) -> Response | None:
        if isinstance(connection, WebSocket):
            await connection.close(_TRY_AGAIN_LATER)
            return None
        status = HTTPStatus.SERVICE_UNAVAILABLE
        is_graphql = path_within(connection.scope) == graphql
        response = (graphql_error if is_graphql else refused)(status, error.code, error.message)
        response.headers["Retry-After"] = "5"
        return response

    return answer


async def astray(request: Request, refusal: HTTPException) -> Response:
    """The answer where no route takes the request: for the application's handler of such exceptions."""
    status = HTTPStatus(refusal.status_code)
    if status != HTTPStatus.METHOD_NOT_ALLOWED:
        return refused(status, status.name, "there is nothing here: begin at /, /ogc or /graphql")
    allowed = ", ".join(sorted((refusal.headers or {}).get("Allow", "").split(", ")))
    message = f"take {allowed} here; what is to be recorded goes to /graphql"
    return refused(status, status.name, message, Allow=allowed)
