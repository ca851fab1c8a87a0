"""Whatever fails, and whenever: the answer to a write is true of the log, and the same key settles what is not known."""

from collections.abc import AsyncIterator, Callable
from itertools import count
from typing import Any

import pytest

from store.db.errors import DatabaseUnreachable
from tests.support.asking import RECORD, Api, as_input
from tests.support.builders import asserted, cast, source
from tests.support.failing_statements import FailingStatements
from tests.support.streams import over_sse, over_websocket

STATEMENTS_MAX = 80
TWO = """mutation($events: [EventInput!]!) {
  first: record(events: $events, idempotencyKey: "first") { __typename }
  second: record(events: $events, idempotencyKey: "second") { __typename ... on Recorded { events { id } } }
}"""


@pytest.fixture
async def begun(api: Api) -> Api:
    await api.recorded(*cast())
    return api


def variables(key: str) -> dict[str, Any]:
    # Free text like the name of an actor: that is looked for once the event is recorded.
    return {"events": [as_input(asserted(attribution=["the Taliban"]))], "key": key}


@pytest.mark.parametrize("only_once", [False, True], ids=["from then on", "once"])
async def test_an_answer_is_true_of_the_log_wherever_the_database_fails(begun: Api, only_once: bool) -> None:
    """
    given a write of which a statement fails, for each of its statements
    when the write is sent, and sent again under its key once the database is back
    then the first answer says whether the log has grown and how far, and the second has the same position
    """
    failing, seen = FailingStatements(begun.app.state.logs.record.db), set[str]()
    for statements in range(STATEMENTS_MAX):
        before, key = await begun.head(), f"attempt-{statements}"
        failing.after(statements, only_once=only_once)
        response = await begun.send(RECORD, variables(key))
        was_reached = failing.is_over
        failing.never()
        after = await begun.head()

        seen.add(outcome := outcome_of(response, before, after))
        again = (await begun.ask(RECORD, **variables(key)))["record"]
        assert (again["position"], again["replayed"]) == (before + 1, after > before), outcome
        if not was_reached:
            break

    assert outcome == "Recorded"
    assert "RECORDED_UNREAD" in seen
    assert only_once or "DATABASE_UNREACHABLE" in seen


def outcome_of(response: Any, before: int, after: int) -> str:
    """What an answer says, after a look that it is true: the log ended at `before`, and ends at `after`."""
    answer = response.json()
    if "errors" not in answer:
        assert answer["data"]["record"]["position"] == after == before + 1
        return answer["data"]["record"]["__typename"]
    [error] = answer["errors"]
    code, position = error["extensions"]["code"], error["extensions"].get("position")
    if after > before and code != "OUTCOME_UNKNOWN":
        assert (code, position, response.status_code) == ("RECORDED_UNREAD", after, 200)
        assert answer["extensions"]["position"] == after
        assert "same idempotency key" in error["message"]
    else:
        assert (position, response.status_code) == (None, 503)
        assert answer.get("extensions", {}).get("position") is None
    return code


async def test_a_field_that_fails_says_what_its_neighbour_has_recorded(begun: Api) -> None:
    """given two writes in one request; when the second fails; then its error tells of the first"""
    failing, before = FailingStatements(begun.app.state.logs.record.db), await begun.head()
    for statements in count():
        failing.after(statements)
        response = await begun.send(TWO, {"events": [as_input(asserted())]})
        failing.never()
        if (after := await begun.head()) > before:
            break

    answer = response.json()
    assert response.status_code == 200
    assert after == before + 1
    [error] = answer["errors"]
    assert error["extensions"]["recorded"] == [{"path": ["first"], "position": after, "replayed": False}]
    assert answer["extensions"]["position"] == after


@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_over_a_stream_it_is_the_same(
    live_server_url: str, monkeypatch: pytest.MonkeyPatch, stream: Callable[..., AsyncIterator[Any]]
) -> None:
    """given a database that fails after the commit; when a batch comes over a stream; then its position is told"""
    monkeypatch.setattr("store.read.log.entries", failing)
    batch = {"events": [as_input(source())], "key": "k"}

    [answer] = [answer async for answer in stream(live_server_url, RECORD, **batch)]

    [error] = answer["errors"]
    assert {name: error["extensions"][name] for name in ("code", "cause", "position")} == {
        "code": "RECORDED_UNREAD",
        "cause": "DATABASE_UNREACHABLE",
        "position": 1,
    }


async def failing(*_: Any, **__: Any) -> None:
    raise DatabaseUnreachable
