"""Uvicorn's WebSockets, bounded: it waits for the rest of a message for ever, and reads all that have come."""

from collections.abc import Hashable
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api import limits
from api.http.sockets.refusals import FULL

TOO_MANY_MESSAGES = 1008, "too many messages at once: wait for answers"
NO_ROOM = 1013, "the server holds as many bytes as it may: try again"
NOT_UTF8 = 1007, "a message is JSON in UTF-8"
MESSAGE_TOO_SLOW = 1008, "the message did not come to its end in time: send it again"


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """A WebSocket whose messages come to their end, one at a time."""

    config: Any
    drained = 0
    _messages = 0

    def resume_writing(self) -> None:
        self.drained += 1
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        super().data_received(data)
        if not self.config.held.hold(self, self._partial_bytes()):
            self._fail(*NO_ROOM)

    def connection_lost(self, exc: Exception | None) -> None:
        self.config.held.let_go(self)
        self.config.websockets.discard(self)
        super().connection_lost(exc)

    def handle_connect(self, event: Any) -> None:
        if len(self.config.websockets) >= self.config.bounds.subscriptions:
            self.handshake_complete = self.close_sent = True
            self.transport.write(FULL)
            self.transport.close()
            return
        self.config.websockets.add(self)
        super().handle_connect(event)

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.close_timeout = limits.CLOSING_SECONDS_MAX

    async def send(self, message: Any) -> None:
        """What is still to be said on a connection that has been closed from here is no fault."""
        if not self.transport.is_closing():
            await super().send(message)
        elif message["type"] != "websocket.close":
            raise ClientDisconnected

    def send_receive_event_to_app(self) -> None:
        self._messages += 1
        if self.queue.qsize() >= limits.MESSAGES_AT_ONCE_MAX:
            self._fail(*TOO_MANY_MESSAGES)
        elif self.curr_msg_data_type == "text" and not _is_utf8(b"".join(self.frames)):
            self._fail(*NOT_UTF8)
        else:
            super().send_receive_event_to_app()

    def awaited(self) -> Hashable | None:
        """The handshake, or the rest of a message."""
        if not self.handshake_complete:
            return "handshake"
        return ("message", self._messages) if self._partial_bytes() else None

    def give_up(self) -> None:
        self._fail(*MESSAGE_TOO_SLOW)

    def _partial_bytes(self) -> int:
        return sum(map(len, self.frames)) + len(self.conn.reader.buffer)

    def _fail(self, code: int, reason: str) -> None:
        if not self.handshake_complete or self.close_sent:
            self.transport.close()
            return
        self.conn.fail(code, reason)
        self.handle_parser_exception()


def _is_utf8(text: bytes) -> bool:
    # Uvicorn would log what does not decode, with its bytes.
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
