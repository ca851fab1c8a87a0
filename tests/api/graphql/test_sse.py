"""graphql-sse, in what differs from the WebSocket: it is HTTP."""

import asyncio
import json
import re
import signal
import threading
from collections.abc import Callable

import httpx2
import pytest

from tests.support import builders
from tests.support.servers import address
from tests.support.streams import (
    a_long_history,
    narrow,
    over_sse,
    over_websocket,
    taken,
    write,
)

FOLLOW = "subscription { events { position note } }"


async def test_a_subscription_that_is_not_asked_for_as_a_stream_is_refused_with_the_remedy(
    live_server_url: str,
) -> None:
    async with httpx2.AsyncClient() as client:
        answer = await client.post(f"{live_server_url}/graphql", json={"query": FOLLOW})

    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_A_STREAM"


async def test_a_mutation_is_not_streamed_by_get(live_server_url: str) -> None:
    async with httpx2.AsyncClient() as client:
        answer = await client.get(
            f"{live_server_url}/graphql",
            params={"query": 'mutation { record(events: [], idempotencyKey: "k") { __typename } }'},
            headers={"accept": "text/event-stream"},
        )
    assert "METHOD_NOT_ALLOWED" in answer.text


async def test_who_takes_nothing_is_cut_off_with_a_reason(live_server_url: str, slow_consumer: threading.Event) -> None:
    """given more history than buffers hold; when the follower stops reading; then the last event has the reason"""
    end = await a_long_history(live_server_url)
    reader, writer = await asyncio.open_connection(sock=narrow(live_server_url), limit=8_192)
    body = json.dumps({"query": FOLLOW})
    head = ["POST /graphql HTTP/1.1", "Host: localhost", "Accept: text/event-stream", "Content-Type: application/json"]
    writer.write("\r\n".join([*head, f"Content-Length: {len(body)}", "", body]).encode())
    assert await asyncio.to_thread(slow_consumer.wait, 60)
    heard = (await asyncio.wait_for(reader.read(), 60)).decode()
    writer.close()

    positions = [int(found) for found in re.findall(r'"position":(\d+),"note"', heard)]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) < end
    assert "SLOW_CONSUMER" in heard[-500:]
    assert "event: complete" in heard[-100:]


@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_a_replay_that_is_played_has_the_frames_of_the_replay_as_data(live_server_url: str, stream) -> None:
    """given a fall and a retaking; when it is played; then the frames are those of the query, and it ends"""
    await write(
        live_server_url,
        builders.source(),
        builders.actor("taliban"),
        builders.actor("government"),
        builders.place("kunduz", kind="PROVINCE"),
        builders.place("imam-sahib", parent="kunduz"),
        builders.event(
            "ControlChanged",
            place="imam-sahib",
            gainer="taliban",
            occurred="2021-06-21",
            published="2021-06-22",
            source="neutral",
        ),
        builders.event(
            "ControlChanged",
            place="imam-sahib",
            gainer="government",
            occurred="2021-06-23",
            published="2021-06-23",
            source="neutral",
        ),
    )
    fields = "date position full places { place { id } holder { id } certainty } gone { id } events { id }"
    period = 'from: "2021-06-20", to: "2021-06-24"'
    [data] = await taken(stream(live_server_url, f"{{ replay({period}) {{ nodes {{ {fields} }} }} }}"), 1)
    played = [
        result["data"]["replay"]
        async for result in stream(
            live_server_url, f"subscription {{ replay({period}, intervalMs: 1) {{ {fields} }} }}"
        )
    ]

    assert played == data["replay"]["nodes"]
    assert [len(frame["places"]) for frame in played] == [1, 1, 0, 1, 0]


async def test_a_server_that_stops_ends_its_streams_first(sqlite_url: str, process: Callable) -> None:
    """given a follower; when the server is interrupted; then the stream ends in order, and the server without a trace"""
    server = process(
        "serve", "--open-writes", "--port", 0, TIMELINE_DATABASE_URL=sqlite_url, TIMELINE_LOG_LEVEL="error"
    )
    base = address(server.stderr)
    await write(base, builders.source())
    heard = []

    async def follow() -> None:
        async for result in over_sse(base, FOLLOW):
            heard.append(result)
            server.send_signal(signal.SIGINT)

    await asyncio.wait_for(follow(), 30)
    _, told = await asyncio.to_thread(server.communicate, timeout=30)

    assert len(heard) == 1
    assert server.returncode == 0
    assert "Traceback" not in told
