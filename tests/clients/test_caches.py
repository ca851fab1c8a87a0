"""Apollo Client and urql, as npm has them: their caches keep things by type and id, and must not mix two answers."""

import json
from pathlib import Path

import pytest

from tests.support import node

HERE = Path(__file__).parent
CACHES = ["apollo", "urql by id", "urql by document"]
LISTS = ["dates", "views", "both", "parts", "people", "measures"]
"""As in questions.mjs."""


@pytest.fixture(scope="module")
def apollo(server: str) -> dict:
    return json.loads(node.run(HERE / "apollo.mjs", server))


@pytest.fixture(scope="module")
def urql(server: str) -> dict:
    return json.loads(node.run(HERE / "urql.mjs", server))


@pytest.fixture(scope="module")
def caches(apollo: dict, urql: dict) -> dict[str, dict]:
    return dict(zip(CACHES, (apollo["caches"], urql["byId"], urql["documents"]), strict=True))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("cache", CACHES)
def test_a_cache_that_knows_nothing_of_us_gives_every_answer_as_it_came(caches: dict, cache: str, name: str) -> None:
    """
    given the cache of a client as it comes
    when the same things are asked for on several dates, as known at several times, and for several periods
    then all that was answered can still be read from it after the last
    """
    answers = caches[cache][name]

    assert all(answers["fresh"])
    assert answers["cached"] == answers["fresh"]


def test_the_answers_that_are_kept_apart_are_unlike(caches: dict, apollo: dict) -> None:
    """Given a claim that was retracted in July, and people who crossed on days that belong to two periods."""
    fresh = {name: answers["fresh"] for name, answers in caches["apollo"].items()}

    assert len({json.dumps(answer["asOf"]["place"]) for answer in fresh["dates"]}) == 4
    assert len(apollo["ids"]) == 4
    then, later, now = (answer["asOf"] for answer in fresh["views"])
    assert [(view["event"]["id"], view["standing"]) for view in then["place"]["basisViews"]] == [("withdrawn", True)]
    assert [each["event"]["standing"] for each in (then, later, now)] == [True, False, False]
    [change] = fresh["both"][0]["diff"]["places"]
    assert [view["standing"] for view in change["before"]["basisViews"]] == [True]
    [retraction] = [view["event"] for view in change["eventViews"] if "event" in view["event"]]
    assert retraction["event"]["view"]["standing"] is False
    assert len({json.dumps(answer["crossings"]["incidents"][0]["count"]) for answer in fresh["people"]}) > 1
    assert {series["measure"] for series in fresh["measures"][0]["measures"]["nodes"]} == {"arrivals"}


def test_urql_finds_a_key_for_everything(urql: dict) -> None:
    assert urql["warnings"] == []


def test_apollo_sends_a_query_once_and_then_asks_for_it_by_its_digest(apollo: dict) -> None:
    """when a query is asked with other variables; then only its digest is sent, by GET, which caches can keep"""
    *first, again = apollo["requests"]

    assert first == [{"method": "GET", "query": False}, {"method": "POST", "query": True}]
    assert again == {"method": "GET", "query": False}


def test_subscriptions_of_urql_are_streams_over_http(urql: dict) -> None:
    assert urql["heard"] == [3, 4, 5]


def test_subscriptions_of_apollo_go_over_the_websocket(apollo: dict) -> None:
    assert apollo["heard"] == [3, 4, 5]
