"""Uvicorn's connections of HTTP, bounded: it puts no limit on how long a request may take, nor on how many are open."""

import asyncio
from collections.abc import Hashable
from typing import Any

from api.http.sockets.refusals import FULL, TOO_SLOW


class BoundedHttp(asyncio.Protocol):
    """What is the same for both of uvicorn's parsers of HTTP. `config` is that of server.py."""

    config: Any
    connections: set[Any]
    transport: asyncio.Transport
    cycle: Any
    drained = 0
    _head_bytes = 0
    """Of a head that has come in part."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.config.bounds.sockets and not self.config.patience.make_room():
            self._refuse(FULL)

    def resume_writing(self) -> None:
        self.drained += 1
        super().resume_writing()

    def awaited(self) -> Hashable | None:
        """The next request. For the rest of one that is being answered, its body is waited for in bodies.py."""
        return None if self.cycle and not self.cycle.response_complete else (self.cycle,)

    def give_up(self) -> None:
        if self._head_bytes:
            self._refuse(TOO_SLOW)
        else:
            self.transport.close()

    def _refuse(self, response: bytes) -> None:
        # Into an answer that is on its way nothing else may be written.
        if not self.cycle or self._head_bytes or not self.cycle.response_started:
            self.transport.write(response)
        self.transport.close()
