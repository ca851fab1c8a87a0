"""GraphQL over WebSocket, by the protocol graphql-transport-ws:
https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md.

Strawberry's handler, hardened: messages are bounded JSON of the shape that the protocol gives them, a query that cannot
be parsed is an error of that query and not of the connection, and who takes nothing for too long is cut off with a
reason.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived, WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import ConnectionInitMessage

from api import json_text, limits
from api.graphql.transport.http_context import HttpContext
from api.http.auth import NotAllowed
from api.http.logs import log, trace
from store.db.errors import AudienceNotFilled

FORBIDDEN = 4403
"""Of the protocol: clients do not try again."""
_REASON_CHARS_MAX = 120
TRY_AGAIN_LATER = 1013
"""IANA's register of close codes; clients of graphql-transport-ws connect again after it."""
SLOW_CONSUMER = "SLOW_CONSUMER: nothing was taken for too long; go on after the last position that you have"


class Socket(ASGIWebSocketAdapter):
    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        while self.ws.application_state != WebSocketState.DISCONNECTED:
            try:
                text = await self.ws.receive_text()
            except KeyError:
                raise NonTextMessageReceived from None
            except WebSocketDisconnect:
                return
            try:
                message = json_text.decode(text)
            except json_text.NotJson:
                raise NonJsonMessageReceived from None
            yield message

    async def send_json(self, message: Mapping[str, object]) -> None:
        try:
            async with asyncio.timeout(limits.SEND_SECONDS_MAX):
                await self.ws.send_text(json_text.encode(message).decode())
        except WebSocketDisconnect:
            raise WebSocketDisconnected from None
        except TimeoutError:
            log.warning("slow consumer cut off", protocol="graphql-transport-ws")
            await self.close(TRY_AGAIN_LATER, SLOW_CONSUMER)
            raise WebSocketDisconnected from None

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state != WebSocketState.DISCONNECTED:
            await super().close(code, reason)


class Handler(BaseGraphQLTransportWSHandler[HttpContext, None]):
    async def handle_message(self, message: Any) -> None:
        if wrong := _what_is_wrong(message):
            await self.handle_invalid_message(wrong)
        else:
            await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        try:
            await super().handle_connection_init(message)
        except NotAllowed as refusal:
            await self.websocket.close(FORBIDDEN, f"{refusal.code}: {refusal.message}"[:_REASON_CHARS_MAX])
        except AudienceNotFilled as error:
            await self.websocket.close(TRY_AGAIN_LATER, f"{error.code}: {error.message}"[:_REASON_CHARS_MAX])

    async def handle_task_exception(self, error: Exception) -> None:
        if not isinstance(error, WebSocketDisconnected):
            log.error("internal fault", **trace(error))

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> str | None:
        return None


def _what_is_wrong(message: Any) -> str | None:
    """Why this is no message of the protocol; a reason for closing has 123 bytes at most (RFC 6455, section 5.5)."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return "a message is a JSON object with a `type`"
    kind, payload = message["type"], message.get("payload")
    if kind in ("ping", "pong", "connection_init"):
        return None
    if kind not in ("subscribe", "complete"):
        return "unknown type of message: connection_init, ping, pong, subscribe or complete"
    if not isinstance(message.get("id"), str) or not message["id"]:
        return f"`{kind}` needs an `id`, which is text"
    if kind == "complete":
        return None
    if not isinstance(payload, dict) or not isinstance(payload.get("query"), str):
        return "`subscribe` needs a `payload` with a `query`, which is text"
    if not isinstance(payload.get("variables"), dict | None) or not isinstance(
        payload.get("operationName"), str | None
    ):
        return "in a `payload`, `variables` is an object and `operationName` text"
    return None
