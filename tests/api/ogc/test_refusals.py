"""OGC API Features, asked wrongly: a 4xx with a code, as JSON, whatever it is; nothing gets a 5xx."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.db.connections import Database
from tests.support.asking import Api
from tests.support.ogc import DISTRICTS, districts_told
from tests.support.properties import sharing_fixtures


@pytest.fixture
async def told(api: Api) -> Api:
    return await districts_told(api)


WRONG = {
    "an unknown parameter": {"colour": "red"},
    "no day": {"datetime": "yesterday"},
    "a week date": {"datetime": "2021-W25-2"},
    "no day of the calendar": {"datetime": "2021-02-30"},
    "a day too far off": {"datetime": "0025-01-01"},
    "open at both ends": {"datetime": "../.."},
    "an empty datetime": {"datetime": ""},
    "an interval turned round": {"datetime": "2021-06-22/2021-06-01"},
    "three days": {"datetime": "2021-06-01/2021-06-02/2021-06-03"},
    "other digits": {"datetime": "２０２１-06-01"},
    "knownOn with an hour": {"knownOn": "2021-06-22T00:00:00Z"},
    "knownAt without its offset": {"knownAt": "2021-06-22T00:00:00"},
    "knownAt that is a day": {"knownAt": "2021-06-22"},
    "knownOn and knownAt": {"knownOn": "2021-06-22", "knownAt": "2021-06-22T00:00:00Z"},
    "a position that is no number": {"position": "head"},
    "a position before the log": {"position": "-1"},
    "a position after the log": {"position": "1000000"},
    "a position of thousands of digits": {"position": "9" * 5000},
    "a policy that is none": {"policy": "GUESS"},
    "a token that is none": {"token": "Wzd"},
    "limit zero": {"limit": "0"},
    "limit below zero": {"limit": "-5"},
    "limit that is no number": {"limit": "ten"},
    "two numbers": {"bbox": "1,2"},
    "no numbers": {"bbox": "a,b,c,d"},
    "no finite numbers": {"bbox": "nan,nan,inf,inf"},
    "not on earth": {"bbox": "0,0,500,10"},
    "south above north": {"bbox": "0,10,10,0"},
    "no such place": {"within": "nowhere"},
    "a NUL": {"within": "a\0b"},
    "two directions": {"after": "a", "before": "b"},
    "another form": {"f": "html"},
}


async def test_what_cannot_be_asked_is_refused_with_a_code(told: Api) -> None:
    answers = {name: await told.client.get(DISTRICTS, params=query) for name, query in WRONG.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(WRONG, 400)
    for answer in answers.values():
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["code"]
        assert answer.json()["description"]


async def test_one_parameter_with_two_values_is_refused(told: Api) -> None:
    assert (await told.client.get(f"{DISTRICTS}?limit=1&limit=2")).status_code == 400
    assert (await told.client.get(f"{DISTRICTS}?limit=1&limit=1")).status_code == 200


ABSENT = (
    "/nothing",
    "/collections/rivers",
    "/collections/rivers/items",
    "/collections/districts/items/none",
    "/collections/districts/items/af-bridge",
    "/collections/districts/items/a%00b",
    "/api/x",
    "/collections/districts/items//%0A0",
    "/collections/districts/items/a%2Fb",
)


async def test_what_is_not_there_is_404_with_a_code(told: Api) -> None:
    for path in ABSENT:
        response = await told.client.get(f"/ogc{path}")
        assert (path, response.status_code) == (path, 404)
        assert response.json()["code"] == "NOT_FOUND"


async def test_nothing_is_written_here(told: Api) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = await told.client.request(method, DISTRICTS)
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, HEAD"


async def test_a_host_that_is_none_breaks_nothing(told: Api, start: Callable) -> None:
    """Where every name is ours; elsewhere it is refused before anybody looks (test_sites.py)."""
    api = await start(told.app.state.settings.database_url, allowed_hosts="*", open_writes=False)
    for host in ("a b", "[", "x:99999999", "ü", "a/b?c", ""):
        response = await api.client.get(DISTRICTS, headers={b"host": host.encode()})
        assert response.status_code in (200, 400)


# A lone surrogate cannot be written in an address.
TEXT = st.characters(exclude_categories=["Cs"])
PIECES = st.one_of(
    st.text(TEXT, max_size=30), st.sampled_from(["2021-06-22", "..", "/", "1,2,3,4", "1", "-1", "af-a", "\0", "%", "🏳"])
)
NAMES = st.sampled_from(
    ["datetime", "knownOn", "position", "policy", "token", "bbox", "within", "limit", "after", "before"]
)


@sharing_fixtures(60)
@example(query={}, id="//\n0")
@given(query=st.dictionaries(NAMES, PIECES, max_size=3), id=st.text(TEXT, max_size=10))
async def test_nothing_that_is_asked_breaks_the_server(told: Api, query: dict[str, str], id: str) -> None:
    for path in (DISTRICTS, f"{DISTRICTS}/{quote(id, safe='')}"):
        response = await told.client.get(path, params=query)
        assert response.status_code in (200, 400, 404), response.text
        assert response.status_code == 200 or response.json()["code"]


async def test_without_a_database_it_says_so(told: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    away = Database.open("postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setattr(told.app.state.logs.record, "db", away)
    monkeypatch.setattr(told.app.state.logs.record.worker, "db", away)
    response = await told.client.get(DISTRICTS)
    await away.close()

    assert (response.status_code, response.json()["code"]) == (503, "DATABASE_UNREACHABLE")
