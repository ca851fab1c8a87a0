"""A feed ends when it is stopped, whatever it waits for."""

import asyncio
from time import perf_counter

import pytest

from store.db import limits
from store.db.connections import Database
from store.read.change_feed import watching


@pytest.mark.parametrize("running_s", [0, 0.05])
async def test_it_ends_at_once(db: Database, running_s: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a feed that has just begun, or listens; when it is stopped; then no pause is waited for"""
    for pause in ("POLL_S", "RECONNECT_S", "UNHEARD_S"):
        monkeypatch.setattr(limits, pause, 30)
    async with watching(db):
        await asyncio.sleep(running_s)
        begun = perf_counter()

    assert perf_counter() - begun < 15
