"""What stands in the way of the replay is ended by the standby: a question is asked once more, with the same answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from service.asking.reading import Reading
from store.db.connections import Database
from store.db.driver_errors import translated
from store.db.errors import DatabaseBusy, DatabaseUnreachable
from store.read import log
from store.read.fold_pool import FoldPool
from tests.support import postgres
from tests.support.builders import cast, changed
from tests.support.recording import record
from tests.support.standbys import Log, Pair
from trust.databases import opened

LONG = text("SELECT pg_sleep(5)")


@pytest.fixture
async def db(replicated: Log, standby_pair: Pair) -> AsyncIterator[Database]:
    """A log of one claim, which has arrived at the standby."""
    async with opened(replicated.primary, replicated.standby) as db:
        await standby_pair.arrived_at(replicated, (await record(db, *cast(), changed())).last)
        yield db


def remove(replicated: Log) -> None:
    """What a reader still sees, on the primary; and the standby is to wait for no reader."""
    postgres.execute(make_url(replicated.primary), "DELETE FROM period", "VACUUM period")


async def test_a_statement_that_is_ended_says_so(db: Database, replicated: Log) -> None:
    async with db.read() as conn:
        await log.head(conn)
        asyncio.get_running_loop().call_later(0.1, remove, replicated)
        with pytest.raises(DatabaseBusy, match="on a standby the replay of one, stood in the way"), translated():
            await conn.execute(LONG)


async def test_a_reading_that_was_ended_goes_on_with_the_same_answers(db: Database, replicated: Log) -> None:
    reading = Reading(db, FoldPool())
    await reading.begin()
    before = await reading.events.load((None, 8))
    first = reading._connection
    remove(replicated)
    await asyncio.sleep(0.4)

    assert await reading.recall(log.by_positions, [8]) == {8: before}
    assert reading._connection is not first
    await reading.close()


async def test_one_whose_standby_is_gone_is_told_so_once(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    async def question(*_: object) -> None:
        asked.append(1)
        raise DatabaseUnreachable

    reading = Reading(db, FoldPool())
    with pytest.raises(DatabaseUnreachable):
        await reading.recall(question)
    assert len(asked) == 2
    await reading.close()
