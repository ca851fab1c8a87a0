"""A stream is for as long as its token: at its beginning, at its end, and at every event."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from api.settings import Settings
from domain.values.access import Scope
from store.db.connections import Database
from store.write.access_tokens import create_token, revoke_token
from tests.support.builders import source
from tests.support.recording import record
from tests.support.serving import serving
from tests.support.streams import hear, over_sse, over_websocket, socket, tell

FOLLOW = "subscription { events(after: 0) { position recordedBy } }"
PATIENCE_S = 30


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    found = Database.open(sqlite_url)
    yield found
    await found.close()


@pytest.fixture
def server(sqlite_url: str) -> Iterator[str]:
    """A server of a log with one source, at which nobody writes without a token."""
    with serving(Settings(database_url=sqlite_url)) as url:
        yield url


@pytest.mark.parametrize("door", [over_websocket, over_sse])
async def test_a_revoked_token_hears_nothing_more(server: str, db: Database, door: Any) -> None:
    """given a follower; when its token is revoked and then something is recorded; then it hears why, and not that"""
    await record(db, source("first"))
    token = await create_token(db, "amina", Scope.CURATE, now=datetime.now(UTC))
    async with aclosing(door(server, FOLLOW, token=token)) as heard:
        assert (await anext(heard))["data"] == {"events": {"position": 1, "recordedBy": "tester"}}
        waiting = asyncio.ensure_future(anext(heard))
        await revoke_token(db, "amina", now=datetime.now(UTC))
        await record(db, source("second"))

        last = await asyncio.wait_for(waiting, PATIENCE_S)
        assert last["errors"][0]["extensions"]["code"] == "TOKEN_REVOKED"
        assert not last.get("data")
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(heard), PATIENCE_S)


@pytest.mark.parametrize("door", [over_websocket, over_sse])
async def test_a_stream_ends_when_its_token_ends(server: str, db: Database, door: Any) -> None:
    """given a follower that waits; when nothing happens; then the stream ends all the same, at the end of its token"""
    await record(db, source("first"))
    now = datetime.now(UTC)
    token = await create_token(db, "amina", Scope.READ, now=now, expires_at=now + timedelta(seconds=3))
    async with aclosing(door(server, FOLLOW, token=token)) as heard:
        assert (await anext(heard))["data"] == {"events": {"position": 1, "recordedBy": "-"}}

        last = await asyncio.wait_for(anext(heard), PATIENCE_S)
        assert last["errors"][0]["extensions"]["code"] == "TOKEN_EXPIRED"


async def test_a_socket_is_not_opened_with_a_token_that_is_none(server: str) -> None:
    for init, headers in (
        ({"authorization": "Bearer forged"}, {}),
        (None, {"authorization": "Bearer forged"}),
        ({"Authorization": "forged"}, {}),
    ):
        with pytest.raises(ConnectionClosed) as closed:
            async with socket(server, init=init, additional_headers=headers):
                raise AssertionError("it was let in")
        assert closed.value.rcvd
        assert (closed.value.rcvd.code, closed.value.rcvd.reason[:12]) == (4403, "TOKEN_WRONG:")


async def test_an_open_socket_is_no_way_round_a_revocation(server: str, db: Database) -> None:
    """given a socket; when its token is revoked; then no later operation in it is taken"""
    token = await create_token(db, "amina", Scope.CURATE, now=datetime.now(UTC))
    write = 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename ... on Denied { code } } }'
    async with socket(server, init={"authorization": f"Bearer {token}"}) as opened:
        await revoke_token(db, "amina", now=datetime.now(UTC))
        await tell(opened, id="1", type="subscribe", payload={"query": write})
        assert (await hear(opened))["payload"]["data"]["retract"] == {"__typename": "Denied", "code": "TOKEN_REVOKED"}
        assert (await hear(opened))["type"] == "complete"
        await tell(opened, id="2", type="subscribe", payload={"query": "{ log { head } }"})
        assert "TOKEN_REVOKED" in str(await hear(opened))
