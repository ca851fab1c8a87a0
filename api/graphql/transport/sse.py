"""GraphQL over server-sent events, by the protocol graphql-sse ("distinct connections"):
https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md.

Strawberry writes the events; here is how they are sent: who takes nothing for too long is cut off with a reason.
"""

import asyncio
from contextlib import aclosing

from starlette.responses import StreamingResponse
from starlette.types import Send

from api import json_text, limits
from api.graphql.transport.websocket import SLOW_CONSUMER
from api.http.logs import log


class EventStream(StreamingResponse):
    async def stream_response(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with aclosing(self.body_iterator) as chunks:  # type: ignore[type-var]
            try:
                async for chunk in chunks:
                    await _in_time(send, chunk, more=True)
            except _Slow:
                log.warning("slow consumer cut off", protocol="graphql-sse")
                await _last_words(send)
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Slow(Exception):
    pass


async def _in_time(send: Send, text: str | bytes | memoryview, *, more: bool) -> None:
    # The standard lets a line end either way; urql's client knows the short way only.
    body = text.replace("\r\n", "\n").encode() if isinstance(text, str) else bytes(text)
    try:
        async with asyncio.timeout(limits.SEND_SECONDS_MAX):
            await send({"type": "http.response.body", "body": body, "more_body": more})
    except TimeoutError:
        raise _Slow from None


async def _last_words(send: Send) -> None:
    """The reason, for who begins to read again soon. Who does not finds the connection closed."""
    code, _, message = SLOW_CONSUMER.partition(": ")
    reason = json_text.encode({"errors": [{"message": message, "extensions": {"code": code}}]}).decode()
    try:
        await _in_time(send, f"event: next\ndata: {reason}\n\nevent: complete\ndata: \n\n", more=False)
    except _Slow:
        return
