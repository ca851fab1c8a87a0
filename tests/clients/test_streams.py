"""graphql-ws and graphql-sse, as npm has them."""

import json
from pathlib import Path

import pytest

from tests.support import node

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=["graphql-ws.mjs", "graphql-sse.mjs"])
def facts(request: pytest.FixtureRequest, server: str, token: str) -> dict:
    return json.loads(node.run(HERE / request.param, server, token))


def test_who_loses_the_connection_misses_nothing_and_hears_nothing_twice(facts: dict) -> None:
    """
    given a client that follows the log from its beginning, and three times cannot reach the server for a while
    when an event is recorded after the history, and one in each of these times
    then the client, which connects again by itself, has heard the whole log, once and in order
    """
    assert facts["history"] > 0
    assert facts["heard"] == list(range(1, facts["history"] + 5))
    assert facts["connections"] > 3


def test_a_write_token_is_taken_where_each_client_puts_it(facts: dict) -> None:
    assert [answer["__typename"] for answer in facts["written"]] == ["Recorded"] * 4
    assert {event["recordedBy"] for answer in facts["written"] for event in answer["events"]} == {"desk"}
    assert facts["denied"] == {"__typename": "Denied", "code": "TOKEN_MISSING"}


def test_a_subscription_that_cannot_begin_says_why(facts: dict) -> None:
    [error] = facts["refused"]["errors"]

    assert error["extensions"]["code"] == "POSITION_AHEAD"


def test_a_stream_that_ends_is_complete(facts: dict) -> None:
    frames = [answer["data"]["replay"] for answer in facts["replay"]]

    assert [(frame["date"], frame["full"]) for frame in frames] == [
        ("2021-06-20", True),
        ("2021-06-21", False),
        ("2021-06-22", False),
    ]
