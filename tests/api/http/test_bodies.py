"""Bodies that are held in memory at one time are bounded together, and questions are answered all the same."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from api import limits
from api.http.bodies import BodyLimit
from api.http.sockets.bounds import Bounds
from api.http.sockets.held import HeldBytes
from api.settings import Settings

LARGE = b" " * (limits.SMALL_BODY_BYTES_MAX + 1)
BOUNDS = Bounds(body_bytes=2 * len(LARGE), held_bytes=0, request_seconds=60, sockets=10, subscriptions=10)


class Caller:
    """A request whose body comes in parts, when the test says so."""

    def __init__(self, door: BodyLimit):
        self.status: int | None = None
        self._parts: asyncio.Queue[Message] = asyncio.Queue()
        self._task = asyncio.create_task(door(SCOPE, self._parts.get, self._send))

    async def send(self, body: bytes, *, more: bool = False) -> None:
        self._parts.put_nowait({"type": "http.request", "body": body, "more_body": more})
        for _ in range(5):
            await asyncio.sleep(0)

    async def leave(self) -> None:
        self._parts.put_nowait({"type": "http.disconnect"})
        await self._task

    async def _send(self, message: Message) -> None:
        self.status = message.get("status", self.status)


SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": []}


@pytest.fixture
def held() -> HeldBytes:
    return HeldBytes(most=2 * len(LARGE))


@pytest.fixture
def answered() -> asyncio.Event:
    """Until it is set, every request that has been read is being answered."""
    return asyncio.Event()


@pytest.fixture
def door(held: HeldBytes, answered: asyncio.Event) -> BodyLimit:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await answered.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    return BodyLimit(answer, BOUNDS, held)


async def test_large_bodies_have_so_much_room_and_small_ones_always_have(
    door: BodyLimit, held: HeldBytes, answered: asyncio.Event
) -> None:
    """given two large bodies, one of them in part; when others come; then a large one is refused and a small one not"""
    first, second, third, small = (Caller(door) for _ in range(4))
    await first.send(LARGE, more=True)
    await second.send(LARGE)
    await third.send(LARGE)
    await small.send(b"{}")
    full = held.total
    await first.leave()
    answered.set()
    await asyncio.gather(second._task, small._task)

    assert (first.status, second.status, third.status, small.status) == (None, 200, 429, 200)
    assert (full, held.total) == (2 * len(LARGE), 0)


async def test_a_body_that_grows_is_counted_as_it_grows(door: BodyLimit, held: HeldBytes) -> None:
    caller = Caller(door)
    await caller.send(LARGE, more=True)
    await caller.send(b"  ", more=True)

    assert held.total == len(LARGE) + 2
    await caller.leave()
    assert (caller.status, held.total) == (None, 0)


@pytest.mark.parametrize("parts", [1, 3])
async def test_a_body_that_is_too_large_is_refused_and_let_go(door: BodyLimit, held: HeldBytes, parts: int) -> None:
    caller = Caller(door)
    for part in range(parts):
        await caller.send(LARGE * (3 // parts), more=part < parts - 1)

    assert (caller.status, held.total) == (413, 0)


def test_processes_share_what_is_set_for_the_server() -> None:
    whole = Settings(sockets=1_000, subscriptions=300, held_bytes=64_000_000, body_bytes=300_000)
    share = Bounds.for_process(whole.model_copy(update={"workers": 4}))

    assert (share.sockets, share.subscriptions, share.held_bytes) == (250, 75, 16_000_000)
    assert (share.body_bytes, share.request_seconds) == (300_000, 10)
