"""The door itself: what is no request gets a 4xx with a code, as JSON; nothing gets a 5xx."""

import gzip
import json
from collections.abc import Callable

import pytest

from api import limits
from tests.support.asking import Api
from tests.support.hostile_bodies import MALFORMED

JSON = {"content-type": "application/json"}
QUESTION = {"query": "{ log { head } }"}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_a_body_that_is_no_request_is_refused_with_a_code(sqlite_api: Api, body: bytes) -> None:
    response = await sqlite_api.client.post("/graphql", content=body, headers=JSON)

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["message"]
    assert error["extensions"]["code"].isupper()


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nothing }",
        "query A { log { head } } query B { log { head } }",
    ],
)
@pytest.mark.parametrize(
    ("media_type", "status"), [("application/json", 200), ("application/graphql-response+json", 400)]
)
async def test_a_request_that_cannot_be_executed_has_the_status_of_its_media_type_and_no_data(
    sqlite_api: Api, query: str, media_type: str, status: int
) -> None:
    response = await sqlite_api.send(query, accept=media_type)

    assert response.status_code == status
    assert response.headers["content-type"].startswith(media_type)
    assert response.json().keys() == {"errors"}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "text/plain"}, json.dumps(QUESTION).encode(), 415),
        ({"content-type": "application/x-www-form-urlencoded"}, b"query={log{head}}", 415),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ({"content-type": "application/json; charset=latin-1"}, json.dumps(QUESTION).encode(), 415),
        ({}, json.dumps(QUESTION).encode(), 415),
        ({**JSON, "content-encoding": "gzip"}, gzip.compress(json.dumps(QUESTION).encode(), mtime=0), 415),
        ({**JSON, "content-encoding": "br"}, b"\x0b", 415),
        (JSON, b" " * (limits.BODY_BYTES_MAX + 1), 413),
    ],
)
async def test_a_body_of_another_kind_is_refused(sqlite_api: Api, headers: dict, body: bytes, status: int) -> None:
    response = await sqlite_api.client.post("/graphql", content=body, headers=headers)

    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"]


async def test_a_body_of_unknown_length_is_cut_off_where_it_is_too_long(sqlite_api: Api) -> None:
    sent = 0

    async def endless():  # type: ignore[no-untyped-def]
        nonlocal sent
        while True:
            sent += 100_000
            yield b" " * 100_000

    response = await sqlite_api.client.post("/graphql", content=endless(), headers=JSON)

    assert response.status_code == 413
    assert sent <= limits.BODY_BYTES_MAX + 200_000


async def test_a_query_may_be_asked_with_get(sqlite_api: Api) -> None:
    response = await sqlite_api.client.get(
        "/graphql",
        params={"query": "query($n: Int!) { actors(first: $n) { totalCount } }", "variables": '{"n": 1}'},
    )

    assert response.json()["data"] == {"actors": {"totalCount": 0}}


async def test_a_mutation_by_get_is_not_allowed_and_changes_nothing(sqlite_api: Api) -> None:
    query = 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }'

    response = await sqlite_api.client.get("/graphql", params={"query": query})

    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    assert await sqlite_api.head() == 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
async def test_no_other_method_is_allowed(sqlite_api: Api, method: str) -> None:
    assert (await sqlite_api.client.request(method, "/graphql")).status_code == 405


async def test_an_address_that_is_too_long_is_refused(sqlite_api: Api) -> None:
    response = await sqlite_api.client.get(
        "/graphql", params={"query": "{ log { head } }" + " " * limits.URL_BYTES_MAX}
    )

    assert response.status_code == 414


@pytest.mark.parametrize("query", ["%7B", "%FF", "{log{head}}&variables=[", "{log{head}}&variables=%5B%5D", ""])
async def test_a_bad_query_string_is_a_client_error(sqlite_api: Api, query: str) -> None:
    response = await sqlite_api.client.get(
        f"/graphql?query={query}", headers={"accept": "application/graphql-response+json"}
    )

    assert response.status_code == 400


async def test_no_page_is_shown_that_loads_from_other_hosts(sqlite_api: Api) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        response = await sqlite_api.client.get(path, headers={"accept": "text/html"})
        assert response.status_code == 404


async def test_every_answer_states_its_position(sqlite_api: Api) -> None:
    response = await sqlite_api.send("{ log { head } }")

    assert response.headers["timeline-position"] == "0"
    assert response.json()["extensions"] == {"position": 0}


async def test_answers_are_utf8_and_not_sniffed(sqlite_api: Api) -> None:
    response = await sqlite_api.send('{ place(id: "کندز") { id } }')

    assert response.json()["data"] == {"place": None}
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_pages_of_other_origins_may_ask_only_where_that_is_set(sqlite_url: str, start: Callable) -> None:
    closed = await start(sqlite_url)
    opened = await start(sqlite_url, cors_origins="https://map.example")
    asked = {"origin": "https://map.example"}

    assert "access-control-allow-origin" not in (await closed.send("{ log { head } }", **asked)).headers
    answered = (await opened.send("{ log { head } }", **asked)).headers
    assert answered["access-control-allow-origin"] == "https://map.example"
    assert answered["access-control-expose-headers"] == "Timeline-Position, ETag"


@pytest.mark.parametrize("path", ["/nothing", "/graphql/", "/healthz/x", "/x%0A", "/a%00b", "/pages/none.css"])
async def test_an_address_that_leads_nowhere_is_refused_with_a_code(sqlite_api: Api, path: str) -> None:
    response = await sqlite_api.client.get(path)

    assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
    assert response.headers["cache-control"] == "no-store"
