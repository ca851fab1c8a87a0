"""A follower of a log in a process of its own, which hands each event on as a line of a file, one after the other."""

import asyncio
import os
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from service import bookmark_file
from service.following import follow
from store.read.change_feed import watching
from store.read.outbox import Bookmark, Message
from trust.databases import opened

AT_ONCE = 20
LINE_TAKES_S = 0.001
_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["trust.followers", "asyncpg"])


class Follower:
    """It keeps its place in `folder`; killed and started again, it goes on. `hasty`: it keeps it before it has handed
    the events on, which is the wrong way round.
    """

    def __init__(self, url: str, folder: Path, hasty: bool = False):
        self.taken = folder / "taken.jsonl"
        self.taken.touch()
        self._given = (url, self.taken, folder / "bookmark.json", hasty)

    def start(self, once: bool = False) -> BaseProcess:
        """`once`: it ends at the head of the log."""
        process = _FORKING.Process(target=_run, args=(*self._given, once), daemon=True)
        process.start()
        return process


def _run(url: str, taken: Path, bookmark: Path, hasty: bool, once: bool) -> None:
    asyncio.run(_follow(url, taken, bookmark, hasty, once))


async def _follow(url: str, taken: Path, bookmark: Path, hasty: bool, once: bool) -> None:
    _cut_torn_line(taken)
    file = os.open(taken, os.O_WRONLY | os.O_APPEND)
    begin = bookmark_file.read(bookmark) or Bookmark()

    async def deliver(messages: list[Message]) -> None:
        if hasty:
            keep(Bookmark(messages[-1].position))
        for message in messages:
            os.write(file, message.line())
            await asyncio.sleep(LINE_TAKES_S)

    def keep(reached: Bookmark) -> None:
        bookmark_file.write(bookmark, reached)

    async with opened(url) as db:
        if once:
            await follow(db, None, begin, AT_ONCE, deliver, keep)
            return
        async with watching(db) as feed:
            await follow(db, feed, begin, AT_ONCE, deliver, keep)


def _cut_torn_line(taken: Path) -> None:
    """Whoever is killed while he writes a line may have written it up to the end of a page of memory."""
    text = taken.read_bytes()
    os.truncate(taken, text.rfind(b"\n") + 1)
