"""A door for hostile tests that are not asynchronous: the application, asked anything."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx2

from api.app import create_app
from api.settings import Settings
from tests.support.asking import RECORD, as_input
from tests.support.builders import cast
from tests.support.sample_events import EVENTS_OF_EVERY_TYPE


class Door:
    """The application in a loop of its own, for tests that are not asynchronous."""

    def __init__(self, url: str, **settings: Any):
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self._client = self._runner.run(
            self._start(Settings(database_url=url, open_writes=True, allowed_hosts="timeline", **settings))
        )
        self.head = 0

    async def _start(self, settings: Settings) -> httpx2.AsyncClient:
        app = create_app(settings)
        await self._open.enter_async_context(app.router.lifespan_context(app))
        # Exceptions become what a server would make of them: a 500.
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        return await self._open.enter_async_context(httpx2.AsyncClient(transport=transport, base_url="http://timeline"))

    def close(self) -> None:
        self._runner.run(self._open.aclose())
        self._runner.close()

    def request(self, body: bytes | str, **headers: str) -> Any:
        """The answer, if it is JSON; whatever was asked, it is no 5xx and no fault."""
        headers = {
            "content-type": "application/json",
            "accept": "application/graphql-response+json",
            **headers,
        }
        response = self._runner.run(self._client.post("/graphql", content=body, headers=headers))
        assert response.status_code < 500, response.text
        assert '"code":"INTERNAL"' not in response.text
        return response.json()

    def ask(self, query: str, variables: Any = None) -> Any:
        return self.request(json.dumps({"query": query, "variables": variables}))

    def has_not_moved(self) -> bool:
        return self.ask("{ log { head } }")["data"]["log"]["head"] == self.head


def opened(url: str, **settings: Any) -> Iterator[Door]:
    """A door to a log with an event of every type."""
    door = Door(url, **settings)
    events = [as_input(event) for event in [*cast(), *EVENTS_OF_EVERY_TYPE[:-2]]]
    door.head = door.ask(RECORD, {"events": events, "key": "begin"})["data"]["record"]["position"]
    yield door
    door.close()
