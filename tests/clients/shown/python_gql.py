from collections.abc import AsyncGenerator
from typing import Any

from gql import Client, GraphQLRequest
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

STATE = """
query ($place: ID!, $date: Date!, $knownOn: Date) {
  asOf(date: $date, knownOn: $knownOn) {
    place(id: $place) { holder { id } certainty }
  }
}
"""
EVENTS = "subscription ($after: Position) { events(after: $after) { id position } }"


async def state(url: str, **variables: Any) -> dict[str, Any]:
    """The question is checked against the server's own schema before it is sent."""
    transport = HTTPXAsyncTransport(url=url)
    async with Client(transport=transport, fetch_schema_from_transport=True) as timeline:
        return await timeline.execute(GraphQLRequest(STATE, variable_values=variables))


async def events(url: str, after: int) -> AsyncGenerator[dict[str, Any]]:
    """History first, then live. When it breaks off, ask again after the last position."""
    transport = WebsocketsTransport(url=url.replace("http", "ws", 1))
    async with Client(transport=transport) as timeline:
        async for answer in timeline.subscribe(GraphQLRequest(EVENTS, variable_values={"after": after})):
            yield answer["events"]
