"""Whether it runs, for those who do not speak GraphQL."""

from contextlib import asynccontextmanager
from typing import Any

import pytest

from store.db.errors import DatabaseUnreachable
from tests.support.asking import Api
from tests.support.builders import cast


async def test_a_server_that_can_answer_is_well(api: Api) -> None:
    head = await api.recorded(*cast())

    response = await api.client.get("/healthz")

    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "head": head, "projection": head},
    )


async def test_one_whose_database_is_away_is_not(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def away(*_: Any):  # type: ignore[no-untyped-def]
        raise DatabaseUnreachable
        yield

    monkeypatch.setattr(sqlite_api.app.state.db, "read", away)

    response = await sqlite_api.client.get("/healthz")

    assert (response.status_code, response.json()["code"]) == (503, "DATABASE_UNREACHABLE")


async def test_one_whose_tables_are_old_is_not(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def old(_: Any) -> bool:
        return False

    monkeypatch.setattr("store.db.migrate.is_current", old)

    response = await sqlite_api.client.get("/healthz")

    assert (response.status_code, response.json()["code"]) == (503, "MIGRATION_NEEDED")
