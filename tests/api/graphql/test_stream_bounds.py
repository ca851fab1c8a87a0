"""Streams are bounded: messages in size, time and number, subscriptions and WebSockets in number."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, aclosing

import pytest
import websockets

from api import limits
from api.settings import Settings
from tests.support import frames
from tests.support.builders import cast
from tests.support.raw_sockets import sent
from tests.support.serving import serving
from tests.support.streams import hear, over_sse, socket, tell, write

MESSAGE_BYTES, STREAMS = 20_000, 3
FOLLOW = "subscription { events(after: 0) { position } }"


@pytest.fixture
def narrow_server(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(limits, "SWEEP_SECONDS", 0.1)
    monkeypatch.setattr(limits, "CLOSING_SECONDS_MAX", 0.1)
    narrow = Settings(
        database_url=sqlite_url, request_seconds=1, body_bytes=MESSAGE_BYTES, subscriptions=STREAMS, open_writes=True
    )
    with serving(narrow) as url:
        yield url


REFUSED_MESSAGES = {
    "too large": (frames.frame(b" " * (MESSAGE_BYTES + 1)), 1009),
    "too large, it says": (frames.frame(b"", length=2**62), 1009),
    "too large in parts": (frames.frame(b" " * 15_000, last=False) + frames.frame(b" " * 15_000, 0), 1009),
    "a bomb": (frames.bomb(10_000_000), 1009),
    "half a frame": (frames.frame(b'{"type": "ping"', length=100), 1008),
    "a message in parts that has no end": (frames.frame(b"{", last=False), 1008),
    "many at once": (frames.frame(b'{"type": "ping"}') * (limits.MESSAGES_AT_ONCE_MAX + 20), 1008),
    "a lone surrogate": (frames.frame(b'{"type": "\xed\xa0\x80"}'), 1007),
    "a text that is no UTF-8": (frames.frame(b"\xff"), 1007),
    "an unmasked frame": (b"\x81\x02{}", 1002),
    "a reserved kind": (frames.frame(b"", 3), 1002),
    "an integer of 5,000 digits": (frames.frame(b'{"type": "ping", "payload": {"n": ' + b"9" * 5_000 + b"}}"), 4400),
    "an infinite float": (frames.frame(b'{"type": "ping", "payload": {"n": 1e400}}'), 4400),
    "deep": (frames.frame(b'{"type": ' + b"[" * 9_000 + b"]" * 9_000 + b"}"), 4400),
}


async def test_a_bad_message_closes_its_socket_with_a_code_and_no_other(narrow_server: str) -> None:
    async with socket(narrow_server) as other:
        for name, (message, code) in REFUSED_MESSAGES.items():
            ending = await sent(narrow_server, frames.frame(frames.INIT) + message, handshake=frames.HANDSHAKE)
            assert (frames.close_code(ending.answer), ending.seconds < 3) == (code, True), (name, ending)
        await tell(other, type="ping")

        assert await hear(other) == {"type": "pong"}


async def test_a_bad_handshake_is_the_clients_fault(narrow_server: str) -> None:
    handshakes = {
        "without a key": frames.HANDSHAKE.replace(b"Sec-WebSocket-Key", b"X-Key"),
        "another version": frames.HANDSHAKE.replace(b"Version: 13", b"Version: 12"),
        "not ASCII": frames.HANDSHAKE.replace(b"/graphql", b"/gr\xff"),
    }

    statuses = {name: (await sent(narrow_server, text)).status for name, text in handshakes.items()}

    assert all(status is None or 400 <= status < 500 for status in statuses.values()), statuses


async def test_websockets_are_so_many_and_no_more(narrow_server: str) -> None:
    """given as many as may be; when one more asks; then it is told to wait, and can once another has gone"""
    async with AsyncExitStack() as stack:
        for _ in range(STREAMS):
            await stack.enter_async_context(socket(narrow_server))
        with pytest.raises(websockets.InvalidStatus) as refusal:
            await stack.enter_async_context(socket(narrow_server))

    assert refusal.value.response.status_code == 429
    async with socket(narrow_server):
        pass


async def test_subscriptions_of_both_protocols_are_so_many_and_no_more(narrow_server: str) -> None:
    """given as many as may be; when others are asked for; then they are refused until one ends"""
    await write(narrow_server, *cast()[:1])
    async with socket(narrow_server) as opened:
        for number in range(STREAMS - 1):
            await tell(opened, type="subscribe", id=str(number), payload={"query": FOLLOW})
            assert (await hear(opened))["type"] == "next"
        async with aclosing(over_sse(narrow_server, FOLLOW)) as streamed:  # type: ignore[type-var]
            assert (await anext(streamed))["data"]
            await tell(opened, type="subscribe", id="more", payload={"query": FOLLOW})
            over_websocket = await hear(opened)
            [over_events] = [result async for result in over_sse(narrow_server, FOLLOW)]
        await tell(opened, type="complete", id="0")
        await tell(opened, type="subscribe", id="again", payload={"query": FOLLOW})
        again = await hear(opened)

    assert (over_websocket["type"], again["type"], again["id"]) == ("error", "next", "again")
    for [error] in (over_websocket["payload"], over_events["errors"]):
        assert error["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"
