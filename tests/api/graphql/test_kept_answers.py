"""What was answered is not computed again as long as it holds, and memory for it is bounded."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from api.graphql import schema
from api.http.kept_answers import Answer, KeptAnswers
from api.http.lane import NoLane
from service.asking.pins import Pin
from store.db import tables
from store.db.connections import Database
from store.read.log import Head
from store.write.rebuild import rebuild
from tests.support.asking import Api
from tests.support.builders import actor, cast, changed, retracted
from tests.support.http_caching import HEAD, PINNED, get
from tests.support.outage import cut_off
from tests.support.recording import head, record
from tests.support.statement_counting import statements_sent
from tests.support.tokens import bearer

OPEN_MAP = '{ asOf(date: "2021-06-23") { position places { nodes { holder { name } certainty } } } }'
POSITION = {"at": 5}


@pytest.fixture
def executed(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that were run, without the lane that would answer some of them."""
    kunduz.app.state.logs.record.lane = NoLane()
    queries: list[str] = []
    run = schema.Schema.execute

    async def noted(self: Any, query: str, *arguments: Any, **named: Any) -> Any:
        queries.append(query)
        return await run(self, query, *arguments, **named)

    monkeypatch.setattr(schema.Schema, "execute", noted)
    return queries


async def ask(api: Api, method: str, query: str, variables: dict | None = None, **headers: str) -> Any:
    if method == "POST":
        body = {"query": query, "variables": variables or {}}
        return await api.client.post("/graphql", json=body, headers=headers)  # `send` would ask a second way, too
    return await get(api, query, headers, **(variables or {}))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("query", "variables"), [(PINNED, POSITION), (OPEN_MAP, None)], ids=["pinned", "open"])
async def test_an_answer_that_is_asked_again_costs_no_statement(
    kunduz: Api, executed: list[str], method: str, query: str, variables: dict | None
) -> None:
    first = await ask(kunduz, method, query, variables)

    with statements_sent(kunduz.app.state.logs.record.db) as statements:
        second = await ask(kunduz, method, query, variables)

    assert (second.content, second.headers) == (first.content, first.headers)
    assert (len(executed), statements) == (1, [])


@pytest.mark.parametrize("query", [PINNED, OPEN_MAP])
async def test_an_unchanged_answer_costs_no_statement(kunduz: Api, executed: list[str], query: str) -> None:
    variables = POSITION if query is PINNED else {}
    first = await get(kunduz, query, **variables)

    with statements_sent(kunduz.app.state.logs.record.db) as statements:
        again = await get(kunduz, query, {"if-none-match": first.headers["etag"]}, **variables)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert (len(executed), statements) == (1, [])


async def test_get_and_post_share_an_answer_but_not_its_lifetime(kunduz: Api, executed: list[str]) -> None:
    posted, got = await ask(kunduz, "POST", PINNED, POSITION), await ask(kunduz, "GET", PINNED, POSITION)

    assert (got.content, len(executed)) == (posted.content, 1)
    assert (posted.headers["cache-control"], "etag" in posted.headers) == ("no-store", False)
    assert got.headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "in another process"])
async def test_what_depends_on_the_end_of_the_log_is_computed_anew_after_an_append(
    kunduz: Api, elsewhere: bool
) -> None:
    """given answers that are kept; when something is appended; then only what is pinned stays as it was"""
    open_map, pinned = await kunduz.ask(OPEN_MAP), await kunduz.ask(PINNED, **POSITION)
    assert open_map["asOf"]["places"]["nodes"] != []

    db = Database.open(kunduz.app.state.settings.database_url) if elsewhere else kunduz.app.state.logs.record.db
    await record(db, retracted("fell"), retracted("list"))
    if elsewhere:
        await db.close()

    after = await kunduz.ask(OPEN_MAP)
    assert after["asOf"]["position"] == open_map["asOf"]["position"] + 2
    assert after["asOf"]["places"] != open_map["asOf"]["places"]
    assert await kunduz.ask(PINNED, **POSITION) == pinned


async def test_a_mutation_is_never_answered_from_memory(kunduz: Api) -> None:
    mutation = 'mutation { retract(event: "fell", reason: "r", idempotencyKey: "%s") { __typename } }'

    first, second = [await kunduz.ask(mutation % "a") for _ in range(2)]
    other = await kunduz.ask(mutation % "b")

    assert first == second == {"retract": {"__typename": "Recorded"}}
    assert other != first
    document = "query A { log { head } } " + mutation % "a"
    assert await kunduz.answer(document) != await kunduz.answer("query A { log { head } }")


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('{ asOf(date: "2021-06-23", position: 99) { position } }', {}),
        ("{ nothing }", {}),
        ("{", {}),
        ("query($first: Int) { places(first: $first) { totalCount } }", {"first": -1}),
    ],
)
async def test_an_answer_with_errors_is_not_kept(kunduz: Api, executed: list[str], query: str, variables: dict) -> None:
    for _ in range(2):
        assert (await ask(kunduz, "POST", query, variables)).json()["errors"]

    assert len(executed) == 2


async def test_a_position_that_the_log_reaches_later_is_answered_then(kunduz: Api) -> None:
    head = await kunduz.head()
    query = f'{{ asOf(date: "2021-06-23", position: {head + 1}) {{ position }} }}'
    assert await kunduz.code(query) == "POSITION_AHEAD"

    await kunduz.recorded(actor("observers"))

    assert (await kunduz.ask(query))["asOf"]["position"] == head + 1


