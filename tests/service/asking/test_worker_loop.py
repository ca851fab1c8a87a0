"""What is run beside the loop that takes requests has ended when its loop is closed: nothing holds a connection."""

import asyncio
import threading
from typing import Any

import pytest

from service.asking import worker_loop
from service.asking.worker_loop import WorkerLoop
from store.db.connections import Database


@pytest.fixture
async def worker(db: Database) -> WorkerLoop:
    return WorkerLoop(db)


@pytest.mark.parametrize("run", [WorkerLoop.run, WorkerLoop.run_in_turn])
async def test_what_is_asked_while_it_is_closed_is_not_begun(worker: WorkerLoop, run: Any) -> None:
    names: list[str] = []
    begun = threading.Event()

    async def work(name: str) -> None:
        names.append(name)
        begun.set()
        await asyncio.sleep(0.1)

    under_way = asyncio.ensure_future(run(worker, work("before")))
    await asyncio.to_thread(begun.wait)
    closing = asyncio.ensure_future(worker.close())
    await asyncio.sleep(0)
    late = asyncio.ensure_future(run(worker, work("late")))
    await asyncio.wait([closing, under_way, late])

    assert names == ["before"]
    assert late.cancelled()
    assert under_way.exception() is None


async def test_what_is_begun_by_something_broken_off_ends_too(
    worker: WorkerLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_loop, "FINISH_SECONDS", 0)
    left: list[asyncio.Task[None]] = []

    async def work() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            left.append(asyncio.ensure_future(asyncio.sleep(3600)))

    under_way = asyncio.ensure_future(worker.run(work()))
    await asyncio.sleep(0.05)
    await worker.close()
    await asyncio.wait([under_way])

    assert [task.done() for task in left] == [True]
