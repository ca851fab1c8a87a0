"""`minPosition`: an answer has what was recorded up to it, or says that it has not, whichever way it is asked for."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from api import limits
from api.graphql.transport.requests import RESPONSE_TYPE
from tests.support.asking import Api
from tests.support.builders import actor, cast, changed, place
from tests.support.standbys import Log, Pair
from tests.support.streams import hear, socket, tell

HEAD = "{ log { head } }"
HELD = '{ log { head } asOf(date: "2021-06-22") { place(id: "af-imam-sahib") { holder { id } } } }'
AT = 'query($p: Position!) { asOf(date: "2021-06-22", position: $p) { stateHash } }'
WAITING = "query($p: Position!) @minPosition(position: $p) { log { head } }"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MIN_POSITION_SECONDS_MAX", 0.2)


def least(position: int) -> dict[str, str]:
    return {"Timeline-Min-Position": str(position)}


async def test_what_was_recorded_is_in_the_next_answer_that_names_its_position(api: Api) -> None:
    """given a server that reads from a standby; when 20 times something is recorded and its position asked for"""
    for number in range(10):
        position = await api.recorded(actor(f"header-{number}"))
        answer = (await api.send(HEAD, None, **least(position))).json()
        assert answer["data"]["log"]["head"] == position

        position = await api.recorded(actor(f"directive-{number}"))
        assert (await api.ask(WAITING, p=position))["log"]["head"] == position


async def test_a_standby_that_has_not_come_so_far_is_not_asked(api: Api, standby_pair: Pair) -> None:
    await _at_the_standby(api, await api.recorded(*cast()))
    async with standby_pair.paused():
        before = await api.head()
        position = await api.recorded(changed())

        for response in (await api.send(HEAD, None, **least(position)), await api.send(WAITING, {"p": position})):
            [error] = response.json()["errors"]
            assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
            assert error["extensions"] == {"code": "POSITION_NOT_REACHED", "position": before}
            assert f"ends at position {before}, before {position}" in error["message"]
            assert response.headers["cache-control"] == "no-store"
        for path in ("/ogc/collections/districts/items?datetime=2021-06-22", "/place/af-imam-sahib"):
            response = await api.client.get(path, headers=least(position))
            assert (response.status_code, response.headers["Retry-After"]) == (503, "1"), path
            assert response.json()["code"] == "POSITION_NOT_REACHED"
        assert await api.head() == before


async def test_an_answer_that_is_kept_is_not_given_where_it_is_too_old(api: Api, standby_pair: Pair) -> None:
    """given answers kept by the server and by a client; when the standby stays behind; then neither is given"""
    await _at_the_standby(api, await api.recorded(*cast()))
    question = {"query": HEAD}
    known = (await api.client.get("/graphql", params=question)).headers["etag"]
    async with standby_pair.paused():
        position = await api.recorded(changed())

        tagged = {"If-None-Match": known}
        assert (await api.client.get("/graphql", params=question, headers=tagged)).status_code == 304
        waiting = await api.client.get("/graphql", params=question, headers=tagged | least(position))

    assert waiting.status_code == 503
    caught_up = await api.client.get("/graphql", params=question, headers=tagged | least(position))
    assert caught_up.json()["data"]["log"]["head"] == position


async def test_a_question_is_answered_while_it_waits(
    api: Api, standby_pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MIN_POSITION_SECONDS_MAX", 20)
    await api.recorded(*cast())
    async with standby_pair.paused():
        position = await api.recorded(changed())
        asked = [
            asyncio.ensure_future(answer)
            for answer in (api.send(HEAD, None, **least(position)), api.send(WAITING, {"p": position}))
        ]
        await asyncio.sleep(0.1)
        assert not any(answer.done() for answer in asked)

        await standby_pair.resume()

        for response in await asyncio.gather(*asked):
            assert response.json()["data"]["log"]["head"] == position


async def test_the_quick_ways_to_an_answer_stay_open(
    replicated: Log, start: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given a question with the header, asked twice; then the lane answers it, and after that what is kept"""
    monkeypatch.setattr(limits, "MIN_POSITION_SECONDS_MAX", 20)
    api = await start(replicated.primary, read_database_url=replicated.standby, fold_processes=0, metrics=True)
    position = await api.recorded(*cast(), changed())
    await api.ask(WAITING, p=position)
    await api.follow()
    for _ in range(2):
        response = await api.send(HELD, None, **least(position))
        assert response.json()["data"]["asOf"]["place"]["holder"] == {"id": "taliban"}

    counted = (await api.client.get("/metrics")).text

    for way in ("lane", "kept"):
        assert f'timeline_graphql_answers_total{{way="{way}"}} 1.0' in counted