async def test_warnings_stay_with_the_answer_that_they_belong_to(kunduz: Api) -> None:
    query = '{ casualties(from: "2021-06-01", to: "2021-06-30", within: "nowhere") { kinds } }'
    first, second = await kunduz.answer(query), await kunduz.answer(query)

    assert first == second


async def test_other_variables_and_other_callers_have_answers_of_their_own(kunduz: Api, executed: list[str]) -> None:
    query = "query($first: Int) { places(first: $first) { nodes { id } } }"
    answers = [await ask(kunduz, "GET", query, {"first": first}) for first in (1, 2)]
    private = await ask(kunduz, "GET", query, {"first": 1}, authorization=await bearer(kunduz))

    assert answers[0].content != answers[1].content
    assert private.content == answers[0].content
    assert (private.headers["cache-control"], answers[0].headers["cache-control"]) == (
        "private, no-cache",
        "public, no-cache",
    )
    assert len(executed) == 3


async def test_a_kept_answer_that_never_changes_needs_no_database(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = await ask(kunduz, "GET", PINNED, POSITION)
    await ask(kunduz, "GET", HEAD)
    cut_off(kunduz, monkeypatch)

    assert (await ask(kunduz, "GET", PINNED, POSITION)).content == pinned.content
    assert (await ask(kunduz, "GET", HEAD)).status_code == 503


async def test_a_kept_answer_teaches_the_digest_of_its_query(sqlite_api: Api) -> None:
    """given an answer that is kept; when it is asked with query and digest; then the digest alone is enough after"""

    digest = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(HEAD.encode()).hexdigest()}}
    await sqlite_api.ask(HEAD)
    both = {"query": HEAD, "extensions": json.dumps(digest)}
    assert (await sqlite_api.client.get("/graphql", params=both)).status_code == 200

    alone = await sqlite_api.client.get("/graphql", params={"extensions": json.dumps(digest)})

    assert alone.json()["data"] == {"log": {"head": 0}}


@pytest.mark.parametrize("is_pinned", [True, False])
async def test_nothing_wrong_is_kept_when_it_was_mended(
    db: Database, database_url: str, start: Callable, is_pinned: bool
) -> None:
    """Given a server that began with what was wrong; when it is built again; then the server need not be started again."""
    await record(db, *cast(), changed())
    query = OPEN_MAP.replace('23")', f'23", position: {await head(db)})') if is_pinned else OPEN_MAP
    async with db.write() as conn:
        await conn.execute(update(tables.period).values(certainty="CLAIMED"))
    api = await start(database_url)
    wrong = [(await ask(api, "POST", query)).text for _ in range(2)]

    await rebuild(db)
    await api.ask(HEAD)
    mended = (await ask(api, "POST", query)).text

    assert wrong[0] == wrong[1]
    assert ("CLAIMED" in wrong[0], "CLAIMED" in mended, "ESTABLISHED" in mended) == (True, False, True)


def answer(length: int, pin: Pin = Pin.POSITION) -> Answer:
    return Answer(b"x" * length, 1, pin, Head(1, None, 1))


async def test_what_was_not_asked_for_the_longest_makes_room() -> None:
    kept = KeptAnswers(bytes_max=4 * answer(1_000).size)
    for number in range(4):
        kept.put(number, answer(1_000))
    kept.get(0)
    kept.put(4, answer(900))

    assert [number for number in range(5) if kept.get(number)] == [0, 2, 3, 4]
    assert kept.bytes <= 4 * answer(1_000).size


async def test_compressed_forms_are_counted_and_make_room_too() -> None:
    kept = KeptAnswers()
    kept.put("old", answer(1_000))
    new = answer(3_000)
    kept.put("new", new)
    before = kept.bytes

    for _ in range(2):
        await kept.encoded("new", new, "gzip")
    assert kept.bytes == before + len(new.encoded["gzip"])

    kept._bytes_max = kept.bytes  # as full as it may be
    await kept.encoded("new", new, "br")
    assert (kept.get("old"), kept.get("new")) == (None, new)
    assert kept.bytes == new.size


async def test_an_answer_takes_the_place_of_the_one_before() -> None:
    kept = KeptAnswers()
    kept.put("a", answer(5_000))
    kept.put("a", answer(100))

    assert (len(kept), kept.bytes) == (1, answer(100).size)


async def test_one_answer_that_would_push_out_all_others_is_not_kept() -> None:
    kept = KeptAnswers(bytes_max=10_000)
    kept.put("small", answer(10))
    large = answer(20_000)
    kept.put("large", large)

    assert (kept.get("large"), len(kept)) == (None, 1)
    assert await kept.encoded("large", large, "gzip")
    assert kept.bytes == answer(10).size


@pytest.mark.parametrize(
    ("pin", "head", "holds"),
    [
        (Pin.HEAD, Head(1, None, 1), True),
        (Pin.HEAD, Head(2, None, 2), False),
        (Pin.HEAD, Head(1, None, 0), False),
        (Pin.POSITION, Head(2, None, 2), True),
        (Pin.TOKEN, Head(2, None, 2), True),
        (Pin.HEAD, Head(1, None, 1, rebuilt=1), False),
        (Pin.TOKEN, Head(1, None, 1, rebuilt=1), False),
    ],
)
def test_what_depends_on_the_end_of_the_log_holds_while_it_is_the_same(pin: Pin, head: Head, holds: bool) -> None:
    assert answer(1, pin).holds(head) is holds
