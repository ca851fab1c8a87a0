"""Nobody is answered from a log that is not known to be whole, at no door; who reads another one is."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from domain.values.access import Scope
from domain.values.terms import Visibility
from store.write.access_tokens import create_token
from tests.support.asking import Api
from tests.support.audiences import settings_of
from tests.support.tokens import LONG_AGO

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
INIT = '{"type": "connection_init", "payload": {"authorization": "Bearer %s"}}'
SUBSCRIBE = '{"type": "subscribe", "id": "1", "payload": {"query": "{ log { head } }"}}'


@pytest.fixture
async def api(sqlite_url: str, new_sqlite: Callable[[str], str], start: Any) -> Api:
    logs = {to: new_sqlite(to.lower()) for to in (PUBLIC, PARTNER)}
    return await start(sqlite_url, open_writes=False, metrics=True, **settings_of(logs))


async def token(api: Api, reads: Visibility) -> str:
    return await create_token(api.app.state.logs.record.db, reads, Scope.READ, now=LONG_AGO, reads=reads)


async def over_websocket(api: Api, *messages: str) -> list[dict[str, Any]]:
    """What the server sends to who connects, and then says this, and goes once that is answered."""
    coming = [{"type": "websocket.connect"}, *({"type": "websocket.receive", "text": each} for each in messages)]
    sent: list[dict[str, Any]] = []
    told = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if coming:
            return coming.pop(0)
        await asyncio.wait_for(told.wait(), 30)
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "websocket.close" or '"complete"' in message.get("text", ""):
            told.set()

    headers = [(b"host", b"timeline"), (b"sec-websocket-protocol", b"graphql-transport-ws")]
    scope = {"type": "websocket", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"", "headers": headers}
    scope |= {
        "subprotocols": ["graphql-transport-ws"],
        "scheme": "ws",
        "server": ("timeline", 80),
        "client": ("::1", 1),
    }
    await api.app(scope, receive, send)
    return sent


@pytest.mark.parametrize("path", ["/about", "/ogc/collections", "/event/x", "/place/af", "/healthz", "/metrics"])
async def test_a_page_is_refused_and_says_when_to_come_again(api: Api, path: str) -> None:
    api.app.state.logs.audiences[PUBLIC].is_whole = False

    refused = await api.client.get(path)
    read = await api.client.get(path, headers={"authorization": f"Bearer {await token(api, SEALED)}"})

    assert (refused.status_code, refused.json()["code"]) == (503, "AUDIENCE_NOT_FILLED")
    assert path == "/healthz" or refused.headers["cache-control"] == "no-store"
    assert read.status_code in (200, 404)


async def test_a_websocket_is_closed(api: Api) -> None:
    api.app.state.logs.audiences[PUBLIC].is_whole = False

    [closed] = await over_websocket(api, INIT % await token(api, SEALED), SUBSCRIBE)

    assert (closed["type"], closed["code"]) == ("websocket.close", 1013)


async def test_a_websocket_is_not_answered_from_the_log_that_its_token_reads(api: Api) -> None:
    """given a token that comes with the first message; then it is then that the log is known, and refused"""
    api.app.state.logs.audiences[PARTNER].is_whole = False

    refused = await over_websocket(api, INIT % await token(api, PARTNER), SUBSCRIBE)
    answered = await over_websocket(api, INIT % await token(api, SEALED), SUBSCRIBE)

    assert [message["type"] for message in refused] == ["websocket.accept", "websocket.close"]
    assert refused[-1]["code"] == 1013
    assert any('"head"' in str(message) for message in answered)


async def test_what_was_kept_is_not_given_either(api: Api) -> None:
    question = {"query": "{ log { head } }"}
    known = (await api.client.get("/graphql", params=question)).headers["etag"]
    api.app.state.logs.audiences[PUBLIC].is_whole = False

    for headers in ({}, {"if-none-match": known}):
        answer = await api.client.get("/graphql", params=question, headers=headers)
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["code"] == "AUDIENCE_NOT_FILLED"
        assert "etag" not in answer.headers
