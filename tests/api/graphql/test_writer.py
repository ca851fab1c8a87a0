"""Whoever asks learns whether he may write, and no cache tells it to anybody else."""

from typing import Any

import pytest

from tests.support.asking import Api
from tests.support.http_caching import get

QUERY = "{ writer { name mayWrite tokenNeeded } }"


@pytest.fixture
async def guarded(sqlite_url: str, start: Any) -> Api:
    return await start(sqlite_url, write_tokens="newsroom:s3cret,desk:other")


async def test_where_no_tokens_are_set_everybody_may_write(sqlite_api: Api) -> None:
    assert (await sqlite_api.ask(QUERY))["writer"] == {"name": "anonymous", "mayWrite": True, "tokenNeeded": False}


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({}, None),
        ({"authorization": "Bearer wrong"}, None),
        ({"authorization": "Bearer s3cret"}, "newsroom"),
        ({"authorization": "Bearer other"}, "desk"),
    ],
)
async def test_where_they_are_its_holder_may(guarded: Api, headers: dict[str, str], name: str | None) -> None:
    found = (await guarded.send(QUERY, **headers)).json()["data"]["writer"]

    assert found == {"name": name, "mayWrite": name is not None, "tokenNeeded": True}


@pytest.mark.parametrize(
    "query", [QUERY, f'{{ __type(name: "Query") {{ name }} {QUERY[1:]}', f"{{ log {{ head }} {QUERY[1:]}"]
)
async def test_the_answer_to_one_is_never_that_to_another(guarded: Api, query: str) -> None:
    found = []
    for token in ("s3cret", "other", "s3cret"):
        headers = {"authorization": f"Bearer {token}"}
        for response in (await get(guarded, query, headers), await guarded.send(query, **headers)):
            assert response.headers["cache-control"] == "no-store"
            assert "etag" not in response.headers
            found.append(response.json()["data"]["writer"]["name"])

    assert found == ["newsroom", "newsroom", "desk", "desk", "newsroom", "newsroom"]
