"""The body of a request, bounded before anybody reads it."""

from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import limits
from api.http.error_response import graphql_error


class BodyLimit:
    """Refuses bodies that are too large or compressed, and URLs that are too long."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is None:
            body = await whole_body(receive)
            if body is not None:
                await self.app(scope, replayed(body, receive), send)
                return
            refusal = _too_large()
        await refusal(scope, receive, send)


def _refusal(scope: Scope) -> Response | None:
    headers = dict(scope["headers"])
    if len(scope["query_string"]) + len(scope["path"]) > limits.URL_BYTES_MAX:
        return graphql_error(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            "URL_TOO_LONG",
            f"the address has more than {limits.URL_BYTES_MAX:,} bytes: send the query with POST",
        )
    # An unpacked bomb is larger than any limit on what was sent.
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        return graphql_error(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_ENCODING",
            "send the body uncompressed, without Content-Encoding",
        )
    length = headers.get(b"content-length", b"0")
    return _too_large() if length.isdigit() and int(length[:20]) > limits.BODY_BYTES_MAX else None


def _too_large() -> Response:
    return graphql_error(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "BODY_TOO_LARGE",
        f"the body has more than {limits.BODY_BYTES_MAX:,} bytes: send fewer events at a time",
    )


async def whole_body(receive: Receive) -> list[Message] | None:
    """All messages of the body, or None as soon as they are too many."""
    messages, size = [], 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > limits.BODY_BYTES_MAX:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return messages


def replayed(messages: list[Message], receive: Receive) -> Receive:
    """A receiver that gives messages which have been read once more, and then what comes after them."""
    left = iter(messages)

    async def next_message() -> Message:
        return next(left, None) or await receive()

    return next_message
