"""The promise of `events(after:)`: the whole log, each event once and in order, whatever happens to the connection."""

import asyncio
import random
import subprocess
from collections.abc import Callable
from contextlib import aclosing, suppress

import asyncpg
import httpx2
import pytest

from tests.support import builders
from tests.support.asking import RECORD, as_input
from tests.support.servers import address
from tests.support.streams import over_sse, over_websocket, taken

FOLLOW = "subscription($after: Position) { events(after: $after) { position } }"
DISCONNECTS = 1_000
FOLLOWERS = 4
Process = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def servers(request: pytest.FixtureRequest, database_url: str, process: Process) -> list[str]:
    """Servers of one log, each a process of its own: two on PostgreSQL, and on SQLite the one that may write."""
    started = [
        process("serve", "--open-writes", "--port", 0, TIMELINE_DATABASE_URL=database_url, TIMELINE_LOG_LEVEL="error")
        for _ in range(1 if database_url.startswith("sqlite") else 2)
    ]
    return [address(server.stderr) for server in started]


class Writer:
    """Appends through one server and another; `written` is what has been acknowledged."""

    def __init__(self, servers: list[str]):
        self.servers, self.written, self._client = servers, 0, httpx2.AsyncClient(timeout=60)

    async def append(self, number: int) -> None:
        names = [f"source-{self.written + n}" for n in range(1, number + 1)]
        events = [as_input(builders.source(name)) for name in names]
        variables = {"events": events, "key": names[0], "expected": self.written}
        answer = await self._client.post(
            f"{random.choice(self.servers)}/graphql", json={"query": RECORD, "variables": variables}
        )
        self.written = answer.json()["data"]["record"]["position"]

    async def close(self) -> None:
        await self._client.aclose()


class Follower:
    """Goes on after the last position heard, at whichever server, and drops the connection when it feels like it."""

    def __init__(self, servers: list[str]):
        self.servers, self.heard, self.disconnects = servers, [0], 0

    async def listen_once(self, number: int) -> None:
        stream = random.choice([over_websocket, over_sse])
        results = stream(random.choice(self.servers), FOLLOW, after=self.heard[-1])
        async with aclosing(results) as following:
            for _ in range(number):
                self.heard.append((await anext(following))["data"]["events"]["position"])

    async def listen(self, until: int) -> None:
        while self.disconnects < DISCONNECTS // FOLLOWERS:
            # A pause in which nothing comes is a moment to be cut off in, like any other.
            with suppress(TimeoutError):
                async with asyncio.timeout(random.uniform(0.005, 0.2)):
                    await self.listen_once(random.randint(0, 6))
            self.disconnects += 1
        await self.listen_once(until - self.heard[-1])


async def test_a_thousand_random_disconnects_lose_nothing_and_repeat_nothing(servers: list[str]) -> None:
    """
    given followers that are cut off at random and go on after the last position they have, at any server
    when events are appended meanwhile, through any server
    then each has heard the whole log, once and in order
    """
    writer, followers = Writer(servers), [Follower(servers) for _ in range(FOLLOWERS)]
    last = 2_000

    async def write() -> None:
        while writer.written < last:
            # Sometimes the followers catch up and wait, sometimes history piles up.
            if writer.written - max(one.heard[-1] for one in followers) < random.randint(0, 40):
                await writer.append(min(random.randint(1, 10), last - writer.written))
            await asyncio.sleep(random.uniform(0, 0.02))

    async with asyncio.TaskGroup() as running:
        running.create_task(write())
        for one in followers:
            running.create_task(one.listen(last))
    await writer.close()

    assert sum(one.disconnects for one in followers) >= DISCONNECTS
    for one in followers:
        assert one.heard == list(range(last + 1))


@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_who_waits_is_woken_by_what_another_process_writes(servers: list[str], stream: Callable) -> None:
    """given a follower at the head; when another server, or on SQLite another process, appends; then it hears of it"""
    writer = Writer(servers[-1:])
    await writer.append(1)

    waiting = asyncio.create_task(taken(stream(servers[0], FOLLOW, after=1), 2))
    await asyncio.sleep(0.5)
    await writer.append(2)

    assert await asyncio.wait_for(waiting, 30) == [{"events": {"position": 2}}, {"events": {"position": 3}}]
    await writer.close()


async def test_a_server_whose_ear_was_cut_off_listens_again(postgres_url: str, process: Process) -> None:
    """given a follower; when PostgreSQL ends the connection that listens; then later events are heard all the same"""
    server = process(
        "serve", "--open-writes", "--port", 0, TIMELINE_DATABASE_URL=postgres_url, TIMELINE_LOG_LEVEL="error"
    )
    listening = [address(server.stderr)]
    writer = Writer(listening)
    waiting = asyncio.create_task(taken(over_websocket(listening[0], FOLLOW, after=0), 1))

    intruder = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    ended = 0
    while not ended:
        ended = await intruder.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        await asyncio.sleep(0.05)
    await intruder.close()
    await writer.append(1)

    assert await asyncio.wait_for(waiting, 30) == [{"events": {"position": 1}}]
    await writer.close()
