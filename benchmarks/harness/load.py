"""Many connections to one server at once, from one thread that does little more than read."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

PATIENCE_SECONDS = 30
ANSWERS_MIN = 2
"""On every connection."""


@dataclass
class Load:
    """What came back within the time; `refused` are answers that are not 200 or begin with errors."""

    seconds: float
    ms: list[float] = field(default_factory=list)
    refused: int = 0
    sample: bytes = b""
    """The first answer that was refused."""

    def add(self, line: "_Line") -> None:
        self.ms.append((time.perf_counter() - line.sent) * 1_000)
        if line.refused:
            self.sample = self.sample or bytes(line.received[:600])
            self.refused += 1

    @property
    def per_second(self) -> float:
        return len(self.ms) / self.seconds

    def quantile(self, share: float) -> float:
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def request(body: bytes, path: str = "/graphql") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


def drive(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
    """Keep so many connections busy for so long, each with one request after another; longer where few answers come.

    What is under way then is waited for and not counted, so that the server is idle afterwards.
    """
    load = Load(seconds)
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            line = _Line(port)
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(next(requests))
        begun = time.perf_counter()
        while not _enough(load, connections, time.perf_counter() - begun):
            for line in _answered(selector):
                load.add(line)
                line.send(next(requests))
        load.seconds = time.perf_counter() - begun
        while selector.get_map() and time.perf_counter() - begun < load.seconds + PATIENCE_SECONDS:
            for line in _answered(selector):
                selector.unregister(line.socket)
                line.socket.close()
    return load


def _enough(load: Load, connections: int, passed: float) -> bool:
    few = len(load.ms) < ANSWERS_MIN * connections
    return passed > PATIENCE_SECONDS or (passed > load.seconds and not few)


def _answered(selector: selectors.BaseSelector) -> Iterator["_Line"]:
    """The connections whose answers have come as a whole."""
    for key, _ in selector.select(timeout=0.1):
        line: _Line = key.data
        if line.complete():
            yield line


class _Line:
    """A connection with one request under way. Answers say how long they are."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray()

    def send(self, message: bytes) -> None:
        self.received.clear()
        self._expected: int | None = None
        self.sent = time.perf_counter()
        self.socket.sendall(message)

    def complete(self) -> bool:
        """Read what is there, and whether that was the rest of the answer."""
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise ConnectionError("the server has closed the connection")
        self.received += chunk
        if self._expected is None and (end := self.received.find(b"\r\n\r\n")) >= 0:
            self._expected = end + 4 + _content_length(bytes(self.received[:end]))
        return self._expected is not None and len(self.received) >= self._expected

    @property
    def refused(self) -> bool:
        start = self.received.find(b"\r\n\r\n") + 4
        return not self.received.startswith(b"HTTP/1.1 200") or b'"errors"' in self.received[start : start + 40]


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without Content-Length")
