"""Everything that a server answers about a log, through every door that shows texts of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx2

from tests.support.asking import RECORD, as_input
from tests.support.graphql_fields import EVENT_FIELDS, SNAPSHOT_FIELDS
from trust.sealed.newsroom import about

_DRY_RUN = """mutation($events: [EventInput!]!, $key: String!) {
  record(events: $events, idempotencyKey: $key, dryRun: true) {
    __typename
    ... on DryRun {
      events { key type places { name } }
      changes { place { name } before { text } after { text } }
      warnings { code message }
    }
    ... on Invalid { code message problems { path code message } }
  }
}"""
_SOURCES = "id name title publisher published url reliability attribution licence sha256"
_QUESTIONS = (
    f"{{ events(first: 1000) {{ totalCount nodes {{ {EVENT_FIELDS} }} }} }}",
    f'{{ asOf(date: "2021-06-25") {{ {SNAPSHOT_FIELDS} }} }}',
    f"{{ sources(first: 1000) {{ nodes {{ {_SOURCES} }} }} }}",
    "{ actors(first: 1000) { nodes { id name } } }",
    "{ imports(first: 100) { nodes { file recordedBy new refused } } log { head checkpoint } }",
    '{ place(id: "af-imam-sahib") { name names { text } history(first: 100) { nodes { why { text } } } } }',
    '{ diff(from: {date: "2021-06-20"}, to: {date: "2021-06-25"}) { places { cause events { id note } } } }',
    '{ crossings(from: "2021-06-01", to: "2021-06-30") { count { low high } incidents { key notes } } }',
)
_FOLLOW = "subscription { events(after: 0) { position id note attribution source { name publisher } } }"
_SEARCH = f"query($text: String!) {{ sources(text: $text, first: 50) {{ nodes {{ {_SOURCES} }} }} }}"
_PAGES = ("/", "/about", "/source", "/source.csv", "/event", "/event.csv", "/metrics", "/healthz", "/nothing")
_PLACE = "/place/af-imam-sahib?date=2021-06-25"


class Asking:
    """`answers` is what has come, with its headers."""

    def __init__(self, address: str):
        self._client = httpx2.Client(base_url=address, timeout=60, headers={"accept-encoding": "identity"})
        self.answers: list[bytes] = []

    def close(self) -> None:
        self._client.close()

    def record(self, texts: Mapping[str, str]) -> None:
        """First tried, as the desk does, and then recorded."""
        events = [as_input(each) for name, text in texts.items() for each in about(f"web-{name}", text)]
        for mutation, outcome in ((_DRY_RUN, "DryRun"), (RECORD, "Recorded")):
            self._write(mutation, outcome, events)

    def mistake(self, texts: Sequence[str]) -> None:
        """Names that are written out behind the word `sealed:`; and a search for them, by who wants to know."""
        wrong = [{"source": f"wrong-{number}", "name": f"sealed:{text}"} for number, text in enumerate(texts)]
        for mutation in (_DRY_RUN, RECORD):
            self._write(mutation, "Invalid", [{"sourceRegistered": each} for each in wrong])
        for text in texts:
            self._graphql(_SEARCH, text=text)

    def read_lists(self) -> None:
        for question in _QUESTIONS:
            answer = self._graphql(question)
            assert "errors" not in answer, answer

    def follow(self) -> None:
        """All events as a stream gives them, from the first to the head."""
        last = self._graphql("{ log { head } }")["data"]["log"]["head"]
        accept = {"accept": "text/event-stream"}
        with self._client.stream("POST", "/graphql", json={"query": _FOLLOW}, headers=accept) as response:
            for line in response.iter_lines():
                self.answers.append(line.encode())
                if line.startswith("data:") and f'"position":{last},' in line.replace(" ", ""):
                    return

    def read_pages(self, named: str) -> None:
        """Those for people and for maps; of single events and sources those whose id ends so."""
        for page in (*_PAGES, _PLACE, *self._records(named), *self._features()):
            self._keep(self._client.get(page))

    def _records(self, named: str) -> Iterator[str]:
        data = self._graphql("{ events(first: 1000) { nodes { id } } sources(first: 1000) { nodes { id } } }")["data"]
        for kind in ("event", "source"):
            yield from (f"/{kind}/{node['id']}" for node in data[f"{kind}s"]["nodes"] if node["id"].endswith(named))

    def _write(self, mutation: str, outcome: str, events: Sequence[Any]) -> None:
        answer = self._graphql(mutation, events=events, key=f"web-{outcome}")
        assert answer["data"]["record"]["__typename"] == outcome, answer

    def _features(self) -> Iterator[str]:
        yield from ("/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/sources", "/ogc/api")
        for collection in self._client.get("/ogc/collections").json()["collections"]:
            yield f"/ogc/collections/{collection['id']}/items?limit=100&datetime=2021-06-25"

    def _graphql(self, query: str, **variables: Any) -> Any:
        response = self._client.post("/graphql", json={"query": query, "variables": variables})
        self._keep(response)
        return response.json()

    def _keep(self, response: httpx2.Response) -> None:
        assert response.status_code < 500, response.text
        self.answers.append(json.dumps(dict(response.headers)).encode() + response.content)
