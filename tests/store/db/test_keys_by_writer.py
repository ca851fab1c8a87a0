"""Keys of a log from before each writer had keys of its own (migration 0011)."""

from functools import partial

import pytest
from alembic import command
from sqlalchemy import select, text

from store.db import migrate, tables
from store.db.connections import Database
from store.write.append import Appended, append
from tests.support.builders import actor
from tests.support.recording import NOW, record


async def test_the_keys_of_an_older_log_become_those_of_whoever_wrote(db: Database) -> None:
    """given batches of two writers; when their log is migrated; then each is found by its key, and cannot be changed"""
    first = await record(db, actor("a"), actor("b"), key="k")
    await append(db, [actor("c")], key="other", by="somebody else", now=NOW)
    for step in (partial(command.downgrade, revision="0010"), partial(command.upgrade, revision="head")):
        async with db.write() as conn:
            await conn.run_sync(lambda sync, step=step: step(migrate.config(sync)))

    assert await record(db, actor("a"), actor("b"), key="k") == Appended(first.first, first.last, replayed=True)
    async with db.read() as conn:
        batch = tables.batch.c
        query = select(batch.first, batch.last, batch.key, batch.recorded_by, batch.recorded_at).order_by(batch.first)
        assert (await conn.execute(query)).all() == [(1, 2, "k", "tester", NOW), (3, 3, "other", "somebody else", NOW)]
    for change in ("UPDATE batch SET key = 'x'", "DELETE FROM batch", "INSERT INTO batch SELECT * FROM batch"):
        with pytest.raises(Exception, match=r"append-only|comes after"):
            async with db.write() as conn:
                await conn.execute(text(change))
