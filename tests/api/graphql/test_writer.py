"""Whoever asks learns whether he may write, and no cache tells it to anybody else."""

from typing import Any

import pytest

from tests.support.asking import RECORD, Api, as_input
from tests.support.builders import actor
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


async def test_no_writer_meets_the_batch_of_another_under_the_same_key(guarded: Api) -> None:
    """given a key that the newsroom has used; when the desk uses it; then it records its own, and sees nothing else"""
    answers = []
    for token, name in (("s3cret", "a"), ("other", "b"), ("other", "b"), ("other", "c"), ("s3cret", "a")):
        variables = {"events": [as_input(actor(name))], "key": "k"}
        response = await guarded.send(RECORD, variables, authorization=f"Bearer {token}")
        answers.append(response.json()["data"]["record"])

    assert [(answer["__typename"], answer["position"], answer.get("replayed")) for answer in answers] == [
        ("Recorded", 1, False),
        ("Recorded", 2, False),
        ("Recorded", 2, True),
        ("Conflict", 2, None),
        ("Recorded", 1, True),
    ]


async def test_a_key_that_looks_like_that_of_an_import_harms_no_reader_of_imports(sqlite_api: Api) -> None:
    for number, key in enumerate(("import:x@y/z", "import:x@/z", "import:@9+", "import:/", "import:x@1+/z")):
        assert (await sqlite_api.record(actor(f"a-{number}"), key=key))["__typename"] == "Recorded"

    await sqlite_api.ask("{ imports { nodes { firstPosition } } }")
