"""graphql-transport-ws: what is taken, what is refused, and who is cut off."""

import asyncio
import threading
from collections.abc import Callable

import pytest
import websockets
from websockets.exceptions import InvalidStatus

from api import limits
from tests.support import builders
from tests.support.asking import RECORD, as_input
from tests.support.streams import (
    a_long_history,
    hear,
    narrow,
    over_sse,
    over_websocket,
    socket,
    taken,
    tell,
    to_the_end,
    write,
)

HEAD = {"query": "{ log { head } }"}
FOLLOW = "subscription($after: Position, $filter: EventFilter) { events(after: $after, filter: $filter) { position } }"


async def test_queries_and_mutations_go_over_the_same_socket_each_with_its_own_view(live_server_url: str) -> None:
    """given a socket that has been asked for the head; when something is recorded over it; then it says the new head"""
    variables = {"events": [as_input(builders.source())], "key": "one"}
    async with socket(live_server_url) as opened:
        await tell(opened, id="1", type="subscribe", payload=HEAD)
        before = [await hear(opened), await hear(opened)]
        await tell(opened, id="2", type="subscribe", payload={"query": RECORD, "variables": variables})
        recorded = [await hear(opened), await hear(opened)]
        await tell(opened, id="1", type="subscribe", payload=HEAD)
        after = await hear(opened)

    assert before[0]["payload"]["data"] == {"log": {"head": 0}}
    assert [message["type"] for message in (*before, *recorded)] == ["next", "complete", "next", "complete"]
    assert after["payload"] == {"data": {"log": {"head": 1}}, "extensions": {"position": 1}}


@pytest.mark.parametrize(
    "sent",
    [
        "not JSON",
        "[]",
        "null",
        "{}",
        '{"type": 1}',
        '{"type": "start", "id": "1"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": [], "payload": {"query": "{ log { head } }"}}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": "1", "payload": null}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ log { head } }", "variables": []}}',
        '{"type": "complete"}',
        "[" * 100_000,
        b"\x00",
    ],
)
async def test_what_is_no_message_closes_the_socket_with_a_reason(live_server_url: str, sent: str | bytes) -> None:
    async with socket(live_server_url) as opened:
        await opened.send(sent)
        _, code, reason = await to_the_end(opened)

    assert code == 4400
    assert reason


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ log", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { events(after: 1) { id } }", "POSITION_AHEAD"),
        ('subscription { events(filter: {types: ["Peace"]}) { id } }', "BAD_USER_INPUT"),
        ('subscription { events(filter: {within: "nowhere"}) { id } }', "UNKNOWN_PLACE"),
        ('subscription { replay(from: "2021-06-02", to: "2021-06-01") { date } }', "BAD_USER_INPUT"),
        ('subscription { replay(from: "2021-06-01", to: "2021-06-01", intervalMs: -1) { date } }', "BAD_USER_INPUT"),
    ],
)
@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_a_bad_operation_has_an_error_with_a_code_and_the_server_goes_on(
    live_server_url: str, stream: Callable, query: str, code: str
) -> None:
    [answer] = [answer async for answer in stream(live_server_url, query)]

    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
    assert await taken(stream(live_server_url, HEAD["query"]), 1) == [{"log": {"head": 0}}]


async def test_the_older_protocol_is_not_spoken(live_server_url: str) -> None:
    address = live_server_url.replace("http", "ws") + "/graphql"
    async with websockets.connect(address, subprotocols=["graphql-ws"]) as opened:  # type: ignore[list-item]
        assert (await to_the_end(opened))[1] == 4406


async def test_a_page_of_another_origin_may_not_open_a_socket(live_server_url: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with socket(live_server_url, origin="https://elsewhere.example"):
            pass
    assert refusal.value.response.status_code == 403


async def test_a_socket_carries_so_many_streams_and_no_more(live_server_url: str) -> None:
    async with socket(live_server_url) as opened:
        for number in range(limits.STREAMS_PER_SOCKET_MAX + 1):
            await tell(opened, id=str(number), type="subscribe", payload={"query": "subscription { events { id } }"})
        refused = await hear(opened)

    assert (refused["type"], refused["id"]) == ("error", str(limits.STREAMS_PER_SOCKET_MAX))


@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_a_filter_passes_over_what_does_not_match_and_still_wakes(live_server_url: str, stream: Callable) -> None:
    """given a follower of registered actors; when sources and then an actor are registered; then it hears of the actor"""
    await write(live_server_url, builders.source("one"), builders.actor("taliban"))
    following = stream(live_server_url, FOLLOW, after=0, filter={"types": ["ActorRegistered"]})
    waiting = asyncio.create_task(taken(following, 2))
    await asyncio.sleep(0.3)
    await write(live_server_url, builders.source("two"))
    await asyncio.sleep(0.3)
    await write(live_server_url, builders.actor("government"))

    assert await asyncio.wait_for(waiting, 30) == [{"events": {"position": 2}}, {"events": {"position": 4}}]


async def test_who_takes_nothing_is_cut_off_with_a_reason_and_can_go_on(
    live_server_url: str, slow_consumer: threading.Event
) -> None:
    """
    given more history than the buffers of a connection hold
    when the follower stops reading for longer than it may
    then it finds what had been sent, in order, and the reason; and going on after that it has the whole log
    """
    end = await a_long_history(live_server_url)
    async with socket(live_server_url, sock=narrow(live_server_url), max_queue=1, compression=None) as opened:
        query = "subscription { events { position note } }"
        await tell(opened, id="1", type="subscribe", payload={"query": query})
        assert await asyncio.to_thread(slow_consumer.wait, 60)
        messages, code, reason = await asyncio.wait_for(to_the_end(opened), 60)

    heard = [message["payload"]["data"]["events"]["position"] for message in messages]
    assert (code, reason.split(":")[0]) == (1013, "SLOW_CONSUMER")
    assert heard == list(range(1, len(heard) + 1))
    rest = await taken(over_websocket(live_server_url, FOLLOW, after=heard[-1]), end - heard[-1])
    assert [data["events"]["position"] for data in rest] == list(range(heard[-1] + 1, end + 1))
