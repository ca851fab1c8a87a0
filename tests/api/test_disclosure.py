"""Who may open an event is shown to those who read the record, and to nobody else."""

from collections.abc import Callable
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import pytest

from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.access import Scope
from domain.values.terms import Visibility
from store.write.append import append
from tests.support.asking import RECORDED, Api
from tests.support.audience_servers import Kept, bearer, given
from tests.support.audiences import visible
from tests.support.builders import cast, changed, source
from tests.support.streams import over_sse, over_websocket

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
TOMORROW = RECORDED + timedelta(days=1)
RECORD: list[Kept] = [
    (TO_ALL, [*cast(), changed(id="open")]),
    (Disclosure(PARTNER), [changed(id="for-partners", occurred="2021-06-22")]),
    (Disclosure(PUBLIC, TOMORROW), [changed(id="embargoed", occurred="2021-06-23")]),
    (Disclosure(SEALED), [source("insider", id="insider")]),
    (TO_ALL, [changed(id="told", occurred="2021-06-24", source="insider")]),
]
SHOWN = "{ events(first: 100) { nodes { id type position disclosure { visibility releaseAt setBy position } } } }"
WITHHELD = "query($from: Visibility!) { events(filter: { withheldFrom: $from }) { totalCount nodes { id } } }"


async def asked(api: Api, query: str, headers: dict[str, str], **variables: Any) -> list[dict[str, Any]]:
    """The events in the answer, of which there are as many as it says."""
    body = {"query": query, "variables": variables}
    events = (await api.client.post("/graphql", json=body, headers=headers)).json()["data"]["events"]
    assert events.get("totalCount") in (None, len(events["nodes"]))
    return list(events["nodes"])


async def test_who_reads_the_record_sees_who_may_open_each_event(begin: Callable) -> None:
    api = await begin("record", RECORD)
    desk = await bearer(api, reads=SEALED)

    found = {each["id"]: each for each in await asked(api, SHOWN, desk)}

    assert found["open"]["disclosure"] == {"visibility": "PUBLIC", "releaseAt": None, "setBy": None, "position": None}
    word = found[found["embargoed"]["disclosure"]["setBy"]]
    assert (word["type"], word["position"]) == ("VisibilitySet", found["embargoed"]["position"] + 1)
    assert found["embargoed"]["disclosure"] == {
        "visibility": "PUBLIC",
        "releaseAt": "2026-11-25T12:00:00+00:00",
        "setBy": word["id"],
        "position": word["position"],
    }
    shown = {id: each["disclosure"]["visibility"] for id, each in found.items()}
    assert (shown["for-partners"], shown["insider"], shown["told"]) == ("PARTNER", "SEALED", "PUBLIC")


@pytest.mark.parametrize("reads", [PUBLIC, PARTNER, INTERNAL])
async def test_nobody_else_is_told_anything(begin: Callable, reads: Visibility) -> None:
    api = await begin("record", RECORD)
    reader = await bearer(api, reads=reads)

    shown = await asked(api, SHOWN, reader)
    withheld = [await asked(api, WITHHELD, reader, **{"from": to}) for to in Visibility]

    assert len(shown) > len(cast())
    assert {each["disclosure"] for each in shown} == {None}
    assert withheld == [[]] * len(Visibility)


async def test_a_log_of_an_audience_is_told_nothing_wherever_it_is_served(
    begin: Callable, start: Any, database_url: str
) -> None:
    """given the public's log; when another server has it as its only one; then nothing is said of its events"""
    inner = await begin("record", RECORD)
    public = inner.app.state.logs.audiences[PUBLIC].db

    outer = await start(public.url.render_as_string(hide_password=False))

    assert {each["disclosure"] for each in await asked(outer, SHOWN, {})} == {None}


async def test_the_newest_word_is_shown(begin: Callable) -> None:
    api = await begin("record", RECORD)
    desk = await bearer(api, reads=SEALED)
    before = {each["id"]: each["disclosure"] for each in await asked(api, SHOWN, desk)}

    await append(api.app.state.logs.record.db, [visible("insider", id="out")], key="out", by="desk", now=RECORDED)
    await given(api)

    after = {each["id"]: each["disclosure"] for each in await asked(api, SHOWN, desk)}
    assert (before["insider"]["visibility"], after["insider"]["visibility"]) == ("SEALED", "PUBLIC")
    assert after["insider"]["setBy"] == "out"
    assert after["embargoed"] == before["embargoed"]


async def test_an_editor_finds_what_an_audience_may_not_open(begin: Callable) -> None:
    api = await begin("record", RECORD)
    desk = await bearer(api, Scope.APPEND)

    found = {to: [each["id"] for each in await asked(api, WITHHELD, desk, **{"from": to})] for to in Visibility}

    assert found[PUBLIC] == ["for-partners", "embargoed", "insider", "told"]
    assert found[PARTNER] == found[INTERNAL] == ["embargoed", "insider", "told"]
    assert found[SEALED] == []


async def test_what_is_withheld_is_asked_again_each_time(begin: Callable) -> None:
    """An embargo ends without an event, so nothing may be kept that tells what is withheld."""
    api = await begin("record", RECORD)
    desk = await bearer(api, reads=SEALED)
    url = {"query": "{ events(filter: { withheldFrom: PUBLIC }) { nodes { id } } }"}

    answers = [await api.client.get("/graphql", params=url, headers=headers) for headers in (desk, {})]

    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 2
    assert not any("etag" in answer.headers for answer in answers)


async def test_where_everybody_reads_the_record_nothing_is_withheld(api: Api) -> None:
    await api.recorded(*cast(), changed(id="open"))

    shown = await asked(api, SHOWN, {})
    withheld = await asked(api, WITHHELD, {}, **{"from": PUBLIC})

    assert {each["disclosure"]["visibility"] for each in shown} == {"PUBLIC"}
    assert withheld == []


@pytest.mark.parametrize("over", [over_websocket, over_sse])
async def test_what_is_withheld_is_nothing_to_follow(live_server_url: str, over: Callable) -> None:
    query = "subscription { events(filter: { withheldFrom: PUBLIC }) { id } }"
    async with aclosing(over(live_server_url, query)) as stream:
        refused = await anext(stream)

    assert [error["extensions"]["code"] for error in refused["errors"]] == ["BAD_USER_INPUT"]
