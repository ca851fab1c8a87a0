"""Queries by their SHA-256: sent in full once, found afterwards, and never another's."""

import hashlib
import json
from typing import Any

import httpx2
import pytest

from api import limits
from api.graphql.transport.persisted import PersistedQueries, digest_of
from tests.support.asking import Api

QUERY = 'query($at: Position) { asOf(date: "2021-06-23", position: $at) { position } }'
MUTATION = 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }'
NOT_FOUND = {"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}


def by_digest(text: str, **more: Any) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **more}


async def send(api: Api, method: str, request: dict[str, Any], **headers: str) -> httpx2.Response:
    if method == "POST":
        return await api.client.post("/graphql", json=request, headers=headers)
    params = {name: value if isinstance(value, str) else json.dumps(value) for name, value in request.items()}
    return await api.client.get("/graphql", params=params, headers=headers)


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "*/*"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_query_is_asked_for_once_and_known_from_then_on(api: Api, method: str, accept: str) -> None:
    asked = by_digest(QUERY, variables={"at": 0})
    missed = await send(api, method, asked, accept=accept)
    sent = await send(api, "POST", {**asked, "query": QUERY}, accept=accept)
    found = await send(api, method, asked, accept=accept)

    assert (missed.status_code, missed.json()["errors"]) == (200, [NOT_FOUND])
    assert missed.headers["cache-control"] == "no-store"
    assert found.json() == sent.json() == {"data": {"asOf": {"position": 0}}, "extensions": {"position": 0}}


async def test_by_get_its_answers_are_kept_like_any_other(api: Api) -> None:
    asked = by_digest(QUERY, variables={"at": 0})
    first = await send(api, "GET", {**asked, "query": QUERY})
    found = await send(api, "GET", asked)
    unchanged = await send(api, "GET", asked, **{"if-none-match": found.headers["etag"]})

    assert found.headers["etag"] == first.headers["etag"]
    assert "immutable" in found.headers["cache-control"]
    assert unchanged.status_code == 304


async def test_another_query_cannot_be_put_under_a_digest(sqlite_api: Api) -> None:
    asked = by_digest(QUERY)
    response = await send(sqlite_api, "POST", {**asked, "query": "{ log { head } }"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_HASH_MISMATCH"
    assert (await send(sqlite_api, "GET", asked)).json()["errors"] == [NOT_FOUND]


@pytest.mark.parametrize("query", ["{ nothing }", "{", "{ log { head }" + " log { head }" * 3000 + " }"])
async def test_a_query_that_is_never_answered_takes_no_room(sqlite_api: Api, query: str) -> None:
    assert (await send(sqlite_api, "POST", by_digest(query, query=query))).json()["errors"]

    assert (await send(sqlite_api, "GET", by_digest(query))).json()["errors"] == [NOT_FOUND]


async def test_a_mutation_by_its_digest_is_still_not_allowed_with_get(sqlite_api: Api) -> None:
    assert (await send(sqlite_api, "POST", by_digest(MUTATION, query=MUTATION))).status_code == 200

    response = await send(sqlite_api, "GET", by_digest(MUTATION))

    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    assert (await send(sqlite_api, "POST", by_digest(MUTATION))).json()["data"]["retract"]["__typename"] == "Invalid"


@pytest.mark.parametrize(
    "persisted",
    [
        7,
        "text",
        [],
        {},
        {"version": 1},
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": 0},
        {"version": 1, "sha256Hash": "0" * 63},
        {"version": 1, "sha256Hash": "A" * 64},
        {"version": 1, "sha256Hash": "0" * 64 + "\n"},
    ],
)
@pytest.mark.parametrize("query", [None, "{ log { head } }"])
async def test_a_digest_that_is_none_is_refused(sqlite_api: Api, persisted: Any, query: str | None) -> None:
    response = await send(sqlite_api, "POST", {"query": query, "extensions": {"persistedQuery": persisted}})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_PERSISTED_QUERY"


async def test_no_persisted_query_is_no_query(sqlite_api: Api) -> None:
    response = await send(sqlite_api, "POST", {"extensions": {"persistedQuery": None}})

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


def test_the_room_is_bounded_in_number_and_in_size_and_the_least_wanted_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PERSISTED_QUERIES_MAX", 3)
    monkeypatch.setattr(limits, "PERSISTED_CHARS_MAX", 10)
    kept = PersistedQueries()
    for query in ("a", "b", "c", "a", "d"):
        kept.keep(query)

    assert [one for one in "abcd" if is_there(kept, one)] == ["a", "c", "d"]
    kept.keep("123456789")
    assert [one for one in "acd" if is_there(kept, one)] == ["d"]
    kept.keep("longer than all the room")
    assert not is_there(kept, "123456789")
    kept.keep("1234567890")
    assert is_there(kept, "1234567890")


def is_there(kept: PersistedQueries, query: str) -> bool:
    from api.graphql.transport.http import Refusal

    try:
        given = kept.completed({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest_of(query)}}})
    except Refusal:
        return False
    assert given["query"] == query
    return True
