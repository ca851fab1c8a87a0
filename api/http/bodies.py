"""The body of a request, bounded in size and time before anybody reads it."""

import asyncio
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import limits
from api.http.error_response import graphql_error
from api.http.sockets.bounds import Bounds
from api.http.sockets.held import HeldBytes


class BodyLimit:
    """Refuses bodies that are too large, too slow or compressed, and URLs that are too long.

    `held` counts the bodies of all requests, until they are answered.
    """

    def __init__(self, app: ASGIApp, bounds: Bounds, held: HeldBytes):
        self.app, self._bounds, self._held = app, bounds, held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if refusal := self._refusal(scope):
            await refusal(scope, receive, send)
            return
        holder = object()
        try:
            body = await self._whole(receive, holder)
            if isinstance(body, Response):
                await body(scope, receive, send)
            elif body[-1]["type"] == "http.request":  # otherwise the client has gone amid it
                await self.app(scope, replayed(body, receive), send)
        finally:
            self._held.let_go(holder)

    def _refusal(self, scope: Scope) -> Response | None:
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
        too_large = length.isdigit() and int(length[:20]) > self._bounds.body_bytes
        return _too_large(self._bounds.body_bytes) if too_large else None

    async def _whole(self, receive: Receive, holder: object) -> list[Message] | Response:
        """All messages of the body, or why it is refused."""
        try:
            async with asyncio.timeout(self._bounds.request_seconds):
                return await self._parts(receive, holder)
        except TimeoutError:
            return _too_slow(self._bounds.request_seconds)

    async def _parts(self, receive: Receive, holder: object) -> list[Message] | Response:
        messages: list[Message] = []
        size = 0
        while not messages or messages[-1].get("more_body"):
            messages.append(await receive())
            size += len(messages[-1].get("body", b""))
            if refusal := self._refused(holder, size):
                return refusal
        return messages

    def _refused(self, holder: object, size: int) -> Response | None:
        if size > self._bounds.body_bytes:
            return _too_large(self._bounds.body_bytes)
        return None if self._held.hold(holder, size) else _no_room()


def _too_large(most: int) -> Response:
    return graphql_error(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "BODY_TOO_LARGE",
        f"the body has more than {most:,} bytes: send fewer events at a time, import a file with `timeline import`, "
        "or let the operator set TIMELINE_BODY_BYTES",
    )


def _too_slow(seconds: float) -> Response:
    refusal = graphql_error(
        HTTPStatus.REQUEST_TIMEOUT,
        "REQUEST_TOO_SLOW",
        f"the body did not come to its end within {seconds:g} seconds: send it again, or less at a time",
    )
    refusal.headers["Connection"] = "close"
    return refusal


def _no_room() -> Response:
    refusal = graphql_error(
        HTTPStatus.TOO_MANY_REQUESTS,
        "SERVER_BUSY",
        "the server holds as many large bodies as it may: try again in a moment, or send less at a time",
    )
    refusal.headers["Retry-After"] = "1"
    return refusal


async def whole_body(receive: Receive) -> list[Message]:
    """All messages of a body that has been bounded before."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def replayed(messages: list[Message], receive: Receive) -> Receive:
    """A receiver that gives messages which have been read once more, and then what comes after them."""
    left = iter(messages)

    async def next_message() -> Message:
        return next(left, None) or await receive()

    return next_message
