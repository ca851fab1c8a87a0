"""What goes to the primary although answers are read from a standby: what is written, and who may write."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from api import limits
from api.app import create_app
from api.settings import Settings
from domain.values.access import Scope
from store.write.access_tokens import revoke_token
from store.write.append_socket import appends_served
from tests.support.asking import RECORDED, Api, as_input
from tests.support.builders import actor, cast, changed, place
from tests.support.recording import record
from tests.support.serving import serving
from tests.support.standbys import Log, Pair
from tests.support.streams import over_sse, over_websocket, taken
from tests.support.tokens import bearer
from trust.databases import opened

WRITE = """mutation($events: [EventInput!]!, $key: String!, $dry: Boolean!) {
  record(events: $events, idempotencyKey: $key, dryRun: $dry) {
    __typename
    ... on Recorded { position replayed events { id position } }
    ... on DryRun { changes { place { id } after { holder { id } } } }
    ... on Invalid { problems { code message } }
  }
}"""
FOLLOW = "subscription($after: Position) { events(after: $after) { position } }"


async def write(api: Api, *events: object, key: str, dry: bool = False) -> dict:
    given = [as_input(event) for event in events]
    return (await api.ask(WRITE, events=given, key=key, dry=dry))["record"]


async def test_the_answer_of_a_mutation_has_what_it_recorded_however_far_behind_the_standby_is(
    api: Api, standby_pair: Pair
) -> None:
    async with standby_pair.paused():
        first = await write(api, *cast(), changed(id="fell"), key="k")
        again = await write(api, *cast(), changed(id="fell"), key="k")

        assert first["events"][-1] == {"id": "fell", "position": first["position"]}
        assert again == first | {"replayed": True}
        assert await api.head() < first["position"]


async def test_a_process_that_appends_for_others_writes_to_the_primary(
    replicated: Log, standby_pair: Pair, tmp_path: Path
) -> None:
    """given a process that answers and one that appends (`--workers`); then each keeps to its part"""
    settings = Settings(database_url=replicated.primary, read_database_url=replicated.standby, open_writes=True)
    async with opened(replicated.primary) as db, appends_served(db, tmp_path / "appends"):
        app = create_app(settings, appends=tmp_path / "appends")
        async with app.router.lifespan_context(app), standby_pair.paused():
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                api = Api(app, client)
                assert (await write(api, *cast(), changed(id="fell"), key="k"))["events"][-1]["id"] == "fell"
                assert await api.head() == 0


async def test_a_dry_run_knows_what_was_recorded_a_moment_ago(api: Api, standby_pair: Pair) -> None:
    """given places and actors that the standby does not have yet; then what is tried about them is not refused"""
    async with standby_pair.paused():
        await write(api, *cast(), key="cast")
        tried = await write(api, changed(), key="fell", dry=True)

    [change] = tried["changes"]
    assert change == {"place": {"id": "af-imam-sahib"}, "after": {"holder": {"id": "taliban"}}}


async def test_a_token_that_was_revoked_is_refused_before_the_standby_knows(
    replicated: Log, start: Callable, standby_pair: Pair
) -> None:
    api = await start(replicated.primary, read_database_url=replicated.standby, open_writes=False)
    async with standby_pair.paused():
        known = await bearer(api, "desk", Scope.READ)
        answer = await api.send("{ log { head } }", None, authorization=known)
        assert answer.json()["data"] == {"log": {"head": 0}}
        await revoke_token(api.app.state.logs.record.db, "desk", now=RECORDED)

        refused = await api.send("{ log { head } }", None, authorization=known)

    assert refused.json()["errors"][0]["extensions"]["code"] == "TOKEN_REVOKED"


async def test_followers_hear_what_arrives_at_the_standby_without_gap_or_repeat(
    replicated: Log, standby_pair: Pair
) -> None:
    """given who follows, by each protocol, after a position that the standby has not yet; then each has the rest"""
    address = {"database_url": replicated.primary, "read_database_url": replicated.standby}
    with serving(Settings(**address, fold_processes=0)) as url:
        async with opened(replicated.primary) as db:
            async with standby_pair.paused():
                last = (await record(db, *cast())).last
                streams = [over(url, FOLLOW, after=last) for over in (over_sse, over_websocket)]
                hearing = [asyncio.ensure_future(taken(stream, 3)) for stream in streams]
                await asyncio.sleep(0.2)
                assert not any(each.done() for each in hearing)
            for number in range(3):
                await record(db, place(f"p-{number}"))
            for each in hearing:
                events = [result["events"]["position"] for result in await asyncio.wait_for(each, 20)]
                assert events == [last + 1, last + 2, last + 3]


async def test_an_operation_over_websocket_names_its_own_position(
    replicated: Log, standby_pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MIN_POSITION_SECONDS_MAX", 0.3)
    question = "query($p: Position!) @minPosition(position: $p) { log { head } }"
    address = {"database_url": replicated.primary, "read_database_url": replicated.standby}
    with serving(Settings(**address, fold_processes=0)) as url:
        async with opened(replicated.primary) as db, standby_pair.paused():
            last = (await record(db, actor())).last
            [refused] = [result async for result in over_websocket(url, question, p=last)]
            assert refused["errors"][0]["extensions"]["code"] == "POSITION_NOT_REACHED"
            await standby_pair.resume()
            assert await taken(over_websocket(url, question, p=last), 1) == [{"log": {"head": last}}]
