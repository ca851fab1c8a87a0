"""The log followed for another system: history first, then what is appended, at least once and in order."""

from collections.abc import Awaitable, Callable

from store.db.connections import Database
from store.read import outbox
from store.read.change_feed import ChangeFeed
from store.read.outbox import Bookmark, Message

Deliver = Callable[[list[Message]], Awaitable[None]]
"""Hands messages over, and returns when they were taken. What it raises ends the following."""
Keep = Callable[[Bookmark], None]
"""Keeps how far the log was taken. It is called after each delivery, and never before."""


async def follow(
    db: Database, feed: ChangeFeed | None, begin: Bookmark, at_once: int, deliver: Deliver, keep: Keep
) -> Bookmark:
    """Deliver everything after a bookmark, `at_once` messages at most at a time, until the feed is stopped.

    Without a feed it ends at the head of the log. Returns how far it has come. Whoever is killed between `deliver` and
    `keep` delivers the same messages again: their positions say so. Raises StoreError.
    """
    bookmark = begin
    while True:
        batch = await outbox.batch_after(db, bookmark, at_once)
        if batch.messages:
            await deliver(batch.messages)
            keep(batch.taken)
            bookmark = batch.taken
        elif feed is None:
            return bookmark
        # A feed that was stopped ends it between two deliveries, however much there is still to come.
        if feed is not None and not await feed.beyond(bookmark.position if len(batch.messages) < at_once else -1):
            return bookmark
