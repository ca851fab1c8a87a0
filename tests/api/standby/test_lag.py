"""How far behind a standby is: for load balancers, for Prometheus, and for whoever asks a primary that hangs."""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from domain.values.access import Scope
from store.db import limits
from tests.support.altered_logs import tamper
from tests.support.asking import Api
from tests.support.builders import actor, cast
from tests.support.standbys import Log, Pair
from tests.support.tokens import bearer


@pytest.fixture
async def api(replicated: Log, start: Callable) -> Api:
    return await start(replicated.primary, read_database_url=replicated.standby, fold_processes=0, metrics=True)


async def test_events_that_the_standby_has_not_are_counted(api: Api, replicated: Log, standby_pair: Pair) -> None:
    position = await api.recorded(*cast())
    await standby_pair.arrived_at(replicated, position)
    async with standby_pair.paused():
        await api.recorded(actor("a"), actor("b"))

        well = (await api.client.get("/healthz")).json()
        measured = (await api.client.get("/metrics")).text

    assert (well["status"], well["head"], well["standby"]) == ("ok", position, {"behind": 2, "primary": "up"})
    assert "timeline_standby_lag_events 2.0" in measured
    assert "timeline_primary_up 1.0" in measured


async def test_one_that_has_more_than_the_primary_does_not_follow_it(
    api: Api, replicated: Log, standby_pair: Pair
) -> None:
    """given a primary that was taken back; then the server is not well, so that nobody is sent to it"""
    position = await api.recorded(*cast())
    await standby_pair.arrived_at(replicated, position)
    async with standby_pair.paused():
        tamper(replicated.primary, f"DELETE FROM event WHERE position = {position}")

        ill = await api.client.get("/healthz")

    assert (ill.status_code, ill.json()["code"]) == (503, "NOT_A_STANDBY")


async def test_a_server_without_a_standby_says_nothing_of_one(sqlite_api: Api) -> None:
    assert "standby" not in (await sqlite_api.client.get("/healthz")).json()


async def test_a_primary_that_hangs_holds_nobody_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a primary that takes connections and says nothing; then readers wait once, and not each time"""
    reader = await bearer(api, "reader", Scope.READ)
    await _arrived(api, reader)
    asked: list[int] = []

    @asynccontextmanager
    async def hanging(*_: Any):  # type: ignore[no-untyped-def]
        asked.append(1)
        await asyncio.sleep(30)
        yield

    monkeypatch.setattr(limits, "PRIMARY_ANSWER_S", 0.1)
    monkeypatch.setattr(api.app.state.logs.record.db.primary, "read", hanging)
    for _ in range(3):
        assert (await _head(api, reader)).status_code == 200
    assert len(asked) == 1


async def _arrived(api: Api, reader: str) -> None:
    """Until the standby has the token as well."""
    for _ in range(100):
        async with api.app.state.logs.record.db.read() as conn:
            if (await conn.exec_driver_sql("SELECT count(*) FROM access_token")).scalar_one():
                return
        await asyncio.sleep(0.02)


async def _head(api: Api, reader: str) -> Any:
    return await api.send("{ log { head } }", None, authorization=reader)
