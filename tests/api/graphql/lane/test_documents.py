"""A text that is sent again is not parsed and validated again, and is answered as before."""

import gc
from collections.abc import Callable
from typing import Any

import graphql
import pytest
import strawberry.schema.schema as strawberry_schema
from graphql import Token, parse

from api import limits
from api.graphql.lane import documents, lane
from api.graphql.lane.documents import Documents
from tests.support.asking import Api

STATE = "query($day: Date!) { asOf(date: $day) { date places { totalCount } } }"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often a text is parsed and validated, by whichever of the two paths."""
    calls = {"parse": 0, "validate_document": 0}

    def counting(name: str) -> Callable[..., Any]:
        before = getattr(lane, name)

        def call(*arguments: Any, **named: Any) -> Any:
            calls[name] += 1
            return before(*arguments, **named)

        return call

    for name in calls:
        monkeypatch.setattr(lane, name, counted_calls := counting(name))
        monkeypatch.setattr(strawberry_schema if name == "parse" else documents, name, counted_calls)
    return calls


@pytest.fixture(params=[True, False], ids=["with the lane", "without"])
async def sqlite_api(request: pytest.FixtureRequest, sqlite_url: str, start: Callable) -> Api:
    api = await start(sqlite_url, compiled_lane=request.param)
    api.paths = None  # these would parse every question once more
    return api


async def test_a_text_is_parsed_and_validated_once(sqlite_api: Api, counted: dict[str, int]) -> None:
    for day in ("2021-06-21", "2021-06-22", "2021-06-23"):
        assert (await sqlite_api.ask(STATE, day=day))["asOf"]["date"] == day

    assert counted == {"parse": 1, "validate_document": 1}


async def test_what_is_invalid_is_refused_in_the_same_words_again(sqlite_api: Api, counted: dict[str, int]) -> None:
    answers = [(await sqlite_api.send("{ log { tail } }")).content for _ in range(3)]

    assert b"GRAPHQL_VALIDATION_FAILED" in answers[0]
    assert answers[1:] == answers[:1] * 2
    assert counted == {"parse": 1, "validate_document": 1}


async def test_the_cost_is_asked_every_time(sqlite_api: Api) -> None:
    query = 'query($n: Int!) { asOf(date: "2021-06-22") { places(first: $n) { nodes { %s } } } }'
    query %= " ".join(f"a{n}: level" for n in range(600))

    assert (await sqlite_api.ask(query, n=1))["asOf"]["places"]["nodes"] == []
    assert await sqlite_api.code(query, n=1_000) == "QUERY_TOO_COSTLY"
    assert (await sqlite_api.ask(query, n=1))["asOf"]["places"]["nodes"] == []


async def test_a_refused_cost_says_nothing_of_validity(sqlite_api: Api) -> None:
    query = 'query($n: Int!) { asOf(date: "2021-06-22") { places(first: $n) { nodes { no %s } } } }'
    query %= " ".join(f"a{n}: level" for n in range(600))

    assert await sqlite_api.code(query, n=1_000) == "QUERY_TOO_COSTLY"
    assert await sqlite_api.code(query, n=1) == "GRAPHQL_VALIDATION_FAILED"


def test_the_number_of_documents_is_bounded() -> None:
    documents, node = Documents(), graphql.parse("{ log { head } }")

    for number in range(limits.DOCUMENTS_KEPT_MAX + 10):
        documents.keep(f"query Q{number} {{ log {{ head }} }}", node)

    assert len(documents) == limits.DOCUMENTS_KEPT_MAX
    assert documents.get("query Q0 { log { head } }") is None


def test_the_text_of_all_documents_is_bounded() -> None:
    documents, node = Documents(), graphql.parse("{ log { head } }")

    for number in range(100):
        documents.keep(f"{number}".ljust(limits.DOCUMENT_CHARS_KEPT_MAX), node)
    documents.keep("x" * (limits.DOCUMENT_CHARS_KEPT_MAX + 1), node)

    assert len(documents) == limits.DOCUMENTS_CHARS_KEPT_MAX // limits.DOCUMENT_CHARS_KEPT_MAX


def test_a_document_that_is_not_kept_any_more_is_freed_without_the_collector() -> None:
    """Many that differ would leave it a million objects, and hold everybody up meanwhile."""
    kept = Documents()
    gc.collect()
    gc.disable()
    try:
        before = tokens_alive()  # of what other tests keep
        for number in range(3 * limits.DOCUMENTS_KEPT_MAX):
            text = f"{{ log {{ a{number}: head }} }}"
            kept.keep(text, parse(text))
        made = tokens_alive() - before
    finally:
        gc.enable()

    assert made < 15 * limits.DOCUMENTS_KEPT_MAX


def tokens_alive() -> int:
    return sum(isinstance(each, Token) for each in gc.get_objects())
