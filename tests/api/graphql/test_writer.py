"""Whoever asks learns whether he may write, and no cache tells it to anybody else."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.values.access import Scope
from domain.values.terms import Visibility
from tests.support.asking import RECORD, Api, as_input
from tests.support.audiences import settings_of
from tests.support.builders import actor
from tests.support.http_caching import get
from tests.support.recording import recorded_under
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


@pytest.mark.parametrize("scope", [None, Scope.READ, Scope.APPEND])
async def test_who_writes_learns_for_whom_logs_are_kept(
    database_url: str, new_url: Callable[[str], str], start: Any, scope: Scope | None
) -> None:
    logs = {to: new_url(to.lower()) for to in (Visibility.PUBLIC, Visibility.PARTNER)}
    api = await start(database_url, open_writes=False, **settings_of(logs))
    headers = {"authorization": await bearer(api, "desk", scope)} if scope else {}
    body = {"query": "{ writer { visibilities } }"}

    found = (await api.client.post("/graphql", json=body, headers=headers)).json()["data"]["writer"]["visibilities"]

    assert found == (["PUBLIC", "PARTNER", "SEALED"] if scope is Scope.APPEND else [])


async def test_without_logs_for_audiences_there_is_nothing_to_choose(api: Api) -> None:
    assert (await api.ask("{ writer { visibilities } }"))["writer"] == {"visibilities": []}


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


async def test_no_writer_meets_the_batch_of_another_under_the_same_key(guarded: Api) -> None:
    """given a key that the newsroom has used; when the desk uses it; then it records its own, and sees nothing else"""
    answers, newsroom, desk = [], await bearer(guarded, "newsroom"), await bearer(guarded, "desk")
    for token, name in ((newsroom, "a"), (desk, "b"), (desk, "b"), (desk, "c"), (newsroom, "a")):
        variables = {"events": [as_input(actor(name))], "key": "k"}
        response = await guarded.send(RECORD, variables, authorization=token)
        answers.append(response.json()["data"]["record"])

    assert [(answer["__typename"], answer["position"], answer.get("replayed")) for answer in answers] == [
        ("Recorded", 1, False),
        ("Recorded", 2, False),
        ("Recorded", 2, True),
        ("Conflict", 2, None),
        ("Recorded", 1, True),
    ]


async def test_a_key_that_looks_like_that_of_an_import_harms_no_reader_of_imports(sqlite_api: Api) -> None:
    """Given keys that were recorded before they were refused."""
    for number, key in enumerate(("import:x@y/z", "import:x@/z", "import:@9+", "import:/", "import:x@1+/z")):
        await recorded_under(sqlite_api.app.state.logs.record.db, key, actor(f"a-{number}"))

    await sqlite_api.ask("{ imports { nodes { firstPosition } } }")


async def test_nobody_joins_the_list_of_imports_by_a_key(sqlite_api: Api) -> None:
    await sqlite_api.recorded(actor("a"))
    tried = 'mutation($events: [EventInput!]!) { record(events: $events, idempotencyKey: "import:x/y", dryRun: true) '
    tried += "{ ... on Invalid { problems { path code } } } }"

    refused = await sqlite_api.record(actor("b"), key="import:x/file.csv")
    dry = (await sqlite_api.ask(tried, events=[as_input(actor("b"))]))["record"]

    [problem] = refused["problems"]
    assert (problem["path"], problem["code"]) == (["idempotencyKey"], "RESERVED_IDEMPOTENCY_KEY")
    assert dry["problems"] == [{"path": ["idempotencyKey"], "code": "RESERVED_IDEMPOTENCY_KEY"}]
    assert (await sqlite_api.ask("{ imports { totalCount } }"))["imports"]["totalCount"] == 0
