"""Whether an answer that a cache has still holds: its tag says so, without computing it again."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.graphql import schema
from api.http import caching
from store.db.connections import Database
from tests.support.asking import Api
from tests.support.builders import actor
from tests.support.http_caching import HEAD, OPEN, PINNED, again, get
from tests.support.outage import cut_off
from tests.support.recording import NOW, record

RESPONSE_TYPE = "application/graphql-response+json"


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> Callable:
    async def run(*_: Any, **__: Any) -> None:
        raise AssertionError("the query was run")

    return lambda: monkeypatch.setattr(schema.Schema, "execute", run)


async def test_an_answer_that_still_holds_is_not_computed_again(kunduz: Api, nothing_runs: Callable) -> None:
    before = await get(kunduz, PINNED)
    nothing_runs()

    response = await again(kunduz, PINNED, before.headers["etag"])

    assert (response.status_code, response.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert response.headers[name] == before.headers[name]
    assert "content-type" not in response.headers
    assert (before.headers["cache-control"], before.headers["vary"]) == (OPEN, "Accept, Accept-Encoding, Authorization")


async def test_an_answer_does_not_hold_any_more_after_an_append_by_another_process(kunduz: Api) -> None:
    before = await get(kunduz, HEAD)
    other = Database.open(kunduz.app.state.settings.database_url)
    await record(other, actor("observers"))
    await other.close()

    after = await again(kunduz, HEAD, before.headers["etag"])

    assert (after.status_code, after.json()["data"]["log"]["head"]) == (200, before.json()["data"]["log"]["head"] + 1)
    assert after.headers["etag"] != before.headers["etag"]


async def test_two_servers_on_one_log_give_one_tag(kunduz: Api, start: Callable) -> None:
    other = await start(kunduz.app.state.settings.database_url)
    before = await get(kunduz, PINNED)

    assert (await again(other, PINNED, before.headers["etag"])).status_code == 304
    await other.recorded(actor("observers"))
    assert (await again(kunduz, PINNED, before.headers["etag"])).status_code == 200


async def test_another_log_of_the_same_length_gives_another_tag(
    migrated_sqlite: Path, tmp_path: Path, start: Callable
) -> None:
    asked = []
    for name, now in (("one", NOW), ("other", NOW + timedelta(seconds=1))):
        api = await start(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / name)}")
        await record(api.app.state.logs.record.db, actor("taliban"), now=now)
        asked.append(await get(api, HEAD))

    assert asked[0].json() == asked[1].json()
    assert asked[0].headers["etag"] != asked[1].headers["etag"]


@pytest.mark.parametrize(
    ("query", "headers", "variables"),
    [
        ("{ log { head projection } }", {}, {}),
        ("query A { log { head } } query B { log { projection } }", {}, {}),
        (HEAD, {"accept": RESPONSE_TYPE}, {}),
        (HEAD, {}, {"unused": 1}),
    ],
)
async def test_another_question_has_another_tag(sqlite_api: Api, query: str, headers: dict, variables: dict) -> None:
    before = (await get(sqlite_api, HEAD)).headers["etag"]
    name = {"operationName": "A"} if "query A" in query else {}
    params = {"query": query, "variables": json.dumps(variables), **name}

    response = await sqlite_api.client.get("/graphql", params=params, headers={**headers, "if-none-match": before})

    assert response.status_code == 200
    assert response.headers["etag"] != before


async def test_other_rules_of_resolution_give_another_tag(
    sqlite_api: Api, start: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (await get(sqlite_api, HEAD)).headers["etag"]
    monkeypatch.setattr(caching, "RULES", caching.RULES + 1)
    newer = await start(sqlite_api.app.state.settings.database_url)

    assert (await again(newer, HEAD, before)).status_code == 200


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{tag}", 304),
        ('"other", {tag}', 304),
        ('W/"a,b" ,{tag},"c"', 304),
        ("{strong}", 304),
        ("*", 304),
        (" * ", 304),
        ('"other"', 200),
        ('"*"', 200),
        ("", 200),
        ("{bare}", 200),
        ('W/"', 200),
    ],
)
async def test_if_none_match_is_read_as_rfc_9110_has_it(sqlite_api: Api, known: str, status: int) -> None:
    tag = (await get(sqlite_api, HEAD)).headers["etag"]
    strong = tag.removeprefix("W/")

    response = await again(sqlite_api, HEAD, known.format(tag=tag, strong=strong, bare=strong.strip('"')))

    assert response.status_code == status


async def test_several_lines_of_if_none_match_are_one_list(sqlite_api: Api) -> None:
    tag = (await get(sqlite_api, HEAD)).headers["etag"]
    lines = [("if-none-match", '"other"'), ("if-none-match", tag)]

    response = await sqlite_api.client.get("/graphql", params={"query": HEAD}, headers=lines)

    assert response.status_code == 304


@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }']
)
async def test_what_has_no_answer_is_not_unchanged(sqlite_api: Api, query: str) -> None:
    response = await get(sqlite_api, query, {"if-none-match": "*", "accept": RESPONSE_TYPE})

    assert response.status_code in (400, 405)
    assert response.headers["cache-control"] == "no-store"


async def test_a_fixed_answer_states_the_furthest_position_that_it_asked_for(kunduz: Api) -> None:
    query = '{ a: asOf(date: "2021-06-23", position: 2) { date } b: asOf(date: "2021-06-23", position: 5) { date } }'

    response = await get(kunduz, query)

    assert response.json()["extensions"] == {"position": 5}
    assert response.headers["timeline-position"] == "5"
    assert (await kunduz.answer(query))["extensions"] == {"position": 5}


async def test_a_page_of_another_origin_may_ask_whether_an_answer_holds(sqlite_url: str, start: Callable) -> None:
    api = await start(sqlite_url, cors_origins="https://map.example")
    origin = {"origin": "https://map.example"}
    asked = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    allowed = await api.client.options("/graphql", headers={**origin, **asked})
    answered = await get(api, HEAD, origin)
    unchanged = await get(api, HEAD, {**origin, "if-none-match": answered.headers["etag"]})

    assert (allowed.status_code, unchanged.status_code) == (200, 304)
    assert "ETag" in answered.headers["access-control-expose-headers"]
    assert unchanged.headers["access-control-allow-origin"] == "https://map.example"
    # A cache must not give the answer for no origin to a page of one.
    assert {answered.headers["vary"], (await get(api, HEAD)).headers["vary"]} == {
        "Accept, Accept-Encoding, Authorization, Origin"
    }


async def test_a_database_out_of_reach_is_an_error_and_not_an_unchanged_answer(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = (await get(sqlite_api, HEAD)).headers["etag"]
    cut_off(sqlite_api, monkeypatch)
    response = await again(sqlite_api, HEAD, tag)

    assert (response.status_code, response.headers["cache-control"]) == (503, "no-store")
