"""PostgreSQL taken back to a moment before an accident, as docs/operating.md says: with the answers of that moment."""

import asyncio

import asyncpg
import pytest
from sqlalchemy.engine import URL

from store.db.migrate import upgrade
from tests.support.altered_logs import findings, tamper
from tests.support.builders import asserted, cast, changed, corrected
from tests.support.clusters import Cluster, folder_for_clusters, run, settings_in_the_docs
from tests.support.databases import url_text
from tests.support.recording import head, record
from tests.support.restored import everything_answered
from trust.databases import opened


@pytest.mark.usefixtures("postgres_server")  # which brings the user as whom a cluster runs
async def test_what_was_recorded_up_to_a_moment_comes_back_and_what_came_after_does_not() -> None:
    with folder_for_clusters() as folder:
        (folder / "wal").mkdir(mode=0o777)
        (folder / "wal").chmod(0o777)
        first, second = Cluster(folder / "first"), Cluster(folder / "restored")
        first.create()
        first.configure(*settings_in_the_docs("postgresql.conf", folder))

        with first.running() as address:
            url = url_text(address)
            await upgrade(url)
            async with opened(url) as db:
                await record(db, *cast(), changed(id="a"))
                run(
                    "pg_basebackup", "--pgdata", second.folder, "--checkpoint=fast", "--wal-method=stream", *to(address)
                )
                run("pg_verifybackup", second.folder)
                await record(db, asserted(holder="government", source="ministry"), corrected("a", changed(gainer=None)))
                position = await head(db)
                before = await everything_answered(url)
                moment = await asked(address, "SELECT now()::text")

                tamper(url, "DELETE FROM event WHERE position = 3", "UPDATE claim SET holder = 'government'")
                await record(db, changed(id="later"))
                assert await findings(db) != []
            await archived(address, await asked(address, "SELECT pg_walfile_name(pg_switch_wal())"))

        restored = settings_in_the_docs(
            "postgresql.auto.conf of the new cluster", folder, recovery_target_time=f"'{moment}'"
        )
        second.configure("archive_mode = off", *restored)
        run("touch", second.folder / "recovery.signal")
        with second.running() as address:
            url = url_text(address)
            await promoted(address)
            async with opened(url) as db:
                assert await findings(db) == []
                assert await head(db) == position
                assert await everything_answered(url) == before
                await record(db, changed(id="goes-on"))


def to(address: URL) -> list[str]:
    return ["--host", str(address.query["host"]), "--username", "postgres"]


async def asked(address: URL, query: str) -> str:
    connection = await asyncpg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        return str(await connection.fetchval(query))
    finally:
        await connection.close()


async def archived(address: URL, segment: str) -> None:
    for _ in range(300):
        if await asked(address, "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver") >= segment:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("nothing was archived for 30 seconds")


async def promoted(address: URL) -> None:
    for _ in range(300):
        if await asked(address, "SELECT pg_is_in_recovery()") == "False":
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it was still recovering after 30 seconds")
