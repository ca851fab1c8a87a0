"""Scalars are strict, and what is wrong with a value is told in full."""

from typing import Any

import pytest

from tests.support.asking import Api
from tests.support.builders import cast

AS_OF = "query($d: Date!) { asOf(date: $d) { date } }"
AT = 'query($p: Position) { asOf(date: "2021-06-23", position: $p) { position } }'


@pytest.mark.parametrize(
    "value",
    [
        "2021-W25-3",
        "20210623",
        "2021-06-31",
        "2021-6-3",
        "2021-06-23T00:00",
        "1799-12-31",
        "2200-01-01",
        "",
        "x",
        20210623,
        None,
        [],
        {},
        True,
    ],
)
async def test_only_a_day_of_the_calendar_is_a_date(sqlite_api: Api, value: Any) -> None:
    assert await sqlite_api.code(AS_OF, d=value) == "BAD_USER_INPUT"


async def test_a_bad_literal_is_bad_input_too_and_names_the_remedy(sqlite_api: Api) -> None:
    [error] = (await sqlite_api.answer('{ asOf(date: "2021-02-30") { date } }'))["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "check month and day" in error["message"]


async def test_a_date_is_given_back_as_it_came(sqlite_api: Api) -> None:
    assert await sqlite_api.ask(AS_OF, d="2021-06-23") == {"asOf": {"date": "2021-06-23"}}


@pytest.mark.parametrize(
    "value", [-1, 1.5, "01", "-1", "1.5", " 1", "", "\u0661", "9" * 5000, True, 2**53, 10**30, [1]]
)
async def test_only_a_whole_number_is_a_position(sqlite_api: Api, value: Any) -> None:
    assert await sqlite_api.code(AT, p=value) == "BAD_USER_INPUT"


@pytest.mark.parametrize("value", [1, 2**31, 2**53 - 1])
async def test_a_position_beyond_the_end_is_an_error_that_says_where_that_is(sqlite_api: Api, value: int) -> None:
    [error] = (await sqlite_api.answer(AT, p=value))["errors"]

    assert error["extensions"]["code"] == "POSITION_AHEAD"
    assert "ends at position 0" in error["message"]


async def test_zero_is_before_the_first_event(sqlite_api: Api) -> None:
    assert await sqlite_api.ask(AT, p=0) == {"asOf": {"position": 0}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($n: Int!) { actors(first: $n) { totalCount } }", "BAD_USER_INPUT"),
        ('{ actors(first: "many") { totalCount } }', "BAD_USER_INPUT"),
        ('{ asOf(date: "2021-06-23", policy: WISHFUL) { date } }', "BAD_USER_INPUT"),
    ],
)
async def test_what_the_library_refuses_has_a_code_too(sqlite_api: Api, query: str, code: str) -> None:
    assert await sqlite_api.code(query) == code


async def test_the_end_cursor_of_the_log_is_a_position_to_go_on_from(sqlite_api: Api) -> None:
    head = await sqlite_api.recorded(*cast())
    query = "query($after: Position) { events(first: 1, after: $after) { nodes { position } pageInfo { endCursor } } }"

    cursor = (await sqlite_api.ask(query, after=head - 2))["events"]["pageInfo"]["endCursor"]

    assert (await sqlite_api.ask(query, after=cursor))["events"]["nodes"] == [{"position": head}]
