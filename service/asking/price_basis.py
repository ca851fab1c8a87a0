"""The sizes that questions are priced by, counted anew from time to time where the log has grown, and never while a
question waits for them.
"""

import asyncio
import time
from dataclasses import replace

from service.asking.worker_loop import WorkerLoop
from store.db.errors import StoreError
from store.read.log_sizes import LogSizes, counted_at, log_sizes, news_of

STALE_S = 10.0
"""After this long they are looked at again, when somebody asks."""


class PriceBasis:
    """Of one database, counted on the loop for what takes long."""

    def __init__(self, worker: WorkerLoop):
        self._worker = worker
        self._sizes: LogSizes | None = None
        self._counted_s = 0.0
        self._counting: asyncio.Task[LogSizes] | None = None

    async def current(self) -> LogSizes:
        """The sizes as counted last. The first to ask waits for them, but not for the news; a database out of reach has
        none.
        """
        if self._counting is None and time.monotonic() - self._counted_s > STALE_S:
            self._counting = asyncio.ensure_future(self._count())
        if self._sizes is None and self._counting:
            return await asyncio.shield(self._counting)
        return self._sizes or LogSizes()

    async def _count(self) -> LogSizes:
        begun, is_first = time.monotonic(), self._sizes is None
        try:
            sizes = await self._worker.run(self._read())
            try:
                if not is_first:
                    sizes = await self._worker.run(self._with_news(sizes))
            finally:
                # Where the news cannot be counted in time, there may be news of every place.
                self._sizes = sizes
            return sizes
        except StoreError:
            return self._sizes or LogSizes()
        finally:
            if not is_first:
                # A large log is counted less often: that takes a thirtieth of a core at most.
                self._counted_s = time.monotonic() + (time.monotonic() - begun) * 30
            self._counting = None

    async def _read(self) -> LogSizes:
        async with self._worker.db.read() as conn:
            sizes = self._sizes
            # While places wait to be folded, how many there are changes at one end of the log.
            if sizes and not sizes.claims_waiting and (sizes.head, sizes.folded_since) == await counted_at(conn):
                return sizes
            return await log_sizes(conn)

    async def _with_news(self, sizes: LogSizes) -> LogSizes:
        if sizes.news:
            return sizes
        async with self._worker.db.read() as conn:
            return replace(sizes, news=await news_of(conn))
