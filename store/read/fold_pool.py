"""Folds done in processes of their own, a bounded number at a time, so that nobody waits for somebody else's.

A process is handed pure data and gives pure data back. One that is asked for no process works in threads, which suits
tests and small servers.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

from store.db.errors import StoreError
from store.read import folds
from store.read.folds import Fold

T = TypeVar("T")

INLINE_COST = 500
"""Hundredths of a millisecond: less is done on the spot, since handing it over would take as long."""
PART_SECONDS_MAX = 6.0
"""A part that has begun cannot be dropped. It ends itself after this, when nobody waits for it any more."""
WAITING_COST_MAX = 4_000_000
"""Of everything that was handed over and is not done: forty seconds, which two processes share."""


class FoldsBusy(StoreError):
    code = "SERVER_BUSY"
    remedy = "too many questions about the past of the log wait already: ask again in a moment"


class _TooLong(Exception):
    pass


class FoldPool:
    """Handed to those who ask, and closed by what opened it. It may be asked from any thread."""

    def __init__(self, processes: int = 0):
        self._processes = processes
        self._executor: Executor | None = None
        self._lock, self._starting = threading.Lock(), threading.Lock()
        self._waiting = 0
        """The cost of what was handed over and is not done."""
        self.parts = 0
        """How many parts have been handed over."""

    @property
    def waiting_s(self) -> float:
        """Seconds of processor time that what was handed over and is not done will take."""
        return self._waiting / 100_000

    async def run(self, work: Callable[..., T], *arguments: Any, cost: int) -> T:
        """The result of a function of a module, of data that can be pickled. `cost`: hundredths of a millisecond.

        Raises FoldsBusy. What has not begun when its caller is cancelled is dropped.
        """
        if cost < INLINE_COST:
            return work(*arguments)
        [result] = await self._run_all(work, [arguments], cost)
        return result

    async def fold(self, fold: Fold[T]) -> T:
        """The answer of a fold. Raises FoldsBusy."""
        if fold.cost < INLINE_COST:
            return fold.here()
        return fold.join(await self._run_all(fold.work, fold.parts, fold.cost))

    async def _run_all(self, work: Callable[..., Any], parts: Sequence[tuple[Any, ...]], cost: int) -> list[Any]:
        self._take(cost)
        self.parts += len(parts)
        futures: list[Future[Any]] = []
        try:
            begin = self._executor.submit if self._executor else (await asyncio.to_thread(self._started)).submit
            futures += [begin(_limited, work, *part) if self._processes else begin(work, *part) for part in parts]
            return list(await asyncio.gather(*map(asyncio.wrap_future, futures)))
        except BrokenProcessPool:
            self._restart()
            raise FoldsBusy from None
        except _TooLong:
            raise FoldsBusy from None
        finally:
            for future in futures:
                future.cancel()  # as far as it has not begun
            self._give_back(cost)

    def _take(self, cost: int) -> None:
        with self._lock:
            if self._waiting and self._waiting + cost > WAITING_COST_MAX:
                raise FoldsBusy
            self._waiting += cost

    def _give_back(self, cost: int) -> None:
        with self._lock:
            self._waiting -= cost

    def _started(self) -> Executor:
        """Waits until the processes are there, which takes a second: never in an event loop, nor under its lock."""
        with self._starting:
            if self._executor is None:
                self._executor = _processes(self._processes) if self._processes else ThreadPoolExecutor(1, "fold")
            return self._executor

    def _restart(self) -> None:
        """A process died, for want of memory perhaps: the next fold begins with new ones."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=False, cancel_futures=True)

    async def close(self) -> None:
        """Begin nothing more, and let what is under way end."""
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        with self._starting:
            executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=True, cancel_futures=True)


def _processes(number: int) -> ProcessPoolExecutor:
    # A fork would copy the threads' locks as they happen to be.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([folds.__name__])
    executor = ProcessPoolExecutor(number, context, initializer=_begin)
    # They are started when they have something to do.
    wait_for([executor.submit(_nothing) for _ in range(number)])
    return executor


def _nothing() -> None:
    pass


def _begin() -> None:
    """Ctrl-C is for the server, whose end is the end of its processes, however it came."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent, "a process of the pool has a parent"
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _limited(work: Callable[..., T], *arguments: Any) -> T:
    """What a process of the pool does with a part. Raises _TooLong."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, PART_SECONDS_MAX)
    try:
        return work(*arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_long(*_: Any) -> None:
    raise _TooLong


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
