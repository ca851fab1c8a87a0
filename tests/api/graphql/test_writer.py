"""Whoever asks learns whether he may write, and no cache tells it to anybody else."""

from typing import Any

import pytest

from domain.values.access import Scope
from tests.support.asking import Api
from tests.support.http_caching import get
from tests.support.tokens import bearer

QUERY = "{ writer { name mayWrite mayCorrect tokenNeeded } }"


@pytest.fixture
async def guarded(sqlite_url: str, start: Any) -> Api:
    return await start(sqlite_url, open_writes=False)


async def test_where_writes_are_open_everybody_may_write(sqlite_api: Api) -> None:
    writer = {"name": "anonymous", "mayWrite": True, "mayCorrect": True, "tokenNeeded": False}
    assert (await sqlite_api.ask(QUERY))["writer"] == writer


@pytest.mark.parametrize(("scope", "rights"), [(None, 0), ("read", 0), ("append", 1), ("curate", 2), ("admin", 2)])
async def test_elsewhere_those_may_whose_token_lets_them(guarded: Api, scope: str | None, rights: int) -> None:
    headers = {"authorization": await bearer(guarded, "desk", Scope(scope))} if scope else {}
    found = (await guarded.send(QUERY, **headers)).json()["data"]["writer"]

    name = "desk" if rights else None
    assert found == {"name": name, "mayWrite": rights > 0, "mayCorrect": rights > 1, "tokenNeeded": True}


@pytest.mark.parametrize(
    "query", [QUERY, f'{{ __type(name: "Query") {{ name }} {QUERY[1:]}', f"{{ log {{ head }} {QUERY[1:]}"]
)
async def test_the_answer_to_one_is_never_that_to_another(guarded: Api, query: str) -> None:
    found, tokens = [], [await bearer(guarded, name) for name in ("newsroom", "desk")]
    for token in (*tokens, tokens[0]):
        headers = {"authorization": token}
        for response in (await get(guarded, query, headers), await guarded.send(query, **headers)):
            assert response.headers["cache-control"] == "no-store"
            assert "etag" not in response.headers
            found.append(response.json()["data"]["writer"]["name"])

    assert found == ["newsroom", "newsroom", "desk", "desk", "newsroom", "newsroom"]
