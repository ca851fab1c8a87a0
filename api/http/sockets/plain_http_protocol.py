"""The connections of HTTP on h11, in plain Python, where there is no httptools."""

from uvicorn.protocols.http.h11_impl import H11Protocol

from api.http.sockets.http_protocols import BoundedHttp


class BoundedH11(BoundedHttp, H11Protocol):
    """h11 itself bounds the head, and reads one request after the other."""

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._head_bytes += len(data)
        super().data_received(data)
        if self.awaited() is None:
            self._head_bytes = 0
