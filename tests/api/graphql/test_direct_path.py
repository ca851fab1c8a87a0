"""The direct path gives what the router gives, to the byte and the header, and leaves the rest to the router."""

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from api.graphql.transport.direct_path import DirectPath
from service.asking.pins import Pin
from tests.support.asking import Api
from tests.support.builders import actor
from tests.support.http_caching import HEAD, PINNED, get
from tests.support.tokens import bearer

RESPONSE_TYPE = "application/graphql-response+json"
JSON = {"content-type": "application/json"}
LONG = "{ __schema { types { name description } } }"
DIGEST = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(HEAD.encode()).hexdigest()}}
MUTATION = 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }'

QUESTIONS: list[dict[str, Any]] = [
    {"query": HEAD},
    {"query": LONG},
    {"query": PINNED, "variables": {"at": 5}},
    {"query": PINNED, "variables": {"at": 5, "place": "nowhere"}},
    {"query": PINNED, "variables": {"at": 99}},
    {"query": PINNED, "variables": {"at": "five"}},
    {"query": '{ asOf(date: "2021-06-23") { token places { nodes { holder { name } } } } }', "operationName": ""},
    {"query": "query A { log { head } } query B { log { projection } }", "operationName": "B"},
    {"query": "query A { log { head } } query B { log { projection } }", "operationName": "C"},
    {"query": "query A { log { head } } query B { log { projection } }"},
    {"query": '{ casualties(from: "2021-06-01", to: "2021-06-30", within: "nowhere") { kinds } }'},
    {"query": '{ place(id: "\\u06a9\\u0646\\u062f\\u0632 \\ud800") { id } }'},
    {"query": '{ event(id: "mutation") { id } }'},
    {"query": HEAD, "extensions": DIGEST},
    {"extensions": DIGEST},
    {"query": LONG, "extensions": DIGEST},
    {"query": HEAD, "extensions": {"persistedQuery": 1}},
    {"query": HEAD, "variables": []},
    {"query": HEAD, "operationName": 1},
    {"query": "{ nothing }"},
    {"query": "{"},
    {"query": " "},
    {"query": 'subscription { replay(from: "2021-06-01", to: "2021-06-02", intervalMs: 0) { date } }'},
    {"query": MUTATION},
    {},
]
HEADERS: list[dict[str, str]] = [
    {},
    {"accept": RESPONSE_TYPE},
    {"accept": "text/html, application/json;q=0.5", "accept-encoding": "br;q=0.5, gzip"},
    {"accept": "text/event-stream"},
    {"accept": "multipart/mixed"},
    {"authorization": "Bearer x", "accept-encoding": "zstd"},
    {"if-none-match": "*"},
    {"if-none-match": '"other"'},
    {"origin": "https://map.example"},
    {"content-encoding": "gzip"},
    {"content-type": "text/plain"},
    {"content-type": "application/json; charset=latin-1"},
]
BODIES = [b"", b"null", b"[]", b"42", b'{"query": 1}', b'{"query": "{ log { head } } \xff"}', b"[" * 100_000, b"NaN"]


