"""Callers of the two streaming protocols, as little of them as a test needs: real clients are in tests/clients."""

import json
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2
import websockets
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.support import builders
from tests.support.asking import RECORD, Given, as_input

WS = "graphql-transport-ws"


@asynccontextmanager
async def socket(server: str, *, init: Any = None, **options: Any) -> AsyncIterator[ClientConnection]:
    """A WebSocket that has been let in. `server` is http://host:port."""
    address = server.replace("http", "ws", 1) + "/graphql"
    async with websockets.connect(address, subprotocols=[WS], **options) as opened:
        await tell(opened, type="connection_init", **({} if init is None else {"payload": init}))
        assert await hear(opened) == {"type": "connection_ack"}
        yield opened


def narrow(server: str) -> sockets.socket:
    """A connection that takes little before it is full."""
    connection = sockets.socket()
    connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 8_192)
    host, port = server.removeprefix("http://").split(":")
    connection.connect((host, int(port)))
    return connection


async def tell(opened: ClientConnection, **message: Any) -> None:
    await opened.send(json.dumps(message))


async def hear(opened: ClientConnection) -> dict[str, Any]:
    return json.loads(await opened.recv())


async def to_the_end(opened: ClientConnection) -> tuple[list[dict[str, Any]], int, str]:
    """Every message until the server closes, and with which code and reason it does."""
    found: list[dict[str, Any]] = []
    while True:
        try:
            found.append(await hear(opened))
        except ConnectionClosed as closed:
            assert closed.rcvd, "the connection was lost"
            return found, closed.rcvd.code, closed.rcvd.reason


async def over_websocket(
    server: str, query: str, *, token: str | None = None, **variables: Any
) -> AsyncIterator[dict[str, Any]]:
    """The results of one operation. Who stops listening drops the connection without a word."""
    async with socket(server, init=token and {"Authorization": f"Bearer {token}"}) as opened:
        await tell(opened, id="1", type="subscribe", payload={"query": query, "variables": variables})
        try:
            while (message := await hear(opened))["type"] == "next":
                yield message["payload"]
            if message["type"] == "error":
                yield {"errors": message["payload"]}
        finally:
            opened.transport.abort()


async def over_sse(
    server: str, query: str, *, token: str | None = None, **variables: Any
) -> AsyncIterator[dict[str, Any]]:
    headers = {"accept": "text/event-stream"} | ({"authorization": f"Bearer {token}"} if token else {})
    body = {"query": query, "variables": variables}
    async with (
        httpx2.AsyncClient(timeout=30) as client,
        client.stream("POST", f"{server}/graphql", json=body, headers=headers) as answer,
    ):
        assert answer.headers["content-type"] == "text/event-stream", await answer.aread()
        event = ""
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                event = value
            elif name == "data" and event == "next":
                yield json.loads(value)
            elif event == "complete":
                return


async def write(server: str, *events: Given) -> None:
    """Record what is known to be good."""
    variables = {"events": [as_input(event) for event in events], "key": uuid4().hex}
    [result] = [answer async for answer in over_websocket(server, RECORD, **variables)]
    assert result["data"]["record"]["__typename"] == "Recorded", result


async def a_long_history(server: str) -> int:
    """More than the buffers of a narrow connection hold; the position of its end."""
    batches, each = 40, 25
    for batch in range(batches):
        await write(server, *(builders.source(f"s-{batch}-{n}", note="x" * 9_000) for n in range(each)))
    return batches * each


async def taken(results: AsyncIterator[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The data of the first results."""
    found: list[dict[str, Any]] = []
    async with aclosing(results) as heard:  # type: ignore[type-var]
        async for result in heard:
            assert "errors" not in result, result["errors"]
            found.append(result["data"])
            if len(found) == number:
                break
    return found
