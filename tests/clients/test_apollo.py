"""Apollo Client, as npm has it: its cache keeps objects by type and id, and must not make one answer of two."""

import json
import re
from pathlib import Path

import pytest

from api.graphql import schema
from tests.support import node

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def facts(server: str) -> dict:
    return json.loads(node.run(HERE / "apollo.mjs", server))


def test_two_dates_of_one_district_do_not_overwrite_each_other_in_a_cache_that_knows_nothing_of_us(facts: dict) -> None:
    """
    given a cache as Apollo makes it, without a policy
    when one district is asked for on three days and as known on another, each answer unlike the others
    then all that was answered can still be read from the cache, each under an id of its own
    """
    fresh, cached = facts["dates"]["fresh"], facts["dates"]["cached"]

    assert len({json.dumps(answer["asOf"]["place"]) for answer in fresh}) == 4
    assert cached == fresh
    assert len(facts["ids"]) == 4
    assert facts["advised"]["dates"] == facts["dates"]


def test_whether_an_event_stood_then_and_stands_now_are_kept_apart_by_the_cache_that_the_docs_advise(
    facts: dict,
) -> None:
    """
    given a claim that stood by what was known on 23 June, and was retracted in July
    when a cache takes what was known then, and what is known now
    then the cache that the docs advise has both, and the plain one only the last
    """
    then, now = facts["advised"]["views"]["fresh"]
    assert [(claim["id"], claim["standing"]) for claim in then["asOf"]["place"]["basis"]] == [("withdrawn", True)]
    assert now["event"]["standing"] is False

    assert facts["advised"]["views"]["cached"] == [then, now]
    assert facts["views"]["cached"] != [then, now]


def test_before_and_after_in_one_diff_are_kept_apart_by_the_cache_that_the_docs_advise(facts: dict) -> None:
    """given a diff whose one side rests on a claim that the other has retracted; then each side shows its own"""
    [told], [read] = facts["advised"]["both"]["fresh"], facts["advised"]["both"]["cached"]
    [place] = told["diff"]["places"]
    [retracted] = [event["event"] for event in place["events"] if "event" in event]

    assert [(claim["id"], claim["standing"]) for claim in place["before"]["basis"]] == [("withdrawn", True)]
    assert (retracted["id"], retracted["standing"]) == ("withdrawn", False)
    assert read == told
    assert facts["both"]["cached"] != [told]


def test_two_questions_about_one_snapshot_share_it(facts: dict) -> None:
    assert facts["advised"]["parts"]["cached"] == facts["advised"]["parts"]["fresh"]


def test_a_query_is_sent_once_and_then_asked_for_by_its_digest(facts: dict) -> None:
    """when a query is asked with other variables; then only its digest is sent, by GET, which caches can keep"""
    *first, again = facts["requests"]

    assert first == [{"method": "GET", "query": False}, {"method": "POST", "query": True}]
    assert again == {"method": "GET", "query": False}


def test_subscriptions_go_over_the_websocket(facts: dict) -> None:
    assert facts["heard"] == [3, 4, 5]


def test_the_advised_cache_knows_every_type_of_event() -> None:
    """A type that it does not know would be kept under its id."""
    [listed] = re.findall(r"Event: \[(.*?)\]", (HERE / "shown" / "apollo-cache.mjs").read_text("utf-8"), re.DOTALL)
    events = re.findall(r"^type (\w+) implements Event\b", schema.sdl(), re.MULTILINE)

    assert sorted(re.findall(r'"(\w+)"', listed)) == sorted(events)
