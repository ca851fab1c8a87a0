"""Periods that several policies share: a log from before is migrated to what a rebuild would make of it."""

from alembic import command
from sqlalchemy import select, text

from store.db import migrate, tables
from store.db.connections import Database
from store.read import log
from store.write import rebuild
from tests.support.builders import asserted, cast, changed, status
from tests.support.recording import record


async def test_the_periods_of_each_policy_are_shared_where_they_are_equal(database_url: str) -> None:
    """Given a place on which the policies differ in part, when its log is migrated from a row for each policy."""
    db = Database.open(database_url)
    await record(db, *cast(), changed(), asserted(occurred="2021-07-01", holder="government", source="neutral"))
    await record(db, asserted(occurred="2021-07-03", attribution=["taliban"]), status())
    async with db.read() as conn:
        before = await rebuild.fingerprint(conn)
        rows = (await conn.execute(select(tables.period))).all()
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0009_imports"))
        apart = (await conn.execute(text("SELECT policy FROM period"))).all()
        await conn.run_sync(lambda sync: command.upgrade(migrate.config(sync), "head"))

    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before
        folded = (await conn.execute(select(tables.folded.c.place, tables.folded.c.position))).all()
        assert [tuple(row) for row in folded] == [("af-imam-sahib", (await log.head(conn)).position)]
    assert len(apart) == sum(row.policies.bit_count() for row in rows) > len(rows)
    assert {row.policies for row in rows} > {0b1111}, "some are shared by all, some are not"
    await db.close()
