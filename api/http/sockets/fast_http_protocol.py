"""The connections of HTTP on httptools, whose parser takes a head of any size and reads all requests that have come."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api import limits
from api.http.sockets.http_protocols import BoundedHttp
from api.http.sockets.refusals import HEAD_TOO_LARGE


class TooManyAtOnce(Exception):
    """Requests that were sent without waiting for answers. The parser makes a bad request of it."""


class BoundedHttpTools(BoundedHttp, HttpToolsProtocol):
    """Counts the bytes of each head, and those around a body."""

    _message_bytes = 0

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._message_bytes += len(data)
        if self._message_bytes > self._most():
            self._refuse(HEAD_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._message_bytes, self._head_bytes = 0, 1

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= limits.REQUESTS_AT_ONCE_MAX:
            raise TooManyAtOnce
        self._head_bytes = 0
        super().on_headers_complete()

    def _most(self) -> int:
        """A body may come in chunks of a byte, with some six around each; nobody sends it so."""
        return limits.HEAD_BYTES_MAX if self._head_bytes else limits.HEAD_BYTES_MAX + 4 * self.config.bounds.body_bytes
