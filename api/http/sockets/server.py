"""Uvicorn, with connections that are bounded."""

import asyncio
import socket
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI

from api import limits
from api.http.logs import log
from api.http.sockets.bounds import Bounds
from api.http.sockets.held import HeldBytes
from api.http.sockets.http_protocols import BoundedHttp
from api.http.sockets.patience import Patience
from api.http.sockets.websocket_protocol import BoundedWebSocket


class Config(uvicorn.Config):
    """What every connection is given by uvicorn: here also what all of them share."""

    def __init__(self, app: FastAPI, bounds: Bounds, held: HeldBytes, **options: Any):
        super().__init__(app, http=http_protocol(), ws=BoundedWebSocket, ws_max_size=bounds.body_bytes, **options)
        self.bounds, self.held = bounds, held
        self.patience: Patience
        self.websockets: set[BoundedWebSocket] = set()
        """Those that are open."""


class Server(uvicorn.Server):
    """Serves an application of create_app. Options are uvicorn's."""

    def __init__(self, app: FastAPI, **options: Any):
        bounds: Bounds = app.state.bounds
        config = Config(app, bounds, app.state.held, timeout_graceful_shutdown=limits.SHUTDOWN_SECONDS_MAX, **options)
        super().__init__(config)
        config.patience = Patience(self.server_state.connections, bounds.request_seconds)  # type: ignore[arg-type]
        self._app, self._patience = app, config.patience
        self._looking: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._looking = asyncio.create_task(self._patience.run())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._looking:
            self._looking.cancel()
        # Before it waits for answers under way: a stream has no end of its own.
        for open_log in self._app.state.logs:
            open_log.news.stop()
        await super().shutdown(sockets)


def http_protocol() -> type[BoundedHttp]:
    """The one that is there."""
    try:
        from api.http.sockets.fast_http_protocol import BoundedHttpTools
    except ImportError:
        from api.http.sockets.plain_http_protocol import BoundedH11

        return BoundedH11
    return BoundedHttpTools


def allow_sockets(wanted: int) -> None:
    """Let this process open as many files as its sockets need, or warn that the system does not."""
    with suppress(ImportError):  # not on Windows, which has no such limit
        import resource

        files = wanted + limits.OTHER_FILES_MAX
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft >= files or soft == resource.RLIM_INFINITY:
            return
        allowed = files if hard == resource.RLIM_INFINITY else min(files, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        if allowed < files:
            log.warning("the system allows fewer open files than TIMELINE_SOCKETS needs", allowed=allowed, needed=files)
