"""A database that fails is named with its code and what to do, at every door, and never as bad input."""

from contextlib import asynccontextmanager
from typing import Any

import pytest

from store.db import errors
from tests.support.asking import Api
from tests.support.cli_runner import Cli

DAMAGED = [errors.DatabaseDamaged()]
AWAY = [
    errors.DatabaseUnreachable(),
    errors.DatabaseNotOpened(),
    errors.DatabaseBusy(),
    errors.DatabaseReadOnly(),
    errors.DatabaseFull(),
    errors.DatabaseIo(),
    errors.DatabaseForbidden(),
    errors.MigrationNeeded(),
]


def failing(error: errors.StoreError) -> Any:
    @asynccontextmanager
    async def fail(*_: Any) -> Any:
        raise error
        yield

    return fail


@pytest.mark.parametrize(
    ("error", "status"),
    [*((error, 503) for error in AWAY), *((error, 500) for error in DAMAGED)],
    ids=lambda value: getattr(value, "code", value),
)
async def test_every_door_says_what_failed(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch, error: errors.StoreError, status: int
) -> None:
    monkeypatch.setattr("store.db.connections.Database.read", failing(error))

    asked = await sqlite_api.send('{ event(id: "x") { id } events { totalCount } }')
    features = await sqlite_api.client.get("/ogc/collections/districts/items")
    page = await sqlite_api.client.get("/event")

    assert (asked.status_code, features.status_code, page.status_code) == (status, status, status)
    assert asked.json()["errors"][0]["extensions"]["code"] == features.json()["code"] == error.code
    assert error.message in page.text


def test_a_command_says_what_failed(sqlite_url: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.db.connections.Database.read", failing(errors.DatabaseIo("SQLITE_IOERR_READ")))

    completed = Cli(sqlite_url, tmp_path)("events")

    assert completed.code == 3
    assert "SQLITE_IOERR_READ: the disk of the database failed" in completed.err
