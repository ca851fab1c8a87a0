"""Whether it runs, for those who do not speak GraphQL."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text

from store.db.limits import READ_CONNECTIONS
from tests.support.asking import Api
from tests.support.builders import cast
from tests.support.outage import cut_off


async def test_a_server_that_can_answer_is_well(api: Api) -> None:
    head = await api.recorded(*cast())

    response = await api.client.get("/healthz")

    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "head": head, "projection": head},
    )


async def test_one_whose_database_is_away_is_not(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(sqlite_api, monkeypatch)

    response = await sqlite_api.client.get("/healthz")

    assert (response.status_code, response.json()["code"]) == (503, "DATABASE_UNREACHABLE")


async def test_one_whose_tables_are_old_is_not(api: Api) -> None:
    async with api.app.state.logs.record.db.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    response = await api.client.get("/healthz")

    assert (response.status_code, response.json()["code"]) == (503, "MIGRATION_NEEDED")


async def test_readers_that_hold_every_connection_do_not_make_it_ill(api: Api) -> None:
    """given all connections of the pool in use; then it answers as before"""
    async with AsyncExitStack() as held:
        for _ in range(READ_CONNECTIONS):
            await held.enter_async_context(api.app.state.logs.record.db.read())

        response = await asyncio.wait_for(api.client.get("/healthz"), 5)

    assert response.json()["status"] == "ok"
