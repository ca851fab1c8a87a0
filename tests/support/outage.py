"""A database that is out of reach, as the application sees it."""

from contextlib import asynccontextmanager
from typing import Any

import pytest

from store.db.errors import DatabaseUnreachable
from tests.support.asking import Api


def cut_off(api: Api, patch: pytest.MonkeyPatch) -> None:
    """From now on no transaction begins, and nobody knows where the log ends."""

    @asynccontextmanager
    async def away(*_: Any):  # type: ignore[no-untyped-def]
        raise DatabaseUnreachable
        yield

    async def unknown(*_: Any) -> None:
        raise DatabaseUnreachable

    state = api.app.state.logs.record
    patch.setattr(state.db, "read", away)
    patch.setattr(state.db, "write", away)
    patch.setattr(state.db, "transact", unknown)
    patch.setattr(state.heads, "current", unknown)
