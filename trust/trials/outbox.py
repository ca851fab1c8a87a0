"""A follower of the log is killed at any moment and started again while others write: what it hands on is all there and
in order, once whoever takes it drops the positions that he has had.
"""

import asyncio
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from store.read import log
from store.write.append import append
from trust.appending import batch, opening
from trust.databases import ENGINES, empty_log, opened
from trust.followers import Follower
from trust.trial import Trial

KILLS, QUICK_KILLS, CONTROL_KILLS, QUICK_CONTROL_KILLS = 150, 2, 30, 6
LIVES_S = 0.1
"""At most this long after it has handed on something a follower lives on."""
BATCH_EVENTS, PAUSE_S = 5, 0.01
SECONDS_MAX = 60


def run(quick: bool) -> Iterator[Trial]:
    for engine in ENGINES:
        yield _killed(engine, QUICK_KILLS if quick else KILLS)
    yield _killed(ENGINES[0], QUICK_CONTROL_KILLS if quick else CONTROL_KILLS, hasty=True)


def _killed(engine: str, kills: int, hasty: bool = False) -> Trial:
    random = Random(engine)
    with empty_log(engine) as url, tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        follower = Follower(url, Path(folder), hasty)
        with _writing(url):
            for _ in range(kills):
                _kill_once(follower, random.uniform(0, LIVES_S))
        follower.start(once=True).join(SECONDS_MAX)
        head = asyncio.run(_head(url))
        lines = follower.taken.read_text().splitlines()
    positions = [json.loads(line)["position"] for line in lines]
    wrong = _wrong(positions, head)
    name = f"a follower killed under writes, {'place kept too early' if hasty else engine}"
    note = f"{len(set(positions)):,} events, {len(positions) - len(set(positions)):,} handed on again"
    return Trial(name, "some lost" if hasty else "0 lost, 0 out of order", kills, wrong, hasty, note)


def _kill_once(follower: Follower, lives_s: float) -> None:
    before, deadline = follower.taken.stat().st_size, time.monotonic() + SECONDS_MAX
    process = follower.start()
    while follower.taken.stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(lives_s)
    process.kill()
    process.join()


def _wrong(positions: list[int], head: int) -> int:
    """How many positions are missing or late for whoever drops what is not beyond the last that he has taken."""
    last = wrong = 0
    for position in positions:
        if position > last:
            wrong += position - last - 1
            last = position
    return wrong + max(0, head - last)


@contextmanager
def _writing(url: str) -> Iterator[None]:
    """Others write to the log meanwhile."""
    is_over = threading.Event()
    writer = threading.Thread(target=lambda: asyncio.run(_write(url, is_over)))
    writer.start()
    try:
        yield
    finally:
        is_over.set()
        writer.join()


async def _write(url: str, is_over: threading.Event) -> None:
    async with opened(url) as db:
        await append(db, opening(), key="opening", by="trust", now=datetime.now(UTC))
        for number in count():
            if is_over.is_set():
                return
            await append(db, batch(number, BATCH_EVENTS), key=f"batch-{number}", by="trust", now=datetime.now(UTC))
            await asyncio.sleep(PAUSE_S)


async def _head(url: str) -> int:
    async with opened(url) as db, db.read() as conn:
        return (await log.head(conn)).position
