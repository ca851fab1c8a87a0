"""From when on audiences are answered from their logs: as soon as these are known to have what they were given.

Usually that is before the first answer. Where the record is read from a standby, and cannot be written to, it may be
later: what is then known to be whole is served all the same.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from domain.values.terms import Visibility
from service.publishing import Progress, Publisher
from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseBusy, DatabaseUnreachable, StoreError
from store.read import audiences, log
from store.read.change_feed import ChangeFeed

AWAY = (DatabaseUnreachable, DatabaseBusy)


async def is_whole(record: Database, audience: Visibility, db: Database) -> bool:
    """Whether a database is the log of an audience, and has all that the record says that it was given. False as well
    where one of the two does not answer.
    """
    try:
        async with record.read() as conn:
            is_kept, given = audience in await audiences.reached(conn), await audiences.count_given(conn, audience)
        async with db.read() as conn:
            is_filled = await audiences.is_filled_log_of(conn, audience)
            return is_kept and is_filled and (await log.head(conn)).position >= given
    except StoreError:
        return False


async def given_by_others(record: Database, logs: Mapping[Visibility, Database]) -> bool:
    """Wait until another process has given these audiences what the record has now: True. Where the record, read from a
    standby, cannot be written to, or the log of an audience cannot be used, nobody can give that: False. Raises
    StoreError.
    """
    async with record.read() as conn:
        head = (await log.head(conn)).position
    while not await _are_given(record, logs, head):
        if not all([await _answers(db) for db in (record.primary, *logs.values())]):
            return False
        await asyncio.sleep(limits.POLL_S)
    return True


async def _are_given(record: Database, logs: Mapping[Visibility, Database], head: int) -> bool:
    async with record.read() as conn:
        reached = await audiences.reached(conn)
    if any(reached.get(audience, -1) < head for audience in logs):
        return False
    return all([await is_whole(record, audience, db) for audience, db in logs.items()])


async def _answers(db: Database) -> bool:
    try:
        async with db.read() as conn:
            await log.head(conn)
    except StoreError:
        return False
    return True


@asynccontextmanager
async def publishing(
    publisher: Publisher,
    news: ChangeFeed,
    progress: Progress,
    report: Callable[[Exception], None],
    *,
    may_begin_later: bool = False,
) -> AsyncIterator[bool]:
    """Every audience is given what it may open, while the context lasts; the feed of the record is stopped with it.

    Whether they have all of it by now. With `may_begin_later` they need not, where a database is away: they get it as
    soon as it is there. Raises StoreError.
    """
    has_begun = True
    try:
        await publisher.begin(progress)
    except AWAY as error:
        if not may_begin_later:
            raise
        has_begun = False
        report(error)
    following = asyncio.create_task(publisher.run(news, report))
    try:
        yield has_begun
    finally:
        news.stop()
        await following
