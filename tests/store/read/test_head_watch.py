"""The end of the log, known without a transaction: never older than the question, and asked once for all who wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import event, text

from store.db.connections import Database
from store.db.errors import DatabaseUnreachable
from store.read import log
from store.read.head_watch import HeadWatch, head_watch
from tests.support.builders import actor
from tests.support.recording import record

MANY = 50


@pytest.fixture
async def watch(db: Database) -> AsyncIterator[HeadWatch]:
    async with head_watch(db) as found:
        yield found


@asynccontextmanager
async def heads_read(watch: HeadWatch) -> AsyncIterator[list[str]]:
    """The statements that read the head while the context is open."""
    await watch.current()
    engine = watch._engine  # type: ignore[attr-defined]
    engine = getattr(engine, "sync_engine", engine)
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if "FROM event" in statement:
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


async def test_the_head_is_that_of_the_log(db: Database, watch: HeadWatch) -> None:
    assert await watch.current() == log.Head(0, None, 0)

    await record(db, actor("taliban"), actor("government"))

    async with db.read() as connection:
        assert await watch.current() == await log.head(connection)
    assert (await watch.current()).position == 2


async def test_every_append_is_seen_at_once_whoever_wrote(db: Database, watch: HeadWatch, database_url: str) -> None:
    """given a watch that has looked; when this process or another appends; then the next look sees it"""
    other = Database.open(database_url)
    for number in range(1, 11):
        await record(db if number % 2 else other, actor(f"actor-{number}"))

        assert (await watch.current()).position == number
    await other.close()


async def test_many_who_ask_together_cost_one_question_or_two(db: Database, watch: HeadWatch) -> None:
    await record(db, actor("taliban"))
    async with heads_read(watch) as read:
        heads = await asyncio.gather(*(watch.current() for _ in range(MANY)))

    assert {head.position for head in heads} == {1}
    assert len(read) <= 2


async def test_who_asks_while_another_question_is_under_way_does_not_get_its_older_answer(
    db: Database, watch: HeadWatch
) -> None:
    """given questions at every moment of an append; then none that came after its end misses it"""
    for number in range(1, 21):
        before = [asyncio.ensure_future(watch.current()) for _ in range(3)]
        await record(db, actor(f"actor-{number}"))
        after = await asyncio.gather(*(watch.current() for _ in range(3)))

        assert {head.position for head in after} == {number}
        assert {head.position for head in await asyncio.gather(*before)} <= {number - 1, number}


async def test_who_goes_away_takes_the_answer_from_nobody(db: Database, watch: HeadWatch) -> None:
    await record(db, actor("taliban"))
    first, second = asyncio.ensure_future(watch.current()), asyncio.ensure_future(watch.current())
    await asyncio.sleep(0)
    first.cancel()

    assert (await second).position == 1


async def test_on_sqlite_the_head_is_read_only_when_it_has_changed(sqlite_url: str) -> None:
    db = Database.open(sqlite_url)
    async with head_watch(db) as watch, heads_read(watch) as read:
        await watch.current()
        assert read == []
        await record(db, actor("taliban"))
        assert [(await watch.current()).position for _ in range(3)] == [1, 1, 1]
    assert len(read) == 1
    await db.close()


async def test_readers_that_hold_every_connection_do_not_keep_it_waiting(db: Database, watch: HeadWatch) -> None:
    async with asyncio.TaskGroup() as readers:
        done = asyncio.Event()
        holding = asyncio.Semaphore(0)

        async def hold() -> None:
            async with db.read() as connection:
                await connection.execute(text("SELECT 1"))
                holding.release()
                await done.wait()

        for _ in range(8):
            readers.create_task(hold())
        for _ in range(8):
            await holding.acquire()
        assert (await asyncio.wait_for(watch.current(), 5)).position == 0
        done.set()


async def test_a_connection_that_was_cut_is_made_again(postgres_url: str) -> None:
    db = Database.open(postgres_url)
    async with head_watch(db) as watch:
        await watch.current()
        intruder = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
        await intruder.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        await intruder.close()
        await record(db, actor("taliban"))

        assert (await watch.current()).position == 1
    await db.close()


async def test_a_server_that_is_not_there_is_an_error_of_the_store() -> None:
    db = Database.open("postgresql://nobody@127.0.0.1:1/none")
    async with head_watch(db) as watch:
        with pytest.raises(DatabaseUnreachable):
            await watch.current()
    await db.close()
