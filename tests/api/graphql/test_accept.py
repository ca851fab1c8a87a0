"""In which form an answer comes: clients name several that they take, and a single answer is never a stream then."""

import pytest

from tests.support.asking import Api
from tests.support.builders import actor

URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)
APOLLO = "multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json;q=0.9"
STREAM = "text/event-stream"
HEAD = "{ log { head } }"
MUTATION = 'mutation { retract(event: "x", reason: "y", idempotencyKey: "k") { __typename } }'
FRAMES = 'subscription Frames { replay(from: "2021-06-01", to: "2021-06-02", intervalMs: 0) { date } }'
BOTH = f"{FRAMES} query Head {HEAD}"


async def answered(api: Api, query: str, accept: str, **more: object) -> str:
    """The media type of the answer."""
    response = await api.client.post("/graphql", json={"query": query, **more}, headers={"accept": accept})
    return response.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize("query", [HEAD, MUTATION])
@pytest.mark.parametrize("accept", [URQL, APOLLO, f"{STREAM}, application/graphql-response+json"])
async def test_a_single_answer_is_json_for_who_takes_json_too(sqlite_api: Api, query: str, accept: str) -> None:
    await sqlite_api.recorded(actor("observers"))

    assert await answered(sqlite_api, query, accept) == "application/graphql-response+json"


@pytest.mark.parametrize("query", [HEAD, MUTATION, FRAMES])
async def test_who_takes_streams_alone_gets_one(sqlite_api: Api, query: str) -> None:
    assert await answered(sqlite_api, query, f"{STREAM}, multipart/mixed") == STREAM


async def test_a_subscription_is_a_stream_for_who_takes_json_too(sqlite_api: Api) -> None:
    """given a document of two operations; then the one that is asked decides"""
    assert await answered(sqlite_api, FRAMES, URQL) == STREAM
    assert await answered(sqlite_api, BOTH, URQL, operationName="Frames") == STREAM
    assert await answered(sqlite_api, BOTH, URQL, operationName="Head") == "application/graphql-response+json"


@pytest.mark.parametrize("query", ["subscription {", "subscription { " + "a { " * 20_000, "subscription"])
async def test_what_cannot_be_read_is_refused_as_json(sqlite_api: Api, query: str) -> None:
    response = await sqlite_api.client.post("/graphql", json={"query": query}, headers={"accept": URQL})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


async def test_the_lines_of_a_stream_end_as_every_client_reads_them(sqlite_api: Api) -> None:
    response = await sqlite_api.client.post("/graphql", json={"query": FRAMES}, headers={"accept": STREAM})

    events = response.text.split("\n\n")
    assert "\r" not in response.text
    assert [event.split("\n")[0] for event in events] == ["event: next", "event: next", "event: complete", ""]
