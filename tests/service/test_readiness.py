"""What a server begins with: a standby that has the log of its primary, or a word on why it is none."""

import asyncio
from pathlib import Path

import pytest

from service.readiness import ready
from store.db.connections import Database
from store.db.errors import MigrationNeeded, NotAStandby
from tests.support import postgres
from tests.support.altered_logs import tamper
from tests.support.builders import cast, changed
from tests.support.recording import record
from tests.support.standbys import MIGRATED, Log, Pair
from trust.databases import opened


async def refusal(url: str, read_url: str) -> str:
    with pytest.raises(NotAStandby) as refused:
        await ready(url, read_url=read_url, wait_s=0)
    assert "TIMELINE_READ_DATABASE_URL names a streaming standby" in refused.value.message
    return refused.value.message


async def test_a_standby_of_the_same_log_is_one_however_far_behind_it_is(replicated: Log, standby_pair: Pair) -> None:
    async with opened(replicated.primary) as db, standby_pair.paused():
        await record(db, *cast(), changed())

        assert await ready(replicated.primary, read_url=replicated.standby, wait_s=0) == []


async def test_what_follows_no_server_is_none(replicated: Log) -> None:
    assert "it follows no other server" in await refusal(replicated.primary, replicated.primary)


async def test_another_cluster_is_none(replicated: Log, postgres_url: str) -> None:
    assert "another cluster" in await refusal(replicated.primary, postgres_url)
    assert "another cluster" in await refusal(postgres_url, replicated.standby)


async def test_another_database_of_the_same_cluster_is_none(replicated: Log, standby_pair: Pair) -> None:
    assert "another database" in await refusal(replicated.primary, standby_pair.at(MIGRATED).standby)


async def test_a_standby_is_not_written_to(replicated: Log) -> None:
    assert "is a standby itself" in await refusal(replicated.standby, replicated.standby)


@pytest.mark.parametrize("shape", ["{sqlite} {standby}", "{primary} {sqlite}", "{sqlite} {sqlite}"])
async def test_sqlite_has_none(replicated: Log, sqlite_url: str, shape: str) -> None:
    words = shape.format(sqlite=sqlite_url, primary=replicated.primary, standby=replicated.standby)
    assert "only PostgreSQL has standbys" in await refusal(*words.split())


@pytest.mark.parametrize("hosts", ["host=a:5432&host=b:5432", "host=a,b"])
async def test_several_servers_are_none(replicated: Log, hosts: str) -> None:
    assert "name one of them" in await refusal(replicated.primary, f"postgresql://x@/timeline?{hosts}")


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        (("DELETE FROM event WHERE position = 8",), "its log goes on where that of the other ends"),
        (("UPDATE tree_hash SET hashes = overlay(hashes placing '\\x00' from 4)",), "up to position 8 its log is"),
    ],
    ids=["longer", "another"],
)
async def test_a_standby_whose_log_went_another_way_is_none(
    replicated: Log, standby_pair: Pair, statements: tuple[str, ...], why: str
) -> None:
    """given a primary that was changed, or taken back, while its standby stood still"""
    async with opened(replicated.primary) as db:
        await standby_pair.arrived_at(replicated, (await record(db, *cast(), changed())).last)
    await ready(replicated.primary, read_url=replicated.standby, wait_s=0)
    async with standby_pair.paused():
        tamper(replicated.primary, *statements)

        assert why in await refusal(replicated.primary, replicated.standby)


async def test_tables_that_are_on_their_way_are_waited_for(standby_pair: Pair) -> None:
    """given a new database; when a server begins; then it makes the tables at the primary, and waits for the standby"""
    with postgres.database(standby_pair.primary.url) as empty:
        await standby_pair.arrived(str(empty.database))
        log = standby_pair.at(str(empty.database))
        async with standby_pair.paused():
            with pytest.raises(MigrationNeeded, match="has not got the tables"):
                await ready(log.primary, read_url=log.standby, wait_s=0)
            waiting = asyncio.ensure_future(ready(log.primary, read_url=log.standby, wait_s=20))
            await asyncio.sleep(0.1)
            assert not waiting.done()

        assert await waiting == []


async def test_another_cluster_at_the_same_address_is_not_mixed_with_the_first(
    replicated: Log, standby_pair: Pair, postgres_url: str, tmp_path: Path
) -> None:
    """given a server that has read; when its standby is replaced by the primary, and then by a stranger"""
    address = tmp_path / "postgres"
    address.symlink_to(standby_pair.standby.socket)
    at = standby_pair.primary.url.set(query={"host": str(address)})
    async with opened(replicated.primary, read_url=at.render_as_string()) as db, db.read():
        move(address, standby_pair.primary.socket)
        async with db.read():
            move(address, Path(str(postgres.make_url(postgres_url).query["host"])))
            with pytest.raises(NotAStandby, match="another log than the one that was there"):
                await another_reader(db)


async def another_reader(db: Database) -> None:
    """One more, for whom there is no connection yet."""
    async with db.read():
        pass


def move(address: Path, to: Path) -> None:
    address.unlink()
    address.symlink_to(to)
