"""Who wrote and who was refused stands in the log of the server; the token and what was written do not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain.values.access import Scope
from store.write.access_tokens import revoke_token
from tests.support.asking import RECORD, RECORDED, Api, as_input
from tests.support.builders import retracted, source
from tests.support.tokens import bearer

SECRET = "an-officer-who-must-not-be-named"


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """What the server logs from here on, as it is before it is written."""
    with capture_logs() as lines:
        yield lines


def audit(logged: list[Any]) -> list[dict[str, Any]]:
    return [line for line in logged if line["event"] in ("recorded", "refused")]


@pytest.fixture
async def guarded(sqlite_url: str, start: Callable) -> Api:
    return await start(sqlite_url, open_writes=False)


async def record(api: Api, authorization: str | None, *events: Any, key: str = "k") -> None:
    headers = {"authorization": authorization} if authorization else {}
    await api.send(RECORD, {"events": [as_input(event) for event in events], "key": key}, **headers)


async def test_a_line_says_who_recorded_how_much_and_where(guarded: Api, logged: list[Any]) -> None:
    authorization = await bearer(guarded, "amina", Scope.APPEND)
    for _ in range(2):
        await record(guarded, authorization, source("a", note=SECRET), source("b", title=SECRET))

    line = {"event": "recorded", "log_level": "info", "by": "amina", "scope": "append", "first": 1, "last": 2}
    assert audit(logged) == [line | {"replayed": False}, line | {"replayed": True}]


async def test_a_line_says_who_was_refused_and_why(guarded: Api, logged: list[Any]) -> None:
    append, revoked = await bearer(guarded, "amina", Scope.APPEND), await bearer(guarded, "nora")
    await revoke_token(guarded.app.state.logs.record.db, "nora", now=RECORDED)
    for authorization in (None, "Bearer forged", revoked):
        await record(guarded, authorization, source("a", note=SECRET))
    await record(guarded, append, retracted(SECRET))
    await guarded.send(f'{{ event(id: "{SECRET}") {{ id }} }}', authorization=revoked)
    await guarded.client.get(f"/ogc?{SECRET}=1", headers={"authorization": "Bearer forged"})
    await guarded.client.get(f"/ogc?{SECRET}=1", headers={"host": "evil.example"})

    assert [(line.get("by"), line["code"], line.get("door", line.get("path"))) for line in audit(logged)] == [
        ("anonymous", "TOKEN_MISSING", "mutation"),
        ("anonymous", "TOKEN_WRONG", "mutation"),
        ("nora", "TOKEN_REVOKED", "mutation"),
        ("amina", "SCOPE_TOO_NARROW", "mutation"),
        ("nora", "TOKEN_REVOKED", "graphql"),
        ("anonymous", "TOKEN_WRONG", "/ogc"),
        (None, "HOST_NOT_ALLOWED", "/ogc"),
    ]


async def test_neither_a_token_nor_what_was_written_is_in_a_log(guarded: Api, logged: list[Any]) -> None:
    authorization = await bearer(guarded)
    await record(guarded, authorization, source("a", note=SECRET))
    await record(guarded, authorization, source(SECRET, url="javascript:x"), key=SECRET)
    await record(guarded, authorization + "x", source("b", note=SECRET))
    await record(guarded, SECRET, source("b"))

    assert len(audit(logged)) == 3
    for hidden in (SECRET, authorization, authorization.removeprefix("Bearer ")):
        assert hidden not in str(logged)
