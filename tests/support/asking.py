"""Questions to an application in this process, and events in the form of GraphQL inputs."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx2
from fastapi import FastAPI

from domain.events import BaseEvent, interchange
from tests.support.two_paths import TwoPaths

RECORD = """
mutation($events: [EventInput!]!, $key: String!, $expected: Position) {
  record(events: $events, idempotencyKey: $key, expectedPosition: $expected) {
    __typename
    ... on Recorded { position replayed events { id position type } }
    ... on Conflict { code message position }
    ... on Invalid { code message problems { path code message } }
    ... on Denied { code message }
  }
}
"""
RECORDED = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""Now, by the clock of an application in this process."""
_KEYS = count()


Given = BaseEvent | dict[str, Any]


def as_input(event: Given) -> dict[str, Any]:
    """An event as an EventInput; one that is given as such, good or bad, stays as it is."""
    return event if isinstance(event, dict) else _keyed(json.loads(interchange.write(event)))


def _keyed(record: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in record.items() if name not in ("type", "version")}
    if "replacement" in fields:
        fields["replacement"] = _keyed(fields["replacement"])
    return {record["type"][0].lower() + record["type"][1:]: fields}


@dataclass
class Api:
    app: FastAPI
    client: httpx2.AsyncClient
    paths: TwoPaths | None = None
    """Where it is given, every question goes both ways to its answer."""

    async def send(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> httpx2.Response:
        # Written here, and not by the client, so that a lone surrogate can be sent.
        body = json.dumps({"query": query, "variables": variables})
        response = await self.client.post(
            "/graphql", content=body, headers={"content-type": "application/json", **headers}
        )
        if self.paths:
            await self.paths.compare(query, variables)
        return response

    async def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer, errors and all."""
        response = await self.send(query, variables)
        assert response.status_code < 500, response.text
        return response.json()

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data; a test that asks this expects no errors."""
        answer = await self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def code(self, query: str, **variables: Any) -> str:
        """The code of the one error that this question gets."""
        [error] = (await self.answer(query, **variables))["errors"]
        return error["extensions"]["code"]

    async def record(self, *events: Given, key: str | None = None, expected: int | None = None) -> dict[str, Any]:
        variables = {
            "events": [as_input(event) for event in events],
            "key": f"key-{next(_KEYS)}" if key is None else key,
            "expected": expected,
        }
        return (await self.ask(RECORD, **variables))["record"]

    async def recorded(self, *events: Given) -> int:
        """Record what is known to be good; the position of the last."""
        result = await self.record(*events)
        assert result["__typename"] == "Recorded", result
        return result["position"]

    async def follow(self) -> None:
        """Wait for the columns of the log, however long they take: a server leaves questions to graphql-core meanwhile."""
        assert await self.app.state.logs.record.kernel.world(patience_s=60)

    async def head(self) -> int:
        return (await self.ask("{ log { head } }"))["log"]["head"]