async def test_a_position_that_is_asked_for_itself_may_come_in_a_moment(api: Api, standby_pair: Pair) -> None:
    async with standby_pair.paused():
        position = await api.recorded(actor())
        [error] = (await api.answer(AT, p=position))["errors"]

    assert error["extensions"]["code"] == "POSITION_AHEAD"
    assert "with minPosition, since a standby may have it in a moment" in error["message"]


async def test_what_is_recorded_waits_for_nothing(api: Api, standby_pair: Pair) -> None:
    async with standby_pair.paused():
        response = await api.send(
            'mutation { record(events: [{actorRegistered: {actor: "x", name: "X", kind: REBEL_GROUP}}], '
            'idempotencyKey: "k") { __typename } }',
            None,
            **least(1_000),
        )

    assert response.json()["data"]["record"]["__typename"] == "Recorded"


async def test_one_server_holds_to_it_as_well(sqlite_api: Api) -> None:
    """given a log that is read where it is written; then a position beyond its end is waited for, and refused"""
    position = await sqlite_api.recorded(*cast(), place("af-x"))

    assert (await sqlite_api.ask(WAITING, p=position))["log"]["head"] == position
    refused = await sqlite_api.send(HEAD, None, **least(position + 1))
    assert (refused.status_code, _code(refused)) == (503, "POSITION_NOT_REACHED")
    answered = await sqlite_api.send(HEAD, None, **least(position))
    assert answered.json()["data"]["log"]["head"] == position


@pytest.mark.parametrize("given", ["x", "-1", "1.5", "", "9" * 30, "٣", "1,x"])
async def test_a_header_that_is_no_position_is_refused(sqlite_api: Api, given: str) -> None:
    header = [(b"timeline-min-position", given.encode())]
    for path in ("/ogc", "/place/x"):
        response = await sqlite_api.client.get(path, headers=header)
        assert (response.status_code, response.json()["code"]) == (400, "BAD_USER_INPUT"), path
    response = await sqlite_api.client.get("/graphql?query={log{head}}", headers=header)
    assert (response.status_code, _code(response)) == (400, "BAD_USER_INPUT")


@pytest.mark.parametrize("given", ["x", -1, 1.5, None, True])
async def test_a_directive_that_is_no_position_is_refused(sqlite_api: Api, given: Any) -> None:
    assert "errors" in await sqlite_api.answer(WAITING, p=given)


@pytest.mark.parametrize(
    "literal",
    ["9" * 5_000, "-1", "1.5", '"x"', "null", "[1]", "{a: 1}", "$p", '"9007199254740992"', "9007199254740992"],
)
async def test_neither_is_a_literal(sqlite_api: Api, literal: str) -> None:
    for document in (f"query @minPosition(position: {literal}) {HEAD}", f"query @minPosition {HEAD}"):
        body = {"query": document}
        response = await sqlite_api.client.post("/graphql", json=body, headers={"accept": RESPONSE_TYPE})
        assert response.status_code == 400, response.text
        assert _code(response) in ("GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED")


async def test_the_handshake_of_a_websocket_names_it_for_all_operations(live_server_url: str) -> None:
    async with socket(live_server_url, additional_headers=least(1)) as opened:
        await tell(opened, id="1", type="subscribe", payload={"query": HEAD})
        [error] = (await hear(opened))["payload"]
        assert error["extensions"]["code"] == "POSITION_NOT_REACHED"
    with pytest.raises(InvalidStatus):
        async with socket(live_server_url, additional_headers={"Timeline-Min-Position": "x"}):
            pass


async def test_of_several_operations_the_one_that_is_asked_names_it(sqlite_api: Api) -> None:
    document = "query A @minPosition(position: 99) { log { head } } query B { log { head } }"
    for name, status in (("A", 503), ("B", 200)):
        body = {"query": document, "operationName": name}
        assert (await sqlite_api.client.post("/graphql", json=body)).status_code == status


async def test_it_is_no_directive_of_fields_or_mutations(sqlite_api: Api) -> None:
    for query in ("{ log @minPosition(position: 1) { head } }", "mutation @minPosition(position: 1) { __typename }"):
        assert await sqlite_api.code(query) == "GRAPHQL_VALIDATION_FAILED"


async def _at_the_standby(api: Api, position: int) -> None:
    limits.MIN_POSITION_SECONDS_MAX, usual = 10, limits.MIN_POSITION_SECONDS_MAX
    await api.ask(WAITING, p=position)
    limits.MIN_POSITION_SECONDS_MAX = usual


def _code(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]
