"""A fault tells nothing of the inside, the log nothing of the sources, and a database that is away is a 503."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain.values.problems import Problem, Refused
from store.db.errors import StatementTimeout
from tests.support.asking import Api
from tests.support.outage import cut_off

SECRET = "the village by the river"
COUNT = "{ events { totalCount } }"


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    with capture_logs() as lines:
        yield lines


def failing(error: Exception) -> Any:
    async def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


async def test_a_fault_is_masked_and_logged_without_its_words(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch, logged: list[Any]
) -> None:
    monkeypatch.setattr("store.read.log.count_entries", failing(RuntimeError(SECRET)))

    [error] = (await sqlite_api.answer(COUNT))["errors"]

    fault = error["message"].split()[3].strip(":")
    assert error["extensions"] == {"code": "INTERNAL"}
    assert SECRET not in str(error)
    assert any(
        fault == line.get("fault") and line["error"] == "RuntimeError" and "test_errors.py" in str(line)
        for line in logged
    )
    assert SECRET not in str(logged)


async def test_logs_have_neither_queries_nor_variables(sqlite_api: Api, logged: list[Any]) -> None:
    await sqlite_api.send('{ place(id: "%s") { id nothing } }' % SECRET)
    await sqlite_api.send("query($id: ID!) { event(id: $id) { id } }", {"id": SECRET})
    await sqlite_api.send("query($d: Date!) { asOf(date: $d) { date } }", {"d": SECRET})
    await sqlite_api.client.get("/graphql", params={"query": '{ place(id: "%s") { id } }' % SECRET})

    assert len(logged) == 4
    assert SECRET not in str(logged)


async def test_a_statement_that_takes_too_long_says_what_to_do(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.read.log.count_entries", failing(StatementTimeout()))

    [error] = (await sqlite_api.answer(COUNT))["errors"]

    assert error["extensions"]["code"] == "STATEMENT_TIMEOUT"
    assert "ask for fewer" in error["message"]


async def test_after_a_failed_statement_the_others_fail_for_the_same_reason(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.read.log.count_entries", failing(StatementTimeout()))

    errors = (await api.answer("{ a: events { totalCount } b: events { totalCount } }"))["errors"]

    assert {error["extensions"]["code"] for error in errors} == {"STATEMENT_TIMEOUT"}


async def test_a_refusal_of_a_question_lists_its_problems(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "store.read.places.place_by_code", failing(Refused(Problem(("edition",), "AMBIGUOUS_PLACE", "give it")))
    )

    [error] = (await sqlite_api.answer('{ place(code: {scheme: "s", code: "c"}) { id } }'))["errors"]

    assert error["extensions"] == {
        "code": "INVALID",
        "problems": [{"path": ["edition"], "code": "AMBIGUOUS_PLACE", "message": "give it"}],
    }


@pytest.mark.parametrize(
    "query", [COUNT, 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }']
)
async def test_a_database_that_is_away_is_a_503_with_a_code(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    cut_off(sqlite_api, monkeypatch)

    response = await sqlite_api.send(query)

    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNREACHABLE"


async def test_a_transaction_is_ended_whatever_happens(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    db = sqlite_api.app.state.logs.record.db
    real = db.read

    @asynccontextmanager
    async def watched() -> AsyncIterator[Any]:
        opened.append("opened")
        async with real() as one:
            yield one
        opened.append("closed")

    monkeypatch.setattr(db, "read", watched)
    monkeypatch.setattr("store.read.log.count_entries", failing(RuntimeError()))

    await sqlite_api.answer(COUNT)

    assert opened
    assert opened == ["opened", "closed"] * (len(opened) // 2)


SHARED = """{
  outside: casualties(from: "2021-06-01", to: "2021-06-30", within: "nowhere") { kinds }
  inside: asOf(date: "2021-06-23") { places(first: -1) { totalCount } place(id: "nowhere") { id } }
}"""


async def test_a_field_that_fails_takes_nothing_from_others_that_wait_for_the_same(sqlite_api: Api) -> None:
    """What fails cancels the fields beside it. They had asked for a place that a field elsewhere waits for too."""
    answer = await sqlite_api.answer(SHARED)

    assert answer.get("data") is None
    assert {error["extensions"]["code"] for error in answer["errors"]} <= {"BAD_USER_INPUT", "UNKNOWN_PLACE"}
