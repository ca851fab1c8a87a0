"""Answers leave compressed where the client takes that: those that are text, whole and long enough.

Streams stay as they are: an event would wait in the compressor until others came.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.encodings import agreed_coding, compressed, is_worth_it

_TEXT = re.compile(r"text/|image/svg\+xml|application/(javascript|json|[a-z.-]+\+json)\b")
_STREAM = "text/event-stream"
_PARTIAL, _NOT_MODIFIED = 206, 304


class Compression:
    """Compresses answers that come whole, and tells caches that they differ by Accept-Encoding."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Sender(asked_coding(Headers(scope=scope)), send))


def asked_coding(headers: Headers) -> str | None:
    """The coding that a request asks for."""
    return agreed_coding(",".join(headers.getlist("accept-encoding")))


class _Sender:
    """Holds the head of an answer back until the first part of its body says whether that is all of it."""

    def __init__(self, coding: str | None, send: Send):
        self._coding, self._send = coding, send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if _differs(message["status"], headers):
                add_vary(headers, "Accept-Encoding")
            if self._coding and _can_be_compressed(message["status"], headers):
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


def add_vary(headers: MutableHeaders, name: str) -> None:
    present = headers.get("vary", "")
    if name.lower() not in (part.strip().lower() for part in present.split(",")):
        headers["Vary"] = f"{present}, {name}" if present else name


def _differs(status: int, headers: Headers) -> bool:
    return status == _NOT_MODIFIED or _is_text(headers)


def _can_be_compressed(status: int, headers: Headers) -> bool:
    return status != _PARTIAL and _is_text(headers) and "content-encoding" not in headers


def _is_text(headers: Headers) -> bool:
    media_type = headers.get("content-type", "")
    return _TEXT.match(media_type) is not None and not media_type.startswith(_STREAM)
