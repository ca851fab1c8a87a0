"""No short query costs much work."""

from typing import Any

import pytest

from api import limits
from tests.support.asking import Api
from tests.support.call_counting import count_calls

DEEP = "{ place(id: 1) " + "{ parent " * limits.QUERY_DEPTH_MAX + "{ id }" + " }" * limits.QUERY_DEPTH_MAX + " }"
TOO_MUCH = {
    "deep": (DEEP, "QUERY_TOO_DEEP"),
    "deep by fragments": (
        "{ place(id: 1) { ...f0 } } "
        + " ".join(f"fragment f{n} on Place {{ parent {{ ...f{n + 1} }} }}" for n in range(200))
        + " fragment f200 on Place { id }",
        "QUERY_TOO_DEEP",
    ),
    "wide by lists": (
        "{ places(first: 1000) { nodes { children(first: 1000) { nodes { id } } } } }",
        "QUERY_TOO_COSTLY",
    ),
    "wide by aliases": (
        "{ " + " ".join(f"a{n}: places(first: 1000) {{ nodes {{ id name }} }}" for n in range(300)) + " }",
        "QUERY_TOO_COSTLY",
    ),
    "wide by fragments": (
        "{ places(first: 1000) { nodes { ...f0 } } } "
        + " ".join(f"fragment f{n} on Place {{ a: id ...f{n + 1} ...f{n + 1} }}" for n in range(12))
        + " fragment f12 on Place { id }",
        "QUERY_TOO_COSTLY",
    ),
}


CALLS_MAX = 8_000_000


@pytest.mark.parametrize(("query", "code"), TOO_MUCH.values(), ids=TOO_MUCH)
async def test_a_query_that_is_too_much_is_refused_at_once(sqlite_api: Api, query: str, code: str) -> None:
    with count_calls() as done:
        assert await sqlite_api.code(query) == code

    assert 0 < done.calls < CALLS_MAX


async def test_the_size_of_a_page_counts_though_it_is_a_variable(sqlite_api: Api) -> None:
    query = "query($n: Int!) { places(first: $n) { nodes { children(first: $n) { nodes { id } } } } }"

    assert await sqlite_api.code(query, n=1000) == "QUERY_TOO_COSTLY"
    assert await sqlite_api.ask(query, n=10)


@pytest.mark.parametrize(
    "query",
    [
        "{ " + "a " * limits.QUERY_TOKENS_MAX + "}",
        "{ log { head } }" + "#\n" * (limits.QUERY_COMMENTS_MAX + 1),
        "{ log { head } }" + " " * limits.QUERY_CHARS_MAX,
        "{ a(b: " + "[" * 2_000 + "]" * 2_000 + ") }",
    ],
    ids=["tokens", "comments", "length", "nesting"],
)
async def test_a_query_that_is_too_long_is_no_query(sqlite_api: Api, query: str) -> None:
    assert await sqlite_api.code(query) == "GRAPHQL_PARSE_FAILED"


@pytest.mark.parametrize(
    "query",
    [
        "{ log { " + "head " * 4_000 + "} }",
        "{ ...f } fragment f on Query { ...g log { head } } fragment g on Query { ...f }",
        "{ "
        + " ".join(f"...f{n}" for n in range(300))
        + " } "
        + " ".join(f"fragment f{n} on Query {{ log {{ head }} }}" for n in range(300)),
        "query(" + " ".join(f"$v{n}: Int" for n in range(1_000)) + ") { log { head } }",
        "{ events(filter: {types: [" + '"A" ' * 4_000 + "]}) { totalCount } }",
        "{ log @skip(if: false) " + "@skip(if: false) " * 600 + "{ head } }",
    ],
    ids=["one field often", "a cycle", "many fragments", "many variables", "a long list", "many directives"],
)
async def test_a_query_at_the_limit_is_little_work(sqlite_api: Api, query: str) -> None:
    with count_calls() as done:
        await sqlite_api.answer(query)

    assert 0 < done.calls < CALLS_MAX


@pytest.mark.parametrize("first", [-1, 0, limits.PAGE_ITEMS_MAX + 1, 2_000_000_000])
@pytest.mark.parametrize("field", ["places", "actors", "sources", "events"])
async def test_a_page_that_is_too_large_is_refused_with_the_limit(sqlite_api: Api, field: str, first: int) -> None:
    answer = await sqlite_api.answer(
        f"query($n: Int!) {{ {field}(first: $n) {{ pageInfo {{ endCursor }} }} }}", n=first
    )

    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert str(limits.PAGE_ITEMS_MAX) in error["message"]


async def test_introspection_is_within_the_limits(sqlite_api: Api) -> None:
    from graphql import get_introspection_query

    data = await sqlite_api.ask(get_introspection_query(input_value_deprecation=True))

    assert data["__schema"]["queryType"]["name"] == "Query"


@pytest.mark.parametrize("day", [{"x": 1}, ["2021-06-22"], 5, True, {"x": {"y": []}}])
async def test_a_day_of_another_kind_has_a_price_before_it_is_refused(sqlite_api: Api, day: Any) -> None:
    query = "query($day: Date!, $known: Date) { asOf(date: $day, knownOn: $known) { places { totalCount } } }"

    assert await sqlite_api.code(query, day=day) == "BAD_USER_INPUT"
    assert await sqlite_api.code(query, day="2021-06-22", known=day) == "BAD_USER_INPUT"
    assert await sqlite_api.code("{ asOf(date: {a: {b: 1}}) { places { totalCount } } }") == "BAD_USER_INPUT"
