"""A log of before only corrections said when what they correct was told."""

from alembic import command
from sqlalchemy import select

from store.db import migrate, tables
from store.db.connections import Database
from tests.support.altered_logs import findings
from tests.support.builders import cast, changed, corrected
from tests.support.recording import record


async def test_claims_of_an_older_log_are_those_that_appends_make(database_url: str) -> None:
    """Given an older log, with a correction of a correction, when it is brought up to date, then nothing is lost."""
    db = Database.open(database_url)
    await record(db, *cast(), changed(id="a"), changed(id="b", copyOf="a"))
    await record(db, corrected("a", changed(occurred="2021-06-24"), id="c"))
    await record(db, corrected("c", changed(occurred="2021-06-25"), id="d"))
    rows = select(tables.claim).order_by(tables.claim.c.position)
    async with db.read() as conn:
        before = (await conn.execute(rows)).all()
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0016"))
    async with db.read() as conn:
        older = (await conn.execute(rows)).all()

    await migrate.upgrade(database_url)

    async with db.read() as conn:
        assert (await conn.execute(rows)).all() == before
    assert [row.told_at is None for row in before] == [True, True, False, False]
    first = before[0].position
    assert [row.told_at for row in older] == [first, first + 1, first, first]
    assert await findings(db) == []
    await db.close()
