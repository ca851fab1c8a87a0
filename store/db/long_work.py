"""Work that takes long within a transaction, done where nobody waits for it: never in the event loop, and in a process
of a pool where there is one.
"""

import asyncio
from collections.abc import Awaitable, Callable
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


async def done_aside(connection: AsyncConnection, work: Callable[..., Result], *arguments: Any, cost: int) -> Result:
    """What `work` returns: a function of a module, of data that can be pickled. `cost`: hundredths of a millisecond."""
    assert connection.sync_connection is not None
    run = connection.sync_connection.get_execution_options().get(OPTION)
    if run is not None and cost > limits.LONG_WORK_COST:
        try:
            if isinstance(connection, Inline):
                return asyncio.run(_awaited(run(work, *arguments, cost=cost)))
            return await run(work, *arguments, cost=cost)
        except StoreError:
            pass  # No room: a write is not refused for that.
    if isinstance(connection, Inline):
        return work(*arguments)
    return await asyncio.to_thread(work, *arguments)


async def _awaited(work: Awaitable[Result]) -> Result:
    return await work
