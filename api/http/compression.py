"""Answers leave compressed where the client takes that: those that are text, whole and long enough.

Streams stay as they are: an event would wait in the compressor until others came.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.encodings import agreed_coding, compressed, is_worth_it

_TEXT = re.compile(rb"text/|image/svg\+xml|application/(javascript|json|[a-z.-]+\+json)\b")
_STREAM = b"text/event-stream"
_PARTIAL, _NOT_MODIFIED = 206, 304


class Compression:
    """Compresses answers that come whole, and tells caches that they differ by Accept-Encoding."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
        await self.app(scope, receive, _Sender(agreed_coding(accepted.decode("latin-1")), send))


class _Sender:
    """Holds the head of an answer back until the first part of its body says whether that is all of it."""

    def __init__(self, coding: str | None, send: Send):
        self._coding, self._send = coding, send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            given = dict(message["headers"])
            is_text = _is_text(given.get(b"content-type", b""))
            if is_text or message["status"] == _NOT_MODIFIED:
                _vary(message, given.get(b"vary", b""))
            if self._coding and is_text and message["status"] != _PARTIAL and b"content-encoding" not in given:
                self._start = message
                return
        elif self._start:
            start, self._start = self._start, None
            message = await self._compressed(start, message)
            await self._send(start)
        await self._send(message)

    async def _compressed(self, start: Message, message: Message) -> Message:
        body = message.get("body", b"")
        if message["type"] != "http.response.body" or message.get("more_body") or not is_worth_it(body):
            return message
        assert self._coding, "asked for"
        body = await compressed(body, self._coding)
        mark_encoded(MutableHeaders(scope=start), self._coding, len(body))
        return {**message, "body": body}


def mark_encoded(headers: MutableHeaders, coding: str, length: int) -> None:
    """Say that a body is in this coding. A strong ETag named the bytes before: it becomes a weak one."""
    headers["Content-Encoding"] = coding
    headers["Content-Length"] = str(length)
    tag = headers.get("etag", "")
    if tag.startswith('"'):
        headers["ETag"] = f"W/{tag}"


def _vary(start: Message, present: bytes) -> None:
    if b"accept-encoding" not in present.lower():
        others = [pair for pair in start["headers"] if pair[0] != b"vary"]
        start["headers"] = [*others, (b"vary", b", ".join(filter(None, (present, b"Accept-Encoding"))))]


def _is_text(media_type: bytes) -> bool:
    return _TEXT.match(media_type) is not None and not media_type.startswith(_STREAM)
