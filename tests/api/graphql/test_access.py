"""Who may do what: every scope against every act, over every way of writing, and credentials that are none."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from domain.values.access import Scope
from store.write.access_tokens import revoke_token
from tests.support.asking import RECORD, RECORDED, Api, as_input
from tests.support.builders import actor, cast, changed, corrected, erased, place_changed, retracted
from tests.support.http_caching import get
from tests.support.recording import NOW, record
from tests.support.sample_events import SEALED
from tests.support.tokens import bearer

SCOPES = [None, *Scope]
CORRECT = """mutation($replacement: EventInput!) {
  outcome: correct(event: "fell-1", replacement: $replacement, reason: "r", idempotencyKey: "c") { __typename ... on Denied { code message } }
}"""
RETRACT = """mutation {
  outcome: retract(event: "fell-2", reason: "r", idempotencyKey: "r") { __typename ... on Denied { code message } }
}"""
RECORDING = RECORD.replace("record(", "outcome: record(")
RECORDS = {
    "a claim": as_input(changed(id="again")),
    "a registration": as_input(actor("observers")),
    "a correction": as_input(corrected("fell-3", changed(gainer="government"))),
    "a retraction": as_input(retracted("fell-4")),
    "an erasure": as_input(erased(SEALED)),
    "another description of a place": as_input(place_changed("af-imam-sahib", "Imam Sahib")),
}
WRITES = {
    **{f"record {name}": (RECORDING, {"events": [given], "key": name}) for name, given in RECORDS.items()},
    "correct": (CORRECT, {"replacement": as_input(changed(gainer="government"))}),
    "retract": (RETRACT, {}),
}
AMENDS = WRITES.keys() - {"record a claim", "record a registration"}
RECORDED_BY = "{ events { nodes { recordedAt recordedBy } } imports { nodes { recordedBy } } log { recordedAt } }"
NOBODYS = ("Bearer forged", "Bearer ", "Bearer", "Basic eDp5", "", "timeline_x", "Bearer é", "Bearer x, Bearer y")


@pytest.fixture
async def guarded(sqlite_url: str, start: Any) -> Api:
    """A district that fell, told four times, and no writing without a token."""
    api = await start(sqlite_url, open_writes=False)
    await record(api.app.state.logs.record.db, *cast(), *(changed(id=f"fell-{number}") for number in range(1, 5)))
    return api


async def outcome(api: Api, write: str, authorization: str | None, **extra: Any) -> dict[str, Any]:
    query, variables = WRITES[write]
    headers: dict[str, Any] = {} if authorization is None else {"authorization": authorization.encode()}
    return (await api.send(query, variables | extra, **headers)).json()["data"]["outcome"]


@pytest.mark.parametrize("scope", SCOPES)
async def test_each_scope_may_write_what_it_is_for(guarded: Api, scope: Scope | None) -> None:
    authorization = None if scope is None else await bearer(guarded, scope=scope)
    for write in WRITES:
        before = await guarded.head()
        done = await outcome(guarded, write, authorization)

        may = scope in (Scope.CURATE, Scope.ADMIN) or (scope is Scope.APPEND and write not in AMENDS)
        expected = ("Recorded", True) if may else ("Denied", False)
        assert (done["__typename"], await guarded.head() > before) == expected, write
        if not may:
            assert done["code"] == ("TOKEN_MISSING" if scope is None else "SCOPE_TOO_NARROW")
            assert "timeline token create" in done["message"] or "ask the operator" in done["message"]


async def test_one_event_that_needs_more_stops_the_batch(guarded: Api) -> None:
    authorization = await bearer(guarded, scope=Scope.APPEND)
    before, batch = await guarded.head(), [RECORDS["a claim"], RECORDS["a retraction"]]

    done = await outcome(guarded, "record a claim", authorization, events=batch)

    assert (done["code"], await guarded.head()) == ("SCOPE_TOO_NARROW", before)


async def test_credentials_that_are_none_write_nothing(guarded: Api) -> None:
    """Forged, ended, revoked: 0 accepted, and each says which it is."""
    ended = await bearer(guarded, "ended", ends=RECORDED - timedelta(seconds=1))
    revoked = await bearer(guarded, "revoked")
    await revoke_token(guarded.app.state.logs.record.db, "revoked", now=RECORDED)
    good = await bearer(guarded, "good")
    before = await guarded.head()

    codes = dict.fromkeys((*NOBODYS, good[:-1], f"{good}A", good.swapcase()), "TOKEN_WRONG")
    for write, (given, code) in product(WRITES, {**codes, ended: "TOKEN_EXPIRED", revoked: "TOKEN_REVOKED"}.items()):
        done = await outcome(guarded, write, given)
        assert (done["__typename"], done["code"]) == ("Denied", code), given
    assert await guarded.head() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_credentials_that_are_none_are_not_taken_for_less(guarded: Api, method: str) -> None:
    """given a token that is none; when it only asks; then it is told so, and not answered as anybody"""
    headers = {"authorization": "Bearer forged"}
    for _ in range(2):  # what is kept for others is not given either
        await guarded.ask("{ log { head } }")
        query = "{ log { head } }"
        refused = await (get(guarded, query, headers) if method == "GET" else guarded.send(query, **headers))

        [error] = refused.json()["errors"]
        assert (refused.status_code, error["extensions"]["code"]) == (401, "TOKEN_WRONG")
        assert "data" not in refused.json()
        assert refused.headers["www-authenticate"].startswith("Bearer")


async def test_every_other_door_refuses_them_too(guarded: Api) -> None:
    authorization = await bearer(guarded, scope=Scope.READ)
    for path in ("/ogc", "/ogc/collections", "/source", "/", "/desk", "/event", "/event.csv", "/healthz"):
        refused = await guarded.client.get(path, headers={"authorization": "Bearer forged"})
        allowed = await guarded.client.get(path, headers={"authorization": authorization})

        assert (refused.status_code, refused.json()["code"], allowed.status_code) == (401, "TOKEN_WRONG", 200), path


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_who_recorded_and_when_is_shown_to_those_who_may_see_it(guarded: Api, method: str) -> None:
    """given answers that are kept for one reader; then another with other rights gets an answer of its own"""
    tokens = {scope: await bearer(guarded, scope.value, scope) for scope in Scope}
    midnight, exact = "2021-07-10T00:00:00+00:00", NOW.isoformat()
    for scope in (*SCOPES, *reversed(SCOPES)):
        headers = {} if scope is None else {"authorization": tokens[scope]}
        send = get(guarded, RECORDED_BY, headers) if method == "GET" else guarded.send(RECORDED_BY, **headers)
        data = (await send).json()["data"]

        name = "tester" if scope in (Scope.CURATE, Scope.ADMIN) else "-"
        moment = midnight if scope is None else exact
        assert {(node["recordedAt"], node["recordedBy"]) for node in data["events"]["nodes"]} == {(moment, name)}
        assert data["log"]["recordedAt"] == moment


async def test_a_tag_of_one_reader_is_none_of_another(guarded: Api) -> None:
    curator = {"authorization": await bearer(guarded)}
    theirs = (await get(guarded, RECORDED_BY, curator)).headers
    mine = (await get(guarded, RECORDED_BY, {})).headers

    assert theirs["etag"] != mine["etag"]
    assert (await get(guarded, RECORDED_BY, {"if-none-match": theirs["etag"]})).status_code == 200
    assert (await get(guarded, RECORDED_BY, {"if-none-match": mine["etag"]})).status_code == 304
    assert "Authorization" in mine["vary"]


async def test_a_token_is_good_for_nothing_from_the_moment_it_is_revoked(guarded: Api) -> None:
    authorization = await bearer(guarded, "amina")
    assert (await guarded.send("{ log { head } }", authorization=authorization)).status_code == 200

    await revoke_token(guarded.app.state.logs.record.db, "amina", now=RECORDED)

    assert (await guarded.send("{ log { head } }", authorization=authorization)).status_code == 401
    assert (await outcome(guarded, "record a claim", authorization))["code"] == "TOKEN_REVOKED"


async def test_what_is_recorded_has_the_name_of_the_token(guarded: Api) -> None:
    authorization = await bearer(guarded, "Нора")
    await outcome(guarded, "record a registration", authorization)

    data = (await guarded.send("{ events { nodes { recordedBy } } }", authorization=authorization)).json()["data"]

    assert data["events"]["nodes"][-1] == {"recordedBy": "Нора"}
