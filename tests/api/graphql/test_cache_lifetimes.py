"""How long HTTP caches may keep an answer without asking: for ever only what can never change."""

from typing import Any

import pytest

from api import release
from api.http.caching import CacheableQuery
from service.asking.pins import Pin
from store.db import tables
from store.read.log import Head
from tests.support.asking import Api
from tests.support.builders import changed, corrected
from tests.support.http_caching import A_DAY, A_YEAR, HEAD, OPEN, PINNED, STATE, again, get
from tests.support.tokens import bearer


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


async def test_a_tag_of_an_answer_from_before_the_log_was_mended_holds_no_longer(kunduz: Api) -> None:
    """given what was kept for a day; when a rebuild finds differences; then the client is not told that it holds"""
    head = await kunduz.head()
    before = await get(kunduz, PINNED, at=head)
    async with kunduz.app.state.logs.record.db.write() as conn:
        await conn.execute(tables.projected.update().values(rebuilt=1))
    await kunduz.head()

    assert (await again(kunduz, PINNED, before.headers["etag"], at=head)).status_code == 200


async def test_a_made_up_tag_does_not_get_an_open_answer_called_immutable(kunduz: Api) -> None:
    """A shared cache would keep it for everybody."""

    def made_up(**variables: Any) -> str:
        query = CacheableQuery(release.fingerprint(), "application/json", PINNED, variables, None, private=False)
        return query.tag(Pin.TOKEN, Head(0, None, 0))

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
    credentials = await bearer(kunduz)
    for variables, control in (({}, "private, no-cache"), ({"at": 2}, A_DAY.replace("public", "private"))):
        response = await get(kunduz, PINNED, {"authorization": credentials}, **variables)
        assert response.headers["cache-control"] == control
