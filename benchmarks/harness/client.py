"""One connection that is kept open, and what comes back over it."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPMessage
from typing import Any, NamedTuple

TIMEOUT_SECONDS = 120


class Answer(NamedTuple):
    status: int
    body: bytes
    ms: float
    headers: HTTPMessage

    def data(self) -> Any:
        """What GraphQL gives under `data`; RuntimeError where it refuses."""
        if refusal := self.refusal():
            raise RuntimeError(refusal)
        return json.loads(self.body)["data"]

    def refusal(self) -> str | None:
        """The status or the first error, if this is no whole answer."""
        if self.status not in (200, 304):
            return f"{self.status} {self.body[:300].decode(errors='replace')}"
        if b'"errors"' in self.body[:300] or b'"errors":[' in self.body[-2_000:]:
            return str(json.loads(self.body)["errors"][0]["message"])
        return None


class Client:
    """Asks one server, one question after another."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = self._connect()

    def post(self, query: str, variables: Mapping[str, Any] | None = None, path: str = "/graphql") -> Answer:
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        return self._request("POST", path, body, {"Content-Type": "application/json"})

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self._request("GET", path, None, dict(headers or {}))

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)

    def _request(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        begun = time.perf_counter()
        try:
            response = self._sent(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server has closed a connection that lay idle.
            self._connection = self._connect()
            response = self._sent(method, path, body, headers)
        data = response.read()
        return Answer(response.status, data, (time.perf_counter() - begun) * 1_000, response.headers)

    def _sent(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, headers)
        return self._connection.getresponse()


Ask = Callable[[Client, int], Answer]
"""A question in a form that differs with its number."""
