"""A log from before there was a table of what is said of visibility."""

from alembic import command
from sqlalchemy import select

from store.db import migrate, tables
from store.db.connections import Database
from tests.support.altered_logs import findings
from tests.support.audiences import kept_for_the_public, visible
from tests.support.builders import cast, changed
from tests.support.recording import record


async def test_an_older_log_is_searched_for_what_is_said_of_visibility(database_url: str) -> None:
    """Given a log from before the table, when it is brought up to date, then its rows are those that appends make."""
    db = Database.open(database_url)
    await kept_for_the_public(db)
    later = "2100-01-01T01:30:00.25+01:30"
    await record(db, *cast(), changed(id="a"), changed(id="b", occurred="2021-06-24"), visible("a", "b", to="SEALED"))
    await record(db, visible("b", to="PUBLIC", releaseAt=later))
    rows = select(tables.disclosure).order_by(tables.disclosure.c.event)
    async with db.read() as conn:
        before = (await conn.execute(rows)).all()
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0014"))

    await migrate.upgrade(database_url)

    async with db.read() as conn:
        assert (await conn.execute(rows)).all() == before
    assert [(row.event, row.visibility, str(row.release_at)) for row in before] == [
        ("a", "SEALED", "None"),
        ("b", "PUBLIC", "2100-01-01 00:00:00.250000+00:00"),
    ]
    assert await findings(db) == []
    await db.close()
