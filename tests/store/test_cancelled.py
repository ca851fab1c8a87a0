"""A writer that nobody waits for any more must not take the log with it."""

import asyncio
from contextlib import suppress

import pytest

from store.db.connections import Database
from tests.support.builders import cast, changed
from tests.support.recording import head, record


@pytest.mark.parametrize("ticks", [0, 1, 2, 3, 5, 8, 13, 21, 34])
async def test_an_append_that_is_cancelled_is_whole_or_not_there_and_the_next_one_goes_on(db: Database, ticks: int):
    await record(db, *cast())
    before = await head(db)

    cancelled = asyncio.ensure_future(record(db, changed(), changed()))
    for _ in range(ticks):
        await asyncio.sleep(0)
    cancelled.cancel()
    with suppress(asyncio.CancelledError):
        await cancelled

    appended = await asyncio.wait_for(record(db, changed(), changed()), timeout=20)
    assert appended.last - before in (2, 4)
    assert await head(db) == appended.last
