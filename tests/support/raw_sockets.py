"""Bytes to and from a server, as somebody sends them who keeps to no protocol."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import NamedTuple

HEAD = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
QUESTION = b'{"query": "{ log { head } }"}'
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(QUESTION) + QUESTION


class Ending(NamedTuple):
    """What came until the server closed the connection, and after how many seconds it did."""

    answer: bytes
    seconds: float

    @property
    def status(self) -> int | None:
        """Of the last response; None where none came."""
        statuses = re.findall(rb"HTTP/1\.1 (\d{3}) ", self.answer)
        return int(statuses[-1]) if statuses else None


@asynccontextmanager
async def connected(server: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """`server` is http://host:port."""
    host, port = server.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        yield reader, writer
    finally:
        writer.close()


async def sent(server: str, text: bytes, *, handshake: bytes = b"", drip: bytes = b"", every_s: float = 0.1) -> Ending:
    """Send something, then one byte after the other of `drip`, over and over, until the server closes.

    `handshake` is sent before, and its answer waited for.
    """
    async with connected(server) as (reader, writer):
        if handshake:
            writer.write(handshake)
            await reader.readuntil(b"\r\n\r\n")
        began = monotonic()
        writer.write(text)
        ending = asyncio.ensure_future(_to_the_end(reader))
        at = 0
        while drip and not ending.done():
            await asyncio.wait([ending], timeout=every_s)
            writer.write(drip[at % len(drip) :][:1])
            at += 1
        return Ending(await ending, monotonic() - began)


async def _to_the_end(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    try:
        while piece := await reader.read(65_536):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)
