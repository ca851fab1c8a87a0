"""Whoever may not open an event is answered at every door as if there were none."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import pytest

from api.settings import Settings
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.access import Scope
from domain.values.terms import Visibility
from store.write.access_tokens import revoke_token
from tests.support.asking import RECORDED, Api, as_input
from tests.support.audience_servers import Kept, bearer, given
from tests.support.builders import actor, cast, changed, corrected, event, place, retracted, source
from tests.support.everything_asked import everything_asked
from tests.support.serving import serving
from tests.support.streams import over_sse, over_websocket
from tests.support.tokens import token_at

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
EMBARGO = Disclosure(PUBLIC, RECORDED + timedelta(days=30))
OPEN: list[Kept] = [
    (TO_ALL, cast()),
    (TO_ALL, [changed(id="public-1"), changed(id="public-2", gainer="government", occurred="2021-06-23")]),
    (TO_ALL, [corrected("public-2", changed(occurred="2021-06-24"), id="public-3")]),
]
HIDDEN: list[Kept] = [
    (Disclosure(SEALED), [source("kestrel", id="kestrel-source", reliability="A"), actor("kestrel-front", side="kestrel")]),
    (EMBARGO, [changed(id="kestrel-1", note="kestrel", gainer="government"), place("af-kestrel", "Kestrel", parent="af-kunduz")]),
    (Disclosure(PARTNER), [_casualties := event("CasualtiesReported", id="kestrel-2", kinds=["KILLED"], count={"best": 9, "qualifier": "EXACT"}, place="af-imam-sahib", occurred="2021-06-22", published="2021-06-23", source="neutral")]),
    (TO_ALL, [changed(id="kestrel-3", source="kestrel")]),
    (Disclosure(SEALED), [retracted("public-1", id="kestrel-4", reason="kestrel")]),
]  # fmt: skip


def mixed(*parts: list[Kept]) -> list[Kept]:
    """One from each in turn."""
    longest = max(map(len, parts))
    return [part[at] for at in range(longest) for part in parts if at < len(part)]


async def test_nobody_can_tell_what_is_withheld_from_what_is_not_there(begin: Callable) -> None:
    without, beside = await begin("without", OPEN), await begin("beside", mixed(OPEN, HIDDEN))

    expected, found = await everything_asked(without), await everything_asked(beside)

    assert len({body for *_, body in expected}) > len(expected) / 2, "these questions find something out"
    for one, other in zip(expected, found, strict=True):
        assert one == other
    assert not any(b"kestrel" in body.lower() for question, *_, body in found if "kestrel" not in question.lower())


async def test_what_was_withheld_once_is_shown_like_what_never_was(begin: Callable) -> None:
    fourth = [changed(id="public-4", occurred="2021-06-25")]
    never = await begin("never", [*OPEN, (TO_ALL, fourth)])
    once = await begin("once", [*OPEN, (Disclosure(PUBLIC, RECORDED - timedelta(days=1)), fourth)])

    found = await everything_asked(once)

    assert found == await everything_asked(never)
    assert any(b"public-4" in body for *_, body in found)


async def test_a_refused_visibility_is_found_where_it_was_given(start: Any, sqlite_url: str) -> None:
    api = await start(sqlite_url)
    body = {"query": RECORD_WITHHELD, "variables": {"events": [*map(as_input, cast())], "to": "SEALED"}}

    refused = (await api.client.post("/graphql", json=body)).json()["data"]["record"]

    assert refused["problems"] == [{"path": ["visibility"], "code": "NO_AUDIENCES"}]


async def test_each_clearance_reads_its_own_log(begin: Callable) -> None:
    api = await begin("record", mixed(OPEN, HIDDEN))
    seen = {}
    for reads in Visibility:
        seen[reads] = await _ids(api, **await bearer(api, reads=reads))
    writers = await _ids(api, **await bearer(api, Scope.APPEND))

    assert await _ids(api) == seen[PUBLIC]
    assert seen[PARTNER] - seen[PUBLIC] == {"kestrel-2"} == seen[INTERNAL] - seen[PUBLIC]
    assert seen[SEALED] == writers >= {"kestrel-1", "kestrel-2", "kestrel-3", "kestrel-4", "kestrel-source"}


async def test_a_revoked_token_reads_nothing_more_than_anybody(begin: Callable) -> None:
    api = await begin("record", mixed(OPEN, HIDDEN))
    partner = await bearer(api, reads=PARTNER)
    await revoke_token(api.app.state.logs.record.db, "read-PARTNER", now=RECORDED)

    refused = await api.client.post("/graphql", json={"query": IDS}, headers=partner)

    assert refused.status_code == 401
    assert "kestrel" not in refused.text


RECORD_WITHHELD = """mutation($events: [EventInput!]!, $to: Visibility!, $at: DateTime, $key: String = "k") {
  record(events: $events, idempotencyKey: $key, visibility: $to, releaseAt: $at) {
    __typename ... on Recorded { events { __typename id } } ... on Invalid { problems { path code } }
  }
}"""


async def test_a_batch_is_recorded_with_who_may_open_it(begin: Callable) -> None:
    api = await begin("record", OPEN)
    desk, before = await bearer(api, Scope.APPEND), await _ids(api)
    given_events = {"events": [as_input(changed(id="scoop"))], "to": "PUBLIC", "at": "2100-01-01T00:00:00Z"}

    body = {"query": RECORD_WITHHELD, "variables": given_events}
    recorded = (await api.client.post("/graphql", json=body, headers=desk)).json()["data"]["record"]
    await given(api)

    assert [each["__typename"] for each in recorded["events"]] == ["ControlChanged", "VisibilitySet"]
    assert await _ids(api) == before
    assert await _ids(api, **desk) > before


@pytest.mark.parametrize(("scope", "outcome"), [(Scope.APPEND, "Denied"), (Scope.CURATE, "Recorded")])
async def test_who_curates_says_who_may_open_what_is_on_record(begin: Callable, scope: Scope, outcome: str) -> None:
    api = await begin("record", mixed(OPEN, HIDDEN))
    opened = {"visibilitySet": {"events": ["kestrel-2"], "visibility": "PUBLIC"}}
    body = {"query": RECORD_WITHHELD, "variables": {"events": [opened], "to": "PUBLIC"}}

    answer = await api.client.post("/graphql", json=body, headers=await bearer(api, scope))
    await given(api)

    assert answer.json()["data"]["record"]["__typename"] == outcome
    assert ("kestrel-2" in await _ids(api)) == (outcome == "Recorded")


@pytest.mark.parametrize("over", [over_websocket, over_sse])
async def test_a_stream_has_what_its_reader_may_open(
    sqlite_url: str, new_sqlite: Callable[[str], str], over: Callable
) -> None:
    with serving(Settings(database_url=sqlite_url, public_database_url=new_sqlite("public"))) as server:
        token = token_at(sqlite_url, "desk", Scope.APPEND)
        for visibility, events in (("SEALED", [*cast(), changed(id="kestrel")]), ("PUBLIC", [actor("x", id="open")])):
            variables = {"events": [*map(as_input, events)], "key": visibility, "to": visibility}
            await first(over_websocket(server, RECORD_WITHHELD, token=token, **variables))

        anybody = await first(over(server, STREAMED))
        writer = await first(over(server, STREAMED, token=token))

    assert anybody["data"]["events"] == {"id": "open", "position": 1}
    assert writer["data"]["events"]["position"] == 1
    assert writer["data"]["events"]["id"] != "open"


async def first(results: Any) -> dict[str, Any]:
    async with aclosing(results) as stream:
        return await anext(stream)


STREAMED = "subscription { events(after: 0) { id position } }"


async def test_an_answer_for_one_audience_is_not_taken_for_that_of_another(begin: Callable) -> None:
    api = await begin("record", mixed(OPEN, HIDDEN))
    query = '{ asOf(date: "2021-06-23", position: 5) { position stateHash } }'
    tags = []
    for reads in Visibility:
        headers = await bearer(api, reads=reads)
        answer = await api.client.get("/graphql", params={"query": query}, headers=headers)
        again = await api.client.get(
            "/graphql", params={"query": query}, headers={**headers, "if-none-match": tags[-1]} if tags else headers
        )
        tags.append(answer.headers["etag"])
        assert again.status_code == 200

    assert len({*tags}) == len(Visibility)


IDS = "{ events(first: 100) { nodes { id } } }"


async def _ids(api: Api, **headers: str) -> set[str]:
    response = await api.client.post("/graphql", json={"query": IDS}, headers=headers)
    return {node["id"] for node in response.json()["data"]["events"]["nodes"]}
