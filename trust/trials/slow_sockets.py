"""Connections that send next to nothing are closed in time, and others are answered meanwhile."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack

from api.http.sockets.server import allow_sockets
from tests.support import frames
from tests.support.raw_sockets import HEAD, QUESTION, WHOLE, connected
from trust.hostile.probe import probing
from trust.hostile.served import Served, served
from trust.trial import Trial

STALL_MS_MAX = 250
_WAYS: list[tuple[bytes, bytes]] = [
    (b"", b""),
    (b"POST /gra", b"p"),
    (HEAD + b"X-Slow: ", b"a"),
    (HEAD + b"X-Slow: ", b""),
    (HEAD + b"Content-Length: 100\r\n\r\n" + QUESTION, b" "),
    (HEAD + b"Content-Length: 100\r\n\r\n" + QUESTION, b""),
    (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    (WHOLE + b"GET /", b"a"),
    (frames.HANDSHAKE, b""),
]
"""What each sends, and what it drips from then on, a byte a second. The last opens a WebSocket and says nothing."""


def run(quick: bool) -> Iterator[Trial]:
    sockets, seconds = (180, 1) if quick else (900, 10)
    allow_sockets(2 * sockets)
    with ExitStack() as stack:
        ours = stack.enter_context(served(request_seconds=seconds))
        theirs = stack.enter_context(served(guarded=False))
        with probing(ours.address, ours.pid) as seen:
            alive, unbounded = asyncio.run(_alive_in_both(ours, theirs, sockets, seconds))
    goal = f"closed within {seconds} s and the second that passes between two looks"
    yield Trial("slow sockets", goal, sockets, alive, note="heads, bodies, drips, silence")
    yield Trial("slow sockets on uvicorn as it comes", goal, sockets, unbounded, control=True)
    stalled = seen.unanswered + (seen.busiest_ms > STALL_MS_MAX)
    note = f"longest {seen.longest_ms:.0f} ms on the clock, {seen.busiest_ms:.0f} ms of work"
    yield Trial(
        "others beside slow sockets", f"answered, stalled {STALL_MS_MAX} ms at most", seen.asked, stalled, note=note
    )


async def _alive_in_both(ours: Served, theirs: Served, sockets: int, seconds: float) -> tuple[int, int]:
    return await asyncio.gather(_alive_after(ours, sockets, seconds), _alive_after(theirs, sockets, seconds))


async def _alive_after(server: Served, sockets: int, seconds: float) -> int:
    """How many connections still live when none should."""
    ways = [way for way in _WAYS if way[0] is not frames.HANDSHAKE]  # who has shaken hands has 10 s to begin
    async with AsyncExitStack() as stack:
        opened = [
            (*await stack.enter_async_context(connected(server.address)), ways[n % len(ways)]) for n in range(sockets)
        ]
        for _, writer, (text, _) in opened:
            writer.write(text)
        ends = [asyncio.ensure_future(_end(reader)) for reader, *_ in opened]
        for second in range(int(seconds) + 3):
            await asyncio.wait(ends, timeout=1)
            for (_, writer, (_, drip)), end in zip(opened, ends, strict=True):
                if drip and not end.done():
                    writer.write(drip[second % len(drip) :][:1])
        alive = sum(not end.done() for end in ends)
        for end in ends:
            end.cancel()
        return alive


async def _end(reader: asyncio.StreamReader) -> None:
    try:
        while await reader.read(65_536):
            pass
    except ConnectionError:
        pass
