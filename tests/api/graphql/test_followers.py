"""Events that thousands follow are read once for all of them, and each follower still hears each event once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from api.graphql.context import Context
from api.graphql.roots.live import _follow
from api.http.auth import OPERATOR
from store.db import limits
from store.db.connections import Database
from store.read.change_feed import ChangeFeed, watching
from store.read.fold_pool import FoldPool
from store.read.log import EventFilter
from store.read.shared_chunks import SharedChunks
from tests.support.builders import actor, cast, changed, retracted
from tests.support.recording import record
from tests.support.statement_counting import statements_sent

FOLLOWERS = 300


@pytest.fixture
async def news(db: Database) -> AsyncIterator[ChangeFeed]:
    async with watching(db) as feed:
        yield feed


def following(db: Database, news: ChangeFeed, after: int = 0, wanted: EventFilter | None = None) -> Any:
    context = Context(db, FoldPool(), news, OPERATOR, lambda: datetime.now(UTC))
    return _follow(context, after, wanted or EventFilter())


async def positions(followers: list[Any]) -> list[int]:
    """Those of the next event of each."""
    return [event.entry.position for event in await asyncio.gather(*map(anext, followers))]


async def test_many_followers_cost_as_many_statements_as_a_few(db: Database, news: ChangeFeed) -> None:
    """given followers that have heard all there is; when something is appended; then it is read once for all"""
    await record(db, actor("first"))
    followers = [following(db, news) for _ in range(FOLLOWERS)]
    assert await positions(followers) == [1] * FOLLOWERS
    hearing = asyncio.ensure_future(positions(followers))
    await asyncio.sleep(0.3)

    with statements_sent(db) as statements:
        await record(db, actor("second"))
        assert await asyncio.wait_for(hearing, 30) == [2] * FOLLOWERS

    read = [statement for statement in statements if "payload" in statement and statement.startswith("SELECT")]
    assert len(read) <= 3
    for follower in followers:
        await follower.aclose()


async def test_followers_at_different_places_hear_what_is_theirs(db: Database, news: ChangeFeed) -> None:
    await record(db, *(actor(f"actor-{number}") for number in range(1, 301)))
    followers = [following(db, news, after) for after in (0, 0, 150, 299)]

    for first, follower in zip((1, 1, 151, 300), followers, strict=True):
        assert [(await anext(follower)).entry.position for _ in range(first, 301)] == list(range(first, 301))
        await follower.aclose()


async def test_a_chunk_is_not_kept_longer_than_a_moment(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """given a chunk of what stands; when an event of it is taken back; then who comes later does not get it"""
    monkeypatch.setattr(limits, "CHUNK_SHARED_S", 0.01)
    chunks, standing = SharedChunks(db), EventFilter(standing_only=True)
    await record(db, *cast(), changed(id="a"))
    assert "a" in [entry.id for entry in (await chunks.after(0, 100, standing)).entries]

    await record(db, retracted("a"))
    await asyncio.sleep(0.05)

    assert "a" not in [entry.id for entry in (await chunks.after(0, 100, standing)).entries]


async def test_nothing_new_is_never_shared(db: Database) -> None:
    chunks = SharedChunks(db)
    assert (await chunks.after(0, 10, EventFilter())).entries == []

    await record(db, actor("first"))

    assert len((await chunks.after(0, 10, EventFilter())).entries) == 1


async def test_few_chunks_are_kept(db: Database) -> None:
    await record(db, *(actor(f"actor-{number}") for number in range(60)))
    chunks = SharedChunks(db)

    for after in range(50):
        await chunks.after(after, 1, EventFilter())

    assert len(chunks._chunks) <= limits.CHUNKS_SHARED_MAX


async def test_a_follower_that_goes_away_takes_the_chunk_from_nobody(db: Database) -> None:
    await record(db, actor("first"))
    chunks = SharedChunks(db)
    gone, stays = (asyncio.ensure_future(chunks.after(0, 10, EventFilter())) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()

    assert len((await stays).entries) == 1
