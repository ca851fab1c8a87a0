"""Logs: what was asked of which door, how long it took, and how it ended; never what was said.

Source material is not ours to spill: no query text, no variable, no query string and no message of an exception
(drivers put values into theirs) reaches a log.
"""

import logging
import sys
import traceback
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, merge_contextvars, unbind_contextvars

from api.http.account import REQUEST_ID_HEADER, opened
from api.http.prefix import path_within

if TYPE_CHECKING:
    from api.http.metrics import Metrics

log = structlog.get_logger("timeline")
_CLIENT_GONE = 499
"""No status of HTTP, but that of others in their logs: there was no answer, and nobody waited for one."""


def configure(log_format: str, level: str) -> None:
    """Called once, by the command that serves."""
    for_people = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    renderer = structlog.processors.JSONRenderer() if log_format == "json" else for_people
    structlog.configure(
        processors=[
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")


def trace(error: BaseException) -> dict[str, Any]:
    """Where an exception arose, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return {"error": type(error).__qualname__, "trace": where}


class RequestLog:
    """One line for each request: method, path without its query, status, milliseconds.

    Every line that is logged meanwhile has the id of the request, which its answer has as well. `metrics` counts it.
    """

    def __init__(self, app: ASGIApp, metrics: "Metrics | None" = None):
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status, account = perf_counter(), _CLIENT_GONE, opened(scope)
        request_id = (REQUEST_ID_HEADER.lower().encode(), account.id.encode())
        bind_contextvars(request=account.id)

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                message["headers"] = [*message["headers"], request_id]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except BaseException:
            status = 500
            raise
        finally:
            took = perf_counter() - started
            log.info(
                "request", method=scope["method"], path=scope["path"][:200], status=status, ms=round(took * 1000, 1)
            )
            if self._metrics:
                self._metrics.observe(path_within(scope), status, took, account)
            unbind_contextvars("request")
