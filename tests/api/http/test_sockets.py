"""Connections are bounded: in time, in bytes, in number. Nobody keeps the server waiting, or its memory."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import httpx2
import pytest

from api import limits
from api.http.sockets import server as bounded_server
from api.http.sockets.fast_http_protocol import BoundedHttpTools
from api.http.sockets.plain_http_protocol import BoundedH11
from api.settings import Settings
from tests.support.raw_sockets import HEAD, QUESTION, WHOLE, connected, sent
from tests.support.serving import serving

SOCKETS = 12


@pytest.fixture(params=[BoundedHttpTools, BoundedH11], ids=["httptools", "h11"])
def server(request: pytest.FixtureRequest, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that waits for a second, on each parser of HTTP."""
    monkeypatch.setattr(limits, "SWEEP_SECONDS", 0.1)
    monkeypatch.setattr(bounded_server, "http_protocol", lambda: request.param)
    with serving(Settings(database_url=sqlite_url, request_seconds=1, open_writes=True)) as url:
        yield url


HALF_A_BODY = HEAD + b"Content-Length: 100\r\n\r\n" + QUESTION
SLOW = {
    "nothing": (b"", b"", None),
    "half a request line": (b"POST /gra", b"", 408),
    "half a head": (HEAD + b"X-Slow: ", b"", 408),
    "a head byte by byte": (HEAD + b"X-Slow: ", b"a", 408),
    "no body at all": (HEAD + b"Content-Length: 100\r\n\r\n", b"", 408),
    "no chunk at all": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"", 408),
    "half a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1", b"0", 408),
    "half a body": (HALF_A_BODY, b"", 408),
    "a body byte by byte": (HALF_A_BODY, b" ", 408),
    "chunks that never end": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", 408),
    "a second request that never comes": (WHOLE + b"POST /gra", b"p", 408),
}


async def test_who_is_slow_is_cut_off_in_time_and_others_are_answered_meanwhile(server: str) -> None:
    """given a second of patience; when connections are slow, each in its own way; then each is told so, and closed"""
    slow = asyncio.gather(*(sent(server, text, drip=drip) for text, drip, _ in SLOW.values()))
    await asyncio.sleep(0.3)
    async with httpx2.AsyncClient() as client:
        meanwhile = await client.get(f"{server}/healthz")

    endings = dict(zip(SLOW, await slow, strict=True))
    assert meanwhile.status_code == 200
    assert {name: ending.status for name, ending in endings.items()} == {
        name: status for name, (_, _, status) in SLOW.items()
    }
    assert max(ending.seconds for ending in endings.values()) < 4


LARGE = {
    "one header": HEAD + b"X: " + b"a" * 100_000,
    "many headers": HEAD + b"X: aaaaaaaaaaaaaaaaaa\r\n" * 10_000,
    "an address": b"GET /" + b"a" * 1_000_000,
}


async def test_a_head_that_is_too_large_is_refused_before_it_has_ended(server: str) -> None:
    for name, text in LARGE.items():
        ending = await sent(server, text)
        assert (ending.status, ending.seconds < 0.9) in ((431, True), (400, True)), name


async def test_of_requests_that_wait_for_no_answer_few_are_held(server: str) -> None:
    """h11 reads one after the other; httptools would read all that have come, a hundred times their size in memory."""
    ending = await sent(server, b"GET /none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 2_000)

    assert (ending.answer.count(b"HTTP/1.1 404"), ending.status) in [(2_000, 404), (0, 400)]


async def test_where_all_sockets_are_in_use_those_that_wait_make_room(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given as many silent connections as may be; when others come; then those go that have been silent for a while"""
    whole = WHOLE.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
    with serving(Settings(database_url=sqlite_url, request_seconds=60, sockets=SOCKETS)) as server:
        async with AsyncExitStack() as stack:
            idle = [await stack.enter_async_context(connected(server)) for _ in range(SOCKETS)]
            monkeypatch.setattr(limits, "PRESSED_SECONDS", 60)
            refused = await sent(server, whole)
            monkeypatch.setattr(limits, "PRESSED_SECONDS", 0.05)
            await asyncio.sleep(2 * limits.PRESSED_PAUSE_S)
            answered = [await sent(server, whole) for _ in range(3)]

            assert (refused.status, b"TOO_MANY_CONNECTIONS" in refused.answer) == (429, True)
            assert [ending.status for ending in answered] == [200, 200, 200]
            assert [await reader.read() for reader, _ in idle] == [b""] * SOCKETS


async def test_who_leaves_amid_a_body_has_asked_for_nothing(server: str) -> None:
    """given a mutation that came as a whole, in a body that did not; when the client goes; then it is not executed"""
    query = b'{"query": "mutation { record(idempotencyKey: \\"k\\", events: [{actorRegistered: {actor: \\"a\\", name: \\"A\\", kind: CIVILIANS}}]) { __typename } }"}'
    async with connected(server) as (_, writer):
        writer.write(HEAD + b"Content-Length: %d\r\n\r\n" % (len(query) + 50) + query + b" " * 20)
        await asyncio.sleep(0.2)
    async with httpx2.AsyncClient() as client:
        whole = await client.post(f"{server}/graphql", content=QUESTION, headers={"content-type": "application/json"})
        assert whole.json()["data"] == {"log": {"head": 0}}
        recorded = await client.post(f"{server}/graphql", content=query, headers={"content-type": "application/json"})

    assert recorded.json()["data"]["record"]["__typename"] == "Recorded"
