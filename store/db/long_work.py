"""Work that takes long within a transaction, done where nobody waits for it: never in the event loop, and in a process
of a pool where there is one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from store.db import limits
from store.db.errors import StoreError
from store.db.writer_thread import Inline

Result = TypeVar("Result")
RunElsewhere = Callable[..., Awaitable[Any]]
"""`await run(work, *arguments, cost=...)`, as store.read.fold_pool has it; raises StoreError where it has no room."""

OPTION = "run_elsewhere"
"""The execution option of a connection that has a RunElsewhere."""


async def done_aside(
    connection: AsyncConnection, work: Callable[..., Result], parts: Sequence[tuple[Any, ...]], *, cost: int
) -> list[Result]:
    """What `work` returns for the arguments of each part: a function of a module, of data that can be pickled. `cost`
    is that of all parts, in hundredths of a millisecond.
    """
    assert connection.sync_connection is not None
    run = connection.sync_connection.get_execution_options().get(OPTION)
    if run is not None and cost > limits.LONG_WORK_COST:
        try:
            running = _all(run, work, parts, cost // len(parts))
            return asyncio.run(running) if isinstance(connection, Inline) else await running
        except StoreError:
            pass  # No room: a write is not refused for that.
    if isinstance(connection, Inline):
        return _one_after_the_other(work, parts)
    return await asyncio.to_thread(_one_after_the_other, work, parts)


async def _all(
    run: RunElsewhere, work: Callable[..., Result], parts: Sequence[tuple[Any, ...]], cost: int
) -> list[Result]:
    return list(await asyncio.gather(*(run(work, *part, cost=cost) for part in parts)))


def _one_after_the_other(work: Callable[..., Result], parts: Sequence[tuple[Any, ...]]) -> list[Result]:
    return [work(*part) for part in parts]
