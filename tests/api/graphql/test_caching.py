"""What HTTP caches are told of an answer: how long it holds, and whether it still does."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api import release
from api.graphql import schema
from api.graphql.pins import Pin
from api.graphql.transport import caching
from api.graphql.transport.caching import Asked
from store.db.connections import Database
from store.db.errors import DatabaseUnreachable
from store.read.log import Head
from tests.support.asking import Api
from tests.support.builders import actor, asserted, cast, changed, corrected
from tests.support.recording import NOW, record

A_DAY = "public, max-age=86400, immutable"
A_YEAR = "public, max-age=31536000, immutable"
OPEN = "public, no-cache"
HEAD = "{ log { head } }"
STATE = "place(id: $place) { holder { name } certainty basis { id standing correctedBy { id } source { name } } }"
PINNED = f'query($at: Position, $place: ID! = $PLACE) {{ asOf(date: "2021-06-23", position: $at) {{ {STATE} }} }}'
PINNED = PINNED.replace("$PLACE", '"af-imam-sahib"')
RESPONSE_TYPE = "application/graphql-response+json"


async def get(api: Api, query: str, headers: dict[str, str] | None = None, **variables: Any) -> httpx2.Response:
    params = {"query": query, "variables": json.dumps(variables)}
    return await api.client.get("/graphql", params=params, headers=headers)


async def again(api: Api, query: str, known: str, **variables: Any) -> httpx2.Response:
    return await get(api, query, {"if-none-match": known}, **variables)


@pytest.fixture
async def kunduz(api: Api) -> Api:
    await api.recorded(*cast(), changed(id="fell"), asserted(id="list"))
    return api


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
    assert (before.headers["cache-control"], before.headers["vary"]) == (OPEN, "Accept")


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
        await record(api.app.state.db, actor("taliban"), now=now)
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


async def test_other_rules_of_resolution_give_another_tag(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (await get(sqlite_api, HEAD)).headers["etag"]
    monkeypatch.setattr(caching, "RULES", caching.RULES + 1)

    assert (await again(sqlite_api, HEAD, before)).status_code == 200


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


@pytest.mark.parametrize(
    "query",
    [
        PINNED,
        'query($at: Position!) { asOf(date: "2021-06-23", position: $at) { token stateHash frame places { totalCount } } }',
        'query($at: Position!) { asOf(date: "2021-06-23", position: $at) { __typename tally { rows { holder { name } } } } }',
        'query($at: Position!) { a: asOf(date: "2021-06-23", position: $at) { position }'
        ' b: asOf(date: "2021-06-23", position: 1) { position } }',
        'query($at: Position!) { series(from: "2021-06-20", to: "2021-06-23", position: $at) { date } }',
        'query($at: Position!) { replay(from: "2021-06-20", to: "2021-06-23", position: $at)'
        " { totalCount nodes { places { place { name ancestors { name } } } events { id places { name } } } } }",
        'query($at: Position!) { diff(from: {date: "2021-06-20", position: $at}, to: {date: "2021-06-23", position: $at})'
        " { places { events { id } cause } } }",
        'query($at: Position!) { asOf(date: "2021-06-23", position: $at) { place(id: "af-imam-sahib")'
        ' { place { state(asOf: "2021-06-20", position: $at) { certainty } } history { nodes { from } } } } }',
    ],
)
async def test_what_is_asked_at_a_position_is_kept_for_a_day_without_asking(kunduz: Api, query: str) -> None:
    response = await get(kunduz, query, at=await kunduz.head())

    assert "errors" not in response.json()
    assert response.headers["cache-control"] == A_DAY


@pytest.mark.parametrize(
    "query",
    [
        HEAD,
        "{ __typename }",
        "{ actors { totalCount } }",
        "{ sources { nodes { id } } }",
        "{ places { totalCount } }",
        "{ events(after: 2, first: 1) { nodes { id } } }",
        '{ event(id: "fell") { standing } }',
        '{ event(id: "not yet") { id } }',
        '{ place(id: "af-imam-sahib") { name } }',
        '{ beliefs(place: "af-imam-sahib", date: "2021-06-23") { totalCount } }',
        '{ asOf(date: "2021-06-23") { position } }',
        '{ asOf(date: "2021-06-23", position: null) { position } }',
        '{ asOf(date: "2021-06-23", knownOn: "2021-06-23") { position } }',
        '{ a: asOf(date: "2021-06-23", position: 2) { position } log { head } }',
        '{ a: asOf(date: "2021-06-23", position: 2) { position } b: asOf(date: "2021-06-23") { position } }',
        '{ asOf(date: "2021-06-23", position: 2) { position } __schema { types { name } } }',
        '{ asOf(date: "2021-06-23", position: 2) { position } __type(name: "Place") { description } }',
        '{ asOf(date: "2021-06-23", position: 9) { place(id: "af-imam-sahib") { place { state(asOf: "2021-06-23") { level } } } } }',
        '{ asOf(date: "2021-06-23", position: 9) { place(id: "af-imam-sahib") { place { history { totalCount } } } } }',
        '{ diff(from: {date: "2021-06-20", position: 2}, to: {date: "2021-06-23"}) { places { cause } } }',
    ],
)
async def test_what_the_next_event_may_change_is_never_kept_without_asking(kunduz: Api, query: str) -> None:
    response = await get(kunduz, query)

    assert "errors" not in response.json()
    assert response.headers["cache-control"] == OPEN


async def test_what_is_asked_by_token_is_kept_for_a_year_without_asking(kunduz: Api) -> None:
    token = (await kunduz.ask('{ asOf(date: "2021-06-23") { token } }'))["asOf"]["token"]
    query = f'query($token: ID!, $place: ID! = "af-imam-sahib") {{ snapshot(token: $token) {{ {STATE} }} }}'

    assert (await get(kunduz, query, token=token)).headers["cache-control"] == A_YEAR


async def test_a_token_beside_a_position_is_kept_for_a_day_only(kunduz: Api) -> None:
    token = (await kunduz.ask('{ asOf(date: "2021-06-23") { token } }'))["asOf"]["token"]
    query = 'query($token: ID!) { snapshot(token: $token) { date } asOf(date: "2021-06-23", position: 2) { date } }'

    assert (await get(kunduz, query, token=token)).headers["cache-control"] == A_DAY


async def test_a_later_correction_does_not_change_an_answer_that_was_to_be_kept(kunduz: Api) -> None:
    head = await kunduz.head()
    before = await get(kunduz, PINNED, at=head)
    await kunduz.recorded(corrected("fell", changed(gainer="government"), published="2021-06-22"))

    after = await get(kunduz, PINNED, at=head)

    assert after.content == before.content
    for name in ("etag", "cache-control", "timeline-position"):
        assert after.headers[name] == before.headers[name]
    assert (await again(kunduz, PINNED, before.headers["etag"], at=head)).status_code == 304
    now = (await get(kunduz, PINNED)).json()["data"]
    assert now != before.json()["data"]


async def test_a_fixed_answer_states_the_furthest_position_that_it_asked_for(kunduz: Api) -> None:
    query = '{ a: asOf(date: "2021-06-23", position: 2) { date } b: asOf(date: "2021-06-23", position: 5) { date } }'

    response = await get(kunduz, query)

    assert response.json()["extensions"] == {"position": 5}
    assert response.headers["timeline-position"] == "5"
    assert (await kunduz.answer(query))["extensions"] == {"position": 5}


async def test_a_made_up_tag_does_not_get_an_open_answer_called_immutable(kunduz: Api) -> None:
    """A shared cache would keep it for everybody."""

    def made_up(**variables: Any) -> str:
        asked = Asked(release.fingerprint(), "application/json", PINNED, variables, None, private=False)
        return asked.tag(Pin.TOKEN, Head(0, None, 0))

    assert (await again(kunduz, PINNED, made_up(at=2), at=2)).headers["cache-control"] == A_DAY
    response = await again(kunduz, PINNED, made_up())

    assert (response.status_code, response.headers["cache-control"]) == (200, OPEN)


@pytest.mark.parametrize(
    "query",
    [
        '{ asOf(date: "2021-06-23", position: 999) { date } }',
        '{ snapshot(token: "none") { date } }',
        '{ log { head } asOf(date: "2021-06-23", position: 2) { places(within: "nowhere") { totalCount } } }',
        '{ asOf(date: "2021-02-30") { date } }',
    ],
)
async def test_an_answer_with_errors_is_not_kept_at_all(kunduz: Api, query: str) -> None:
    response = await get(kunduz, query)

    assert response.json()["errors"]
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


async def test_an_answer_to_post_is_not_kept_at_all(sqlite_api: Api) -> None:
    record = 'mutation { record(events: [], idempotencyKey: "k") { __typename } }'
    for query in (HEAD, record):
        response = await sqlite_api.send(query, **{"if-none-match": "*"})
        assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
        assert "etag" not in response.headers


async def test_an_answer_to_a_request_with_credentials_is_the_callers_own(kunduz: Api) -> None:
    for variables, control in (({}, "private, no-cache"), ({"at": 2}, A_DAY.replace("public", "private"))):
        response = await get(kunduz, PINNED, {"authorization": "Bearer x"}, **variables)
        assert response.headers["cache-control"] == control


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
    assert {answered.headers["vary"], (await get(api, HEAD)).headers["vary"]} == {"Accept, Origin"}


async def test_a_database_out_of_reach_is_an_error_and_not_an_unchanged_answer(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = (await get(sqlite_api, HEAD)).headers["etag"]

    def gone(*_: Any) -> None:
        raise DatabaseUnreachable("gone")

    monkeypatch.setattr(sqlite_api.app.state.db, "read", gone)
    response = await again(sqlite_api, HEAD, tag)

    assert (response.status_code, response.headers["cache-control"]) == (503, "no-store")
