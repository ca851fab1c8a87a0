"""Folds are done elsewhere, a bounded number at a time, and dropped when nobody waits for them."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator

import pytest

from store.read import fold_pool
from store.read.fold_pool import INLINE_COST, FoldPool, FoldsBusy
from store.read.folds import Fold
from tests.support.gates import Gate

COSTLY = INLINE_COST


def doubled(number: int) -> int:
    return 2 * number


def process_and_thread(_: int) -> tuple[int, int]:
    return os.getpid(), threading.get_ident()


def ended(_: int) -> None:
    os._exit(1)


def endless(_: int) -> None:
    fold_pool.signal.setitimer(fold_pool.signal.ITIMER_REAL, 0.1)  # the limit, brought forward
    while True:
        pass


def fold_of(work: object, *numbers: int, cost: int = COSTLY) -> Fold:
    return Fold(work, [(number,) for number in numbers], list, cost)


@pytest.fixture
async def threads() -> AsyncIterator[FoldPool]:
    pool = FoldPool()
    yield pool
    await pool.close()


@pytest.fixture
async def processes() -> AsyncIterator[FoldPool]:
    pool = FoldPool(1)
    yield pool
    await pool.close()


async def test_little_work_is_done_on_the_spot(threads: FoldPool) -> None:
    here = os.getpid(), threading.get_ident()

    assert await threads.fold(fold_of(process_and_thread, 1, cost=COSTLY - 1)) == [here]
    assert await threads.run(process_and_thread, 1, cost=0) == here
    assert (await threads.run(process_and_thread, 1, cost=COSTLY))[1] != here[1]


async def test_another_process_gives_the_same_answer(processes: FoldPool) -> None:
    fold = fold_of(doubled, 3, 1, 2)

    assert await processes.fold(fold) == fold.here() == [6, 2, 4]
    assert await processes.fold(fold.then(sum)) == 12
    [(process, _)] = await processes.fold(fold_of(process_and_thread, 1))
    assert process != os.getpid()


async def test_a_process_that_dies_costs_one_answer_and_no_more(processes: FoldPool) -> None:
    with pytest.raises(FoldsBusy):
        await processes.fold(fold_of(ended, 1))

    assert await processes.fold(fold_of(doubled, 1)) == [2]


async def test_a_part_without_end_ends_itself(processes: FoldPool) -> None:
    with pytest.raises(FoldsBusy):
        await processes.fold(fold_of(endless, 1))

    assert await processes.fold(fold_of(doubled, 1)) == [2]


async def test_what_nobody_waits_for_any_more_is_not_begun(threads: FoldPool) -> None:
    # Given a fold under way, and another that waits for it
    gate, dropped = Gate(), Gate()
    first = asyncio.ensure_future(threads.fold(fold_of(gate, 1)))
    waiting = asyncio.ensure_future(threads.fold(fold_of(dropped, 2, 3)))
    await gate.has_begun()

    # When the other is cancelled, and the first goes on
    waiting.cancel()
    await asyncio.wait([waiting])
    gate.open()

    # Then nothing of it was ever begun, and the next has its turn
    assert await first == [1]
    assert await threads.fold(fold_of(doubled, 4)) == [8]
    assert not dropped.begun.is_set()


async def test_more_than_can_be_done_in_time_is_refused(threads: FoldPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold_pool, "WAITING_COST_MAX", 3 * COSTLY)
    gate = Gate()
    two = [asyncio.ensure_future(threads.fold(fold_of(gate, number))) for number in (1, 2)]
    await asyncio.sleep(0)

    with pytest.raises(FoldsBusy) as refusal:
        await threads.fold(fold_of(doubled, 3, cost=2 * COSTLY))
    gate.open()

    assert refusal.value.code == "SERVER_BUSY"
    assert await asyncio.gather(*two) == [[1], [2]]
    assert await threads.fold(fold_of(doubled, 3, cost=9 * COSTLY)) == [6], "one alone may be as large as it likes"
