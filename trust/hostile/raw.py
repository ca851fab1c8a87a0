"""What is sent to a socket by somebody who speaks no HTTP, or no WebSocket, and how the connection ends."""

import asyncio

from tests.support import frames
from tests.support.raw_sockets import HEAD, sent

_NO_REQUEST: dict[str, bytes] = {
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "bytes": bytes(range(256)) * 100,
    "an address that is no ASCII": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "a NUL in a header": HEAD + b"X: a\0b\r\nContent-Length: 0\r\n\r\n",
    "a negative length": HEAD + b"Content-Length: -1\r\n\r\n",
    "a length of 5,000 digits": HEAD + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "a length and chunks": HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk of 2^64 bytes": HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    "a large header": HEAD + b"X: " + b"a" * 200_000,
    "many headers": HEAD + b"X: aaaaaaaaaaaaaaaa\r\n" * 20_000,
    "many requests": b"GET /none HTTP/1.1\r\nHost: a\r\n\r\n" * 5_000,
    "a body in trailers": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: aaaaaaaaaa\r\n" * 200_000,
    "an upgrade to nothing": HEAD + b"Upgrade: x\r\nConnection: upgrade, close\r\nContent-Length: 0\r\n\r\n",
    "no key": frames.HANDSHAKE.replace(b"Sec-WebSocket-Key", b"X"),
}
_BAD_FRAMES = {
    "a frame that is too large": (frames.frame(b" " * 300_000), 1009),
    "a frame of 2^62 bytes": (frames.frame(b"", length=2**62), 1009),
    "a bomb": (frames.bomb(100_000_000), 1009),
    "an unmasked frame": (b"\x81\x02{}", 1002),
    "many messages": (frames.frame(b'{"type": "ping"}') * 5_000, 1008),
    "no UTF-8": (frames.frame(b"\xff"), 1007),
    "no JSON": (frames.frame(b"{"), 4400),
    "deep JSON": (frames.frame(b"[" * 100_000), 4400),
    "an integer of 5,000 digits": (frames.frame(b'{"type": ' + b"9" * 5_000 + b"}"), 4400),
}
"""Each with the code with which its WebSocket is to be closed."""


def survivors(address: str) -> tuple[int, list[str]]:
    """How many were tried, and those that did not end as they should: in a 4xx, in silence, or in their code."""
    bad = []
    for name, text in _NO_REQUEST.items():
        status = asyncio.run(sent(address, text)).status
        if status is not None and not 400 <= status < 500:
            bad.append(name)
    for name, (text, code) in _BAD_FRAMES.items():
        ending = asyncio.run(sent(address, frames.frame(frames.INIT) + text, handshake=frames.HANDSHAKE))
        if frames.close_code(ending.answer) != code:
            bad.append(name)
    return len(_NO_REQUEST) + len(_BAD_FRAMES), bad
