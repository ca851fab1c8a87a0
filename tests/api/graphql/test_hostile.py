"""10,000 hostile requests: no 5xx, no fault, and the log moves only by what it accepted."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema, nodes

from api.app import create_app
from api.settings import Settings
from tests.support import hostile
from tests.support.asking import RECORD, as_input
from tests.support.builders import cast
from tests.support.graphql_fields import EVENT_FIELDS, SNAPSHOT_FIELDS
from tests.support.repository import ROOT
from tests.support.sample_events import EVENTS_OF_EVERY_TYPE

SDL = (ROOT / "schema.graphql").read_text()
AT_ONCE = 10
"""Requests for each example: drawing one takes longer than answering it."""

many = settings(
    max_examples=150,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)

on_each_engine = settings(many, max_examples=many.max_examples // 2)


class Door:
    """The application in a loop of its own, for tests that are not asynchronous."""

    def __init__(self, url: str):
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self._client = self._runner.run(self._start(url))
        self.head = 0

    async def _start(self, url: str) -> httpx2.AsyncClient:
        app = create_app(Settings(database_url=url, open_writes=True, allowed_hosts="timeline"))
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


def opened(url: str) -> Iterator[Door]:
    door = Door(url)
    events = [as_input(event) for event in [*cast(), *EVENTS_OF_EVERY_TYPE[:-2]]]
    door.head = door.ask(RECORD, {"events": events, "key": "begin"})["data"]["record"]["position"]
    yield door
    door.close()


@pytest.fixture
def door(sqlite_url: str) -> Iterator[Door]:
    """For what is refused before it comes to the database, or never looks like text there."""
    yield from opened(sqlite_url)


@pytest.fixture
def each_door(database_url: str) -> Iterator[Door]:
    yield from opened(database_url)


@given(bodies=st.lists(hostile.bodies, min_size=AT_ONCE, max_size=AT_ONCE))
@many
def test_bodies(door: Door, bodies: list[bytes]) -> None:
    for body in bodies:
        door.request(body)

    assert door.has_not_moved()


GOOD_QUERIES = [
    "{ events(first: 5) { totalCount nodes { %s } } }" % EVENT_FIELDS,
    '{ asOf(date: "2021-06-23", knownOn: "2021-06-23", policy: LATEST) { %s } }' % SNAPSHOT_FIELDS,
    '{ place(id: "af-imam-sahib") { name ancestors { id } children { nodes { id } } history { nodes { from to basis { id } } } } }',
    '{ places(within: "af", kind: DISTRICT, on: "2021-06-23", first: 2) { nodes { codes { code } state(asOf: "2021-06-23") { since } } } }',
]


@given(queries=st.lists(hostile.mangled(GOOD_QUERIES), min_size=AT_ONCE, max_size=AT_ONCE))
@many
def test_mangled_queries(door: Door, queries: list[str]) -> None:
    for query in queries:
        door.ask(query)

    assert door.has_not_moved()


SCALARS = {
    "Date": st.sampled_from(["2021-06-23", "2021-02-30", "", "1800-01-01"]).map(nodes.String),
    "DateTime": st.just(nodes.String("2021-06-23T00:00:00Z")),
    "LocalDateTime": st.just(nodes.String("2021-06-23T00:00:00")),
    "Edtf": st.sampled_from(hostile.TEXTS[-20:]).map(nodes.String),
    "Position": st.sampled_from([0, 1, 5, 10**6, 10**30]).map(nodes.Int),
    "GeoJSON": st.just(nodes.Object([])),
    "Columns": st.just(nodes.String("x")),
    "PlaceRef": st.sampled_from(hostile.TEXTS[-20:]).map(nodes.String),
}


@given(queries=st.lists(from_schema(SDL, custom_scalars=SCALARS), min_size=4, max_size=4))
@many
def test_queries_and_mutations_that_the_schema_allows(door: Door, queries: list[str]) -> None:
    for query in queries:
        door.ask(query)


VARIABLES = """
query($date: Date!, $known: Date, $position: Position, $policy: ResolutionPolicy!, $id: ID, $ids: ID!, $code: CodeInput, $within: ID,
      $kind: PlaceKind!, $first: Int!, $after: String, $filter: EventFilter) {
  asOf(date: $date, knownOn: $known, position: $position, policy: $policy) {
    place(id: $id, code: $code) { since history(first: $first, after: $after, from: $date, to: $known) { nodes { from } } }
    places(within: $within, kind: $kind, holder: $id, first: $first, after: $after) { totalCount nodes { id } }
  }
  snapshot(token: $ids) { stateHash }
  place(id: $id, code: $code) { name state(asOf: $date, position: $position) { id } }
  actors(first: $first, after: $after) { totalCount }
  events(after: $position, first: $first, filter: $filter) { totalCount nodes { id } }
  event(id: $ids) { id }
}
"""
FITTING = {
    "date": ["2021-06-23"], "known": ["2021-06-22", None], "position": [0, 3, None], "policy": ["LATEST", "CAUTIOUS"],
    "id": ["af-imam-sahib", None], "ids": ["changed"], "code": [None, {"scheme": "ocha-cod-ab", "code": "AF1905"}],
    "within": ["af", None], "kind": ["DISTRICT"], "first": [1, 10], "after": [None],
    "filter": [None, {"types": ["ControlChanged"]}, {"within": "af", "occurredFrom": "2021-06-01"}],
}  # fmt: skip
questions = st.fixed_dictionaries(
    {name: st.one_of(*[st.sampled_from(good)] * 8, hostile.values) for name, good in FITTING.items()}
)


@given(asked=st.lists(questions, min_size=AT_ONCE, max_size=AT_ONCE))
@on_each_engine
def test_variables(each_door: Door, asked: list[dict[str, Any]]) -> None:
    for variables in asked:
        each_door.ask(VARIABLES, variables)

    assert each_door.has_not_moved()


@given(
    batches=st.lists(st.lists(hostile.event_inputs(), min_size=1, max_size=3), min_size=5, max_size=5),
    key=st.uuids().map(str) | hostile.texts,
)
@on_each_engine
def test_events(each_door: Door, batches: list[list[Any]], key: str) -> None:
    for number, events in enumerate(batches):
        answer = each_door.ask(RECORD, {"events": events, "key": key if number == 0 else f"{key[:20]}{number}"})
        result = (answer.get("data") or {}).get("record") or {}
        if result.get("__typename") == "Recorded" and not result["replayed"]:
            assert result["position"] == each_door.head + len(events)
            each_door.head = result["position"]

    assert each_door.has_not_moved()
