"""An event loop in a thread of its own, for questions that take long: the loop that takes requests goes on meanwhile.

Python lets one thread run at a time, and another have its turn after `SWITCH_SECONDS`: so a short question waits a few
turns at most, and never for the end of a long one.
"""

import asyncio
import sys
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from store.db.connections import Database

T = TypeVar("T")

SWITCH_SECONDS = 0.001
FINISH_SECONDS = 2
"""How long what is under way has to end by itself, once this is closed."""
IN_TURN = 2
"""While one is folded by other processes, another can be put together here."""


class WorkerLoop:
    """Made for one database, of which it has connections of its own; closed by what made it."""

    def __init__(self, db: Database):
        self.db = db.twin()
        """For what is run here, and for nothing else: a connection belongs to one loop."""
        self._turns = asyncio.Semaphore(IN_TURN)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="worker-loop", daemon=True)
        self._closing = False

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work comes to. It is cancelled with its caller, and refused once this is being closed."""
        self._refuse_at_end(work)
        if not self._thread.is_alive():
            sys.setswitchinterval(SWITCH_SECONDS)
            self._thread.start()
        return await self._begun(work)

    def _refuse_at_end(self, work: Coroutine[Any, Any, Any]) -> None:
        if self._closing:
            work.close()
            raise asyncio.CancelledError

    async def _begun(self, work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def run_in_turn(self, work: Coroutine[Any, Any, T]) -> T:
        """The same of what takes so long that only `IN_TURN` of them are answered at a time: in the order in which they
        came, so that the first are in time, where all of them together would not be.
        """
        self._refuse_at_end(work)
        return await self.run(self._in_turn(work))

    async def _in_turn(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            async with self._turns:
                return await work
        finally:
            work.close()  # where its turn did not come

    async def close(self) -> None:
        """Break off what is under way, and give back all connections."""
        self._closing = True
        if self._thread.is_alive():
            try:
                await self._begun(self._finish())
            finally:
                self._loop.call_soon_threadsafe(self._loop.stop)
                await asyncio.to_thread(self._thread.join)
        self._loop.close()

    async def _finish(self) -> None:
        if others := self._others():
            # A statement that is broken off takes its connection with it.
            await asyncio.wait(others, timeout=FINISH_SECONDS)
        # What is broken off may begin something to end well.
        while others := self._others():
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_asyncgens()
        await self.db.close()

    def _others(self) -> set[asyncio.Task[Any]]:
        """What is under way besides the task that asks."""
        return asyncio.all_tasks() - {asyncio.current_task()}
