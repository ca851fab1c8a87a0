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
            self._sizes = await self._worker.run(self._read(with_news=not is_first))
            if not is_first:
                # A large log is counted less often: that takes a thirtieth of a core at most.
                self._counted_s = time.monotonic() + (time.monotonic() - begun) * 30
            return self._sizes
        except StoreError:
            return self._sizes or LogSizes()
        finally:
            self._counting = None

    async def _read(self, with_news: bool) -> LogSizes:
        async with self._worker.db.read() as conn:
            sizes = self._sizes
            # While places wait to be folded, how many there are changes at one end of the log.
            if sizes is None or sizes.claims_waiting or (sizes.head, sizes.folded_since) != await counted_at(conn):
                sizes = await log_sizes(conn)
            if sizes.news is None and with_news:
                sizes = replace(sizes, news=await news_of(conn))
            return sizes