@contextmanager
def router_alone() -> Any:
    """Nothing is answered on the direct path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DirectPath, "_question", lambda *_: None)
        yield


async def seen(api: Api, method: str, **request: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """All that a client sees; fault ids, which are drawn, there are none."""
    request["headers"] = {"accept-encoding": "identity", **(JSON if method == "POST" else {}), **request["headers"]}
    async with api.client.stream(method, "/graphql", **request) as response:
        body = b"".join([chunk async for chunk in response.aiter_raw()])
    return response.status_code, response.headers.multi_items(), body


async def compare(api: Api, method: str, **request: Any) -> None:
    """given a request; then the router alone, the first answer and a repeated one are equal"""
    with router_alone():
        expected = await seen(api, method, **request)
    for _ in range(2):
        assert await seen(api, method, **request) == expected, request


@pytest.fixture
async def kunduz_open(kunduz: Api, start: Any) -> Api:
    """The same, for pages of another origin too."""
    return await start(kunduz.app.state.settings.database_url, cors_origins="https://map.example")


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
async def test_a_question_gets_what_the_router_gives(kunduz_open: Api, question: dict[str, Any]) -> None:
    api = kunduz_open
    credentials = {"authorization": await bearer(api), "accept-encoding": "zstd"}
    in_url = {name: value if isinstance(value, str) else json.dumps(value) for name, value in question.items()}
    for headers in (*HEADERS, credentials):
        await compare(api, "POST", content=json.dumps(question), headers=headers)
        await compare(api, "GET", params=in_url, headers=headers)


async def test_what_is_no_request_gets_the_refusal_of_the_router(sqlite_api: Api) -> None:
    for body, headers in product(BODIES, HEADERS[:3]):
        await compare(sqlite_api, "POST", content=body, headers=headers)
    for query in ("", "query=%FF", "query={log{head}}&variables=[", "query=%7B&query={log{head}}&x=1", "variables=1"):
        await compare(sqlite_api, "GET", params=query, headers={})
    for method in ("HEAD", "PUT", "OPTIONS", "DELETE"):
        await compare(sqlite_api, method, headers={})


@pytest.mark.parametrize("query", [HEAD, PINNED, LONG])
async def test_a_tag_that_is_known_gets_304_either_way(kunduz: Api, query: str) -> None:
    variables = {"at": 5} if query == PINNED else {}
    tag = (await get(kunduz, query, **variables)).headers["etag"]
    params = {"query": query, "variables": json.dumps(variables)}

    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        await compare(kunduz, "GET", params=params, headers={"if-none-match": known})
        assert (await get(kunduz, query, {"if-none-match": known}, **variables)).status_code == 304
        await compare(kunduz, "POST", content=json.dumps({"query": query}), headers={"if-none-match": known})


async def test_a_body_in_many_pieces_is_handed_on_whole(sqlite_api: Api) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b'{"query": "{ lo', b"g { he", b'ad } nothing }"}'):
            yield piece

    response = await sqlite_api.client.post("/graphql", content=pieces(), headers=JSON)

    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


@dataclass
class Given:
    """What a lane answers."""

    body: bytes
    position: int
    pin: Pin
    price: int = 0


class Lane:
    """Answers what it has been given, and remembers what it was asked."""

    def __init__(self, given: Given | None):
        self.given, self.asked = given, list[Any]()

    async def answer(self, query: str, variables: Any, operation_name: str | None) -> Given | None:
        self.asked.append((query, variables, operation_name))
        return self.given


BODY = b'{"data":{"log":{"head":0}},"extensions":{"position":0}}'


@pytest.mark.parametrize("pin", Pin)
async def test_an_answer_of_the_lane_has_the_headers_of_the_router(
    sqlite_api: Api, pin: Pin, monkeypatch: pytest.MonkeyPatch
) -> None:
    with router_alone():
        expected = await seen(sqlite_api, "GET", params={"query": HEAD}, headers={})
    lane = sqlite_api.app.state.logs.record.lane = Lane(Given(BODY, 0, pin))
    monkeypatch.setattr("api.graphql.schema.Schema.execute", None)  # graphql-core is not asked

    status, headers, body = await seen(sqlite_api, "GET", params={"query": HEAD}, headers={})

    assert (status, body) == (200, expected[2])
    if pin is Pin.HEAD:
        # Kept by the router, and so not asked of the lane.
        assert headers == expected[1]
        assert lane.asked == []
        return
    names = ("cache-control", "etag")
    assert [pair for pair in headers if pair[0] not in names] == [p for p in expected[1] if p[0] not in names]


async def test_what_the_lane_has_answered_is_kept(sqlite_api: Api) -> None:
    lane = sqlite_api.app.state.logs.record.lane = Lane(Given(BODY, 0, Pin.HEAD))
    for _ in range(2):
        assert (await sqlite_api.ask(HEAD)) == {"log": {"head": 0}}

    assert lane.asked == [(HEAD, {}, None)]


async def test_an_answer_of_the_lane_that_is_older_than_the_log_is_computed_anew(sqlite_api: Api) -> None:
    """given a lane that has not yet seen the last event; then the router answers"""
    await sqlite_api.recorded(actor("observers"))
    sqlite_api.app.state.logs.record.lane = Lane(Given(BODY, 0, Pin.HEAD))

    assert (await sqlite_api.ask(HEAD)) == {"log": {"head": 1}}


async def test_the_lane_is_asked_for_queries_only(sqlite_api: Api) -> None:
    lane = sqlite_api.app.state.logs.record.lane = Lane(None)
    for query in (MUTATION, "subscription { events { id } }", " "):
        await sqlite_api.send(query)
    await sqlite_api.send(HEAD, accept="text/event-stream")
    assert lane.asked == []

    await sqlite_api.send(HEAD)
    assert lane.asked == [(HEAD, {}, None)]
